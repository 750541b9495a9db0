import type { VNode } from 'preact';
import { valueWords } from '../../../domain/schemes/layer-words.ts';
import { cadences, type SchemeVersion, schemeIds } from '../../../domain/schemes/scheme.ts';
import type { SchemeOutlook } from '../../../usecases/console/change-scheme.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';

export interface SchemeTrial {
  readonly outlook: SchemeOutlook;
  /** As they were sent, to be sent once more. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface SchemePage {
  readonly today: SchemeOutlook;
  readonly preset: SchemeVersion;
  readonly trial?: SchemeTrial;
  readonly fault?: string;
}

const sentAgain = ['preset', 'rule', 'how', 'times', 'window', 'from'] as const;
const ways = { off: '不执行', times: '改次数', window: '改周期', restore: '恢复原样' } as const;

export function renderSchemePage(visit: ConsoleVisit, page: SchemePage): string {
  const { today, trial } = page;
  return renderConsolePage(
    { title: '方案', here: '/console/settings', powers: visit.scene.powers },
    <>
      <Back to="/console/settings" text="返回设置" />
      <Said fault={page.fault} />
      {trial && <Trial trial={trial} marks={visit.marks} />}
      <h2>现在</h2>
      <p class="sub">{today.title}</p>
      <Lines outlook={today} />
      <h2>改一条</h2>
      <Change visit={visit} preset={page.preset} />
    </>,
  );
}

function Lines({ outlook }: { outlook: SchemeOutlook }): VNode {
  return (
    <ul class="card">
      {outlook.lines.map(({ sentence }) => (
        <li class="line">{sentence}</li>
      ))}
      {outlook.lines.length === 0 && <li class="line">和原来的方案一样，没有改动。</li>}
    </ul>
  );
}

function Trial({ trial, marks }: { trial: SchemeTrial; marks: FormMarks }): VNode {
  return (
    <form method="post" action="/console/settings/scheme">
      <h2>改完以后</h2>
      <p class="sub">
        {trial.outlook.title}，从 {trial.fields['from']} 起，和原来的方案不一样的是：
      </p>
      <Lines outlook={trial.outlook} />
      <Marks marks={marks} />
      <input type="hidden" name="verb" value="follow" />
      {sentAgain.map((name) => (
        <input type="hidden" name={name} value={trial.fields[name] ?? ''} />
      ))}
      <button type="submit">就这样做</button>
    </form>
  );
}

function Change({ visit, preset }: { visit: ConsoleVisit; preset: SchemeVersion }): VNode {
  const { scene, marks } = visit;
  return (
    <form method="post" action="/console/settings/scheme">
      <Marks marks={marks} />
      <div class="filters">
        <div class="field">
          <label for="rule">哪一条</label>
          <select id="rule" name="rule">
            <option value="">不改哪一条，只换方案</option>
            {preset.rules
              .filter(({ status }) => status === 'duty')
              .map(({ id, summary }) => (
                <option value={id}>
                  {id} {summary}
                </option>
              ))}
          </select>
        </div>
        <div class="field">
          <label for="how">怎么改</label>
          <select id="how" name="how">
            {Object.entries(ways).map(([way, word]) => (
              <option value={way}>{word}</option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="times">次数（改次数时写）</label>
          <input id="times" type="text" inputMode="numeric" name="times" autocomplete="off" />
        </div>
        <div class="field">
          <label for="window">周期（改周期时选）</label>
          <select id="window" name="window">
            {cadences.map((cadence) => (
              <option value={cadence}>{valueWords[cadence]}</option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="preset">方案</label>
          <select id="preset" name="preset">
            {schemeIds.map((id) => (
              <option value={id} selected={id === preset.scheme}>
                {id}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="from">从哪天起</label>
          <input id="from" type="date" name="from" value={scene.today} />
        </div>
      </div>
      <button type="submit">看看会有什么不同</button>
      <p class="hint">这一步还没有改。以前的日子照以前的规定算。</p>
    </form>
  );
}
