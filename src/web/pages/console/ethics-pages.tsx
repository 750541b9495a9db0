/** Cases of conduct, for the school's contact alone. Titles and addresses say nothing of them. */
import type { VNode } from 'preact';
import type { EthicsCaseState } from '../../../storage/ethics-cases.ts';
import type { EthicsCaseLine, OpenedCase } from '../../../usecases/questionnaires/ethics-cases.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';

const stateWords: Readonly<Record<EthicsCaseState, string>> = {
  new: '还没看',
  seen: '看过了，还没办结',
  closed: '办结了',
};

const frame = ({ scene }: ConsoleVisit) => ({
  title: '师德来信',
  here: '/console/questionnaires',
  powers: scene.powers,
});

export function renderEthicsPage(
  visit: ConsoleVisit,
  cases: readonly EthicsCaseLine[],
  done?: string,
): string {
  return renderConsolePage(
    frame(visit),
    <>
      <Back to="/console/questionnaires" text="返回问卷" />
      <Said done={done} />
      <p class="sub">
        师德表里答了“没有做到”的，或者另外写了话的，只有您看得到。是谁填的，学校不知道，也请不要去猜、去问。
      </p>
      {cases.length === 0 ? (
        <p class="notice">现在没有。</p>
      ) : (
        <ul class="card">
          {cases.map((one) => (
            <Line one={one} marks={visit.marks} />
          ))}
        </ul>
      )}
      <p class="hint">打开一件要再登录一次，会留下一条查阅记录。</p>
    </>,
  );
}

function Line({ one, marks }: { one: EthicsCaseLine; marks: FormMarks }): VNode {
  return (
    <li class="row">
      <span class="plain">
        <span class="who">
          <b>{one.mentor}</b> {one.about}
          <span class="due">
            {one.shownFrom}，{closedWords(one)}
          </span>
        </span>
      </span>
      <form method="post" action="/console/ethics" class="inline">
        <Marks marks={marks} />
        <input type="hidden" name="case" value={one.id} />
        <button type="submit" class="quiet">
          打开
          <span class="sr">
            ：{one.mentor}，{one.shownFrom}
          </span>
        </button>
      </form>
    </li>
  );
}

function closedWords({ state, closedBy, closedOn }: EthicsCaseLine): string {
  return closedOn === undefined ? stateWords[state] : `${closedBy}${closedOn}办结`;
}

export function renderEthicsCasePage(visit: ConsoleVisit, one: OpenedCase, fault?: string): string {
  const { words, closing, state } = one;
  return renderConsolePage(
    frame(visit),
    <>
      <Back to="/console/ethics" text="返回" />
      <Said fault={fault} />
      <p class="name">
        <b>{one.mentor}</b>
      </p>
      <p class="sub">
        {one.about}（{one.shownFrom}，{closedWords(one)}）
      </p>
      <div class="card">
        <p class="words">{words === '' ? '没有另外写话。' : words}</p>
      </div>
      {state === 'closed' ? (
        <>
          <h2>怎么办的</h2>
          <div class="card">
            <p class="words">{closing}</p>
          </div>
        </>
      ) : (
        <form method="post" action="/console/ethics/close">
          <Marks marks={visit.marks} />
          <input type="hidden" name="case" value={one.id} />
          <div class="field">
            <label for="closing">怎么办的，写几句</label>
            <textarea id="closing" name="closing" rows={4} maxLength={1000} />
          </div>
          <button type="submit">办结</button>
        </form>
      )}
    </>,
  );
}
