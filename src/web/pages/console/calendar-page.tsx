import type { ComponentChildren, VNode } from 'preact';
import type { Calendars } from '../../../storage/calendars.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';

export interface CalendarPage {
  readonly terms: Awaited<ReturnType<Calendars['terms']>>;
  readonly oddDays: Awaited<ReturnType<Calendars['oddDays']>>;
  readonly fault: string | undefined;
}

const dayWords = { holiday: '放假', closed: '停课', make_up: '补课，照常上学' } as const;

export function renderCalendarPage(visit: ConsoleVisit, { terms, oddDays, fault }: CalendarPage): string {
  const { scene, marks } = visit;
  const ahead = oddDays.filter(({ on }) => on >= scene.today);
  return renderConsolePage(
    { title: '校历', here: '/console/settings', powers: scene.powers },
    <>
      <Back to="/console/settings" text="返回设置" />
      <Said fault={fault} />
      <h2>忽然停课，或者周末补课</h2>
      <Form marks={marks}>
        <div class="field">
          <label for="on">哪一天</label>
          <input id="on" type="date" name="on" value={scene.today} />
        </div>
        <div class="pages">
          <button type="submit" name="verb" value="close">
            这天停课
          </button>
          <button type="submit" class="second" name="verb" value="make_up">
            这天补课
          </button>
        </div>
      </Form>
      <h2>今天以后不一样的日子</h2>
      <ul class="card">
        {ahead.map(({ on, kind }) => (
          <Line what={`${on}，${dayWords[kind]}`} marks={marks} verb="ordinary" name="on" value={on} />
        ))}
        {ahead.length === 0 && <li class="line">没有。</li>}
      </ul>
      <h2>学期</h2>
      <ul class="card">
        {terms.map(({ id, firstOn, lastOn }) => (
          <Line what={`${firstOn} 到 ${lastOn}`} marks={marks} verb="remove_term" name="term" value={id} />
        ))}
      </ul>
      <Form marks={marks}>
        <input type="hidden" name="verb" value="add_term" />
        <div class="filters">
          <div class="field">
            <label for="first">新学期第一天</label>
            <input id="first" type="date" name="first" />
          </div>
          <div class="field">
            <label for="last">最后一天</label>
            <input id="last" type="date" name="last" />
          </div>
        </div>
        <button type="submit" class="second">
          加上这个学期
        </button>
      </Form>
    </>,
  );
}

function Form({ marks, children }: { marks: FormMarks; children: ComponentChildren }): VNode {
  return (
    <form method="post" action="/console/settings/calendar">
      <Marks marks={marks} />
      {children}
    </form>
  );
}

interface LineProps {
  readonly what: string;
  readonly marks: FormMarks;
  readonly verb: string;
  readonly name: string;
  readonly value: string;
}

function Line({ what, marks, verb, name, value }: LineProps): VNode {
  return (
    <li class="row">
      <span class="plain">{what}</span>
      <form method="post" action="/console/settings/calendar" class="inline">
        <Marks marks={marks} />
        <input type="hidden" name="verb" value={verb} />
        <input type="hidden" name={name} value={value} />
        <button type="submit" class="quiet">
          去掉<span class="sr">：{what}</span>
        </button>
      </form>
    </li>
  );
}
