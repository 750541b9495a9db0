/** One round: who has answered, and what came out once it is closed. Every chart has its table beside it. */
import type { ComponentChildren, VNode } from 'preact';
import type { ItemFigure } from '../../../domain/questionnaires/figures.ts';
import { type FormItem, itemsOf } from '../../../domain/questionnaires/form.ts';
import {
  isAtCeiling,
  type QuestionnaireReport,
  type SmallestGroups,
  type WholeFigures,
} from '../../../domain/questionnaires/report.ts';
import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import type { QuestionnaireResult, RoundReport } from '../../../usecases/questionnaires/report-round.ts';
import { chartScripts } from '../../charts.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';
import {
  ceilingWords,
  classWords,
  meanWords,
  namesOf,
  noOpinionWords,
  respondentWords,
  responseWords,
  returnedWords,
  satisfiedWords,
  scopeWords,
  scoreWords,
  shareWords,
  stateWords,
  tooFewWords,
} from './questionnaire-words.ts';

export interface RoundPage {
  readonly report: RoundReport;
  /** Whether there are slips that this person may print. */
  readonly hasSlips: boolean;
  readonly done?: string;
  readonly fault?: string;
}

export function renderRoundPage({ scene, marks }: ConsoleVisit, page: RoundPage): string {
  const { report, hasSlips, done, fault } = page;
  const { round, state, isIssuer, questionnaires, smallest } = report;
  const { cards, roster, today } = scene;
  const day = (on: typeof today): string => cards.say.day(on, today);
  return renderConsolePage(
    {
      title: round.title,
      here: '/console/questionnaires',
      powers: scene.powers,
      scripts: state === 'closed' ? chartScripts : [],
    },
    <>
      <Back to="/console/questionnaires" text="返回问卷" />
      <Said done={done} fault={fault} />
      <p class="sub">
        {scopeWords(roster, round.scope)}，{cards.words.roles[round.issuerRole]}发。{stateWords[state]}：
        {day(round.opensOn)} 开始，{day(round.dueOn)} 截止，{day(round.closesOn)} 收完。
      </p>
      {state === 'open' && <p class="notice">收完以前只看得到交了多少，看不到填了什么。</p>}
      {questionnaires.map((result) => (
        <Result result={result} scene={scene} smallest={smallest} marks={marks} />
      ))}
      {state === 'closed' && questionnaires.some((result) => result.report?.whole !== undefined) && (
        <form method="post" action={`/console/questionnaires/${round.id}/export`}>
          <Marks marks={marks} />
          <button type="submit" class="second">
            下载这一页的表格
          </button>
        </form>
      )}
      {hasSlips && (
        <a class="button second" href={`/console/questionnaires/${round.id}/slips`}>
          印纸条，看谁收不到通知
        </a>
      )}
      {state === 'open' && isIssuer && (
        <form method="post" action={`/console/questionnaires/${round.id}/close`}>
          <Marks marks={marks} />
          <div class="field">
            <div class="choices">
              <label>
                <input type="checkbox" name="sure" value="yes" />
                提前收完，以后交的不收了
              </label>
            </div>
          </div>
          <button type="submit" class="second">
            提前收完
          </button>
        </form>
      )}
    </>,
  );
}

interface ResultProps {
  readonly result: QuestionnaireResult;
  readonly scene: ConsoleScene;
  readonly smallest: SmallestGroups;
  readonly marks: FormMarks;
}

function Result({ result, scene, smallest, marks }: ResultProps): VNode {
  const { form, respondents, report, response, opensSheets } = result;
  const warning = report === undefined ? undefined : responseWords[response];
  return (
    <section>
      <h2>
        {form.title}（{respondentWords[respondents]}）
      </h2>
      <p class="sub">
        {returnedWords(result)}
        {form.isNamed && '。这一份要记名。'}
      </p>
      {warning !== undefined && <p class="warn">{warning}</p>}
      {report !== undefined && <Report report={report} result={result} scene={scene} smallest={smallest} />}
      <Classes result={result} scene={scene} />
      {opensSheets && (
        <form method="post" action="/console/questionnaires/sheets">
          <Marks marks={marks} />
          <input type="hidden" name="questionnaire" value={result.id} />
          <button type="submit" class="second">
            一份一份地看<span class="sr">：{form.title}</span>
          </button>
          <p class="hint">{form.isNamed ? '' : '不带名字。'}打开会留下一条查阅记录。</p>
        </form>
      )}
    </section>
  );
}

