/** Paper slips: which classes, and the page to print and cut. */
import type { VNode } from 'preact';
import { encode } from 'uqr';
import type { UnreachableReason } from '../../../storage/invitations.ts';
import type { Slip, SlipClass, SlipClasses } from '../../../usecases/questionnaires/print-slips.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, type FormMarks, Marks, renderPage } from '../../page.tsx';
import { renderConsolePage } from './console-frame.tsx';
import { classWords } from './questionnaire-words.ts';

const reasonWords: Readonly<Record<UnreachableReason, string>> = {
  no_account: '没有账号',
  not_subscribed: '没有关注学校',
  refused: '平台没有送到',
};

export function renderSlipClassesPage(
  { scene, marks }: ConsoleVisit,
  { round, classes }: SlipClasses,
): string {
  return renderConsolePage(
    { title: '纸条', here: '/console/questionnaires', powers: scene.powers },
    <>
      <Back to={`/console/questionnaires/${round.id}`} text="返回这一轮" />
      <p class="sub">
        {round.title}：没有手机、收不到通知的，发一张纸条，到学校的电脑上填，或用别的手机扫一扫。
      </p>
      <p class="warn">每印一次，号码都是新的，以前印的纸条就不能用了。</p>
      {classes.map((one) => (
        <Class one={one} name={classWords(scene.roster, one.classKey)} marks={marks} roundId={round.id} />
      ))}
    </>,
  );
}

function Class({
  one,
  name,
  marks,
  roundId,
}: {
  one: SlipClass;
  name: string;
  marks: FormMarks;
  roundId: string;
}): VNode {
  return (
    <>
      <h2>{name}</h2>
      {one.unreachable.length > 0 && (
        <ul class="card">
          {one.unreachable.map((person) => (
            <li class="line">
              {person.name}
              <p>通知发不到：{reasonWords[person.reason]}</p>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={`/console/questionnaires/${roundId}/slips`}>
        <Marks marks={marks} />
        <input type="hidden" name="class" value={one.classKey} />
        <button type="submit" class="second">
          印 {one.unanswered} 张<span class="sr">：{name}</span>
        </button>
      </form>
    </>
  );
}

export interface PrintedPage {
  readonly name: string;
  readonly slips: readonly Slip[];
  /** Where the code is typed, e.g. https://daoshi.example.cn/f */
  readonly address: string;
  readonly roundId: string;
}

/** Eight on a sheet of A4, with lines to cut along. */
export function renderPrintedSlips({ name, slips, address, roundId }: PrintedPage): string {
  return renderPage(
    '纸条',
    <>
      <div class="no-print">
        <Back to={`/console/questionnaires/${roundId}/slips`} text="返回" />
        <h1>纸条：{name}</h1>
        <p class="notice">
          一共 {slips.length}{' '}
          张，用浏览器的“打印”印出来，沿虚线剪开。以前印的已经作废；这一页关了就看不到了，要再印一次。
        </p>
      </div>
      <div class="slips">
        {slips.map((slip) => (
          <PaperSlip slip={slip} address={address} />
        ))}
      </div>
    </>,
  );
}

function PaperSlip({ slip, address }: { slip: Slip; address: string }): VNode {
  const { person, student, mentor, title, code } = slip;
  return (
    <section class="slip">
      <div>
        <p>
          <b>{student === undefined ? person : `${student} 的家长 ${person}`}</b>
        </p>
        <p>
          {title}
          {mentor !== undefined && `（导师：${mentor}）`}
        </p>
        <p>打开 {address.replace(/^https?:\/\//, '')}，输号码：</p>
        <p class="code">{code}</p>
        <p>只能用一次，请不要给别人。</p>
      </div>
      <Square text={`${address}/${code.replaceAll('-', '')}`} />
    </section>
  );
}

function Square({ text }: { text: string }): VNode {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg class="square" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="扫一扫打开问卷">
      <path d={path} />
    </svg>
  );
}