function Report({
  report,
  result,
  scene,
  smallest,
}: Omit<ResultProps, 'marks'> & { readonly report: QuestionnaireReport }): VNode {
  const { own, groups, whole } = report;
  return (
    <>
      {own !== undefined && (
        <p class="notice">关于您自己：{own === 'too_few' ? tooFewWords(smallest) : scoreWords(own)}</p>
      )}
      {whole === 'too_few' && <p class="notice">{tooFewWords(smallest)}</p>}
      {whole !== undefined && whole !== 'too_few' && (
        <>
          <Whole whole={whole} />
          {groups !== undefined && groups.length > 0 && (
            <Table caption={`${result.form.title}：按导师`} heads={['导师', '平均', '份数', '满意']}>
              {groups.map(({ mentorIds, score, satisfied }) => (
                <tr>
                  <th scope="row">{namesOf(scene.roster, mentorIds)}</th>
                  <td>{meanWords(score.mean)}</td>
                  <td>{score.count}</td>
                  <td>{satisfied === undefined ? '—' : shareWords(satisfied.satisfied, satisfied.asked)}</td>
                </tr>
              ))}
            </Table>
          )}
          {groups?.some(({ mentorIds }) => mentorIds.length > 1) && (
            <p class="hint">几位导师合在一起的，是因为单独一位的不到 {smallest.numbers} 份。</p>
          )}
          {itemsOf(result.form).map((item) => (
            <Item item={item} whole={whole} smallest={smallest} />
          ))}
        </>
      )}
    </>
  );
}

function Whole({ whole: { score, satisfied } }: { whole: WholeFigures }): VNode {
  return (
    <>
      {score !== undefined && <p class="sub">总的：{scoreWords(score)}</p>}
      {satisfied !== undefined && <p class="sub">{satisfiedWords(satisfied)}</p>}
      {satisfied !== undefined && isAtCeiling(satisfied) && <p class="warn">{ceilingWords}</p>}
    </>
  );
}

function Item({
  item,
  whole,
  smallest,
}: {
  item: FormItem;
  whole: WholeFigures;
  smallest: SmallestGroups;
}): VNode | null {
  const figure = whole.items.find(({ key }) => key === item.key);
  if (figure !== undefined) return <Counts item={item} figure={figure} />;
  if (item.kind === 'short_text' || item.kind === 'long_text') {
    if (item.isEthics) return null;
    const texts = whole.words.find(({ key }) => key === item.key)?.texts ?? [];
    return (
      <>
        <h3>{item.ask}</h3>
        {texts.length === 0 ? (
          <p class="hint">没有人写，或者一共不到 {smallest.words} 份，原话先不显示。</p>
        ) : (
          <ul class="card">
            {texts.map((text) => (
              <li class="line words">{text}</li>
            ))}
          </ul>
        )}
      </>
    );
  }
  if (item.isEthics || item.kind === 'date' || item.kind === 'person') return null;
  return (
    <>
      <h3>{item.ask}</h3>
      <p class="hint">{tooFewWords(smallest)}</p>
    </>
  );
}

function Counts({ item, figure }: { item: FormItem; figure: ItemFigure }): VNode {
  const { answered, noOpinion, counts, mean } = figure;
  return (
    <>
      <h3>{item.ask}</h3>
      <p class="sub">
        {answered} 份回答了这一题{mean !== undefined && `，平均 ${meanWords(mean)}`}
      </p>
      {counts.length > 0 && (
        <Table caption={item.ask} heads={['回答', '份数', '占比']} isChart>
          {counts.map(({ text, count }) => (
            <Row text={text} count={count} of={answered} />
          ))}
          {item.isOpinion && <Row text={noOpinionWords} count={noOpinion} of={answered} />}
        </Table>
      )}
    </>
  );
}

function Row({ text, count, of }: { text: string; count: number; of: number }): VNode {
  return (
    <tr>
      <th scope="row">{text}</th>
      <td>{count}</td>
      <td>{shareWords(count, of)}</td>
    </tr>
  );
}

function Classes({ result, scene }: Pick<ResultProps, 'result' | 'scene'>): VNode | null {
  if (result.classes.length === 0) return null;
  return (
    <Table caption={`${result.form.title}：各班收回`} heads={['班级', '请了', '收回', '收回率']}>
      {result.classes.map(({ classKey, invited, returned }) => (
        <tr>
          <th scope="row">{classWords(scene.roster, classKey)}</th>
          <td>{invited}</td>
          <td>{returned}</td>
          <td>{shareWords(returned, invited)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Table({
  caption,
  heads,
  isChart = false,
  children,
}: {
  caption: string;
  heads: readonly string[];
  isChart?: boolean;
  children: ComponentChildren;
}): VNode {
  return (
    <div class="scroll card" tabIndex={0} role="region" aria-label={caption}>
      <table class="list" data-chart={isChart ? '' : undefined}>
        <caption class="sr">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
