import type { VNode } from 'preact';
import { reasonText } from '../../../domain/roster/reasons.ts';
import { hasNothing } from '../../../domain/roster/roster-check.ts';
import type { ImportTrial } from '../../../usecases/console/import-file.ts';
import type { ImportedRoster } from '../../../usecases/school/import-roster.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';

export interface ImportPageState {
  readonly trial?: ImportTrial;
  readonly imported?: ImportedRoster & { readonly failures: number };
  readonly fault?: string;
}

const shownFailures = 40;

export function renderImportPage({ scene, marks }: ConsoleVisit, state: ImportPageState): string {
  const { trial, imported, fault } = state;
  const { added } = imported ?? {};
  const done =
    added &&
    `写好了：新增老师 ${added.staff}、学生 ${added.students}、家长 ${added.guardians}、结对 ${added.pairings}。`;
  return renderConsolePage(
    { title: '导入名单', here: '/console/import', powers: scene.powers },
    <>
      <Said done={done} fault={fault} />
      {imported !== undefined && imported.failures > 0 && <Failed count={imported.failures} />}
      {trial && <Trial trial={trial} marks={marks} />}
      <h2>{trial ? '换一份文件' : '上传花名册、家长表或校历'}</h2>
      <form method="post" action="/console/import" enctype="multipart/form-data">
        <Marks marks={marks} />
        <div class="field">
          <label for="file">XLSX 或 CSV 文件，10 MB 以内</label>
          <input
            id="file"
            type="file"
            name="file"
            accept=".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
          />
        </div>
        <button type="submit">先看看会改什么</button>
        <p class="hint">这一步什么也不写入。</p>
      </form>
      <p>
        <a class="quiet" href="/console/import/template">
          下载空的花名册
        </a>
        <a class="quiet" href="/console/sync">
          从企业微信、钉钉的通讯录读人
        </a>
      </p>
    </>,
  );
}

function Trial({ trial, marks }: { trial: ImportTrial; marks: FormMarks }): VNode {
  const { check, outlook } = trial;
  const { failures } = check;
  const counts = [
    { what: '老师', ...outlook.staff },
    { what: '学生', ...outlook.students },
    { what: '家长', ...outlook.guardians },
    { what: '结对', ...outlook.pairings },
    { what: '平台账号', ...outlook.identities },
  ];
  return (
    <>
      <h2>会改什么</h2>
      <p class="sub">{trial.fileName}</p>
      <div class="scroll card" tabIndex={0} role="region" aria-label="会改什么">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">内容</th>
              <th scope="col">新增</th>
              <th scope="col">已有</th>
              <th scope="col">改动</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ what, fresh, known, changed }) => (
              <tr>
                <th scope="row">{what}</th>
                <td>{fresh}</td>
                <td>{known}</td>
                <td>{changed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CalendarDays calendar={check.calendar} />
      {outlook.otherMentor.length > 0 && (
        <p class="warn">有 {outlook.otherMentor.length} 名学生已有别的导师，写入后会多一位。</p>
      )}
      {failures.length === 0 ? (
        <p class="notice">每一行都读懂了。</p>
      ) : (
        <>
          <Failed count={failures.length} />
          <ul class="card">
            {failures.slice(0, shownFailures).map(({ sheet, row, reason }) => (
              <li class="line">
                {sheet} 第 {row} 行：{reasonText(reason)}
              </li>
            ))}
            {failures.length > shownFailures && (
              <li class="line">还有 {failures.length - shownFailures} 行，都在下载的文件里。</li>
            )}
          </ul>
        </>
      )}
      {!hasNothing(check) && (
        <form method="post" action="/console/import/confirm">
          <Marks marks={marks} />
          <button type="submit">写入读懂的行</button>
        </form>
      )}
    </>
  );
}

function CalendarDays({ calendar }: { calendar: ImportTrial['check']['calendar'] }): VNode | undefined {
  const { terms, holidays, makeUpDays } = calendar;
  if (terms.length + holidays.length + makeUpDays.length === 0) return undefined;
  return (
    <ul class="card">
      {terms.map(({ firstOn, lastOn }) => (
        <li class="line">
          学期：{firstOn} 到 {lastOn}（和它重叠的学期会换成这个）
        </li>
      ))}
      {holidays.length + makeUpDays.length > 0 && (
        <li class="line">
          校历：放假 {holidays.length} 天，补课 {makeUpDays.length} 天
        </li>
      )}
    </ul>
  );
}

function Failed({ count }: { count: number }): VNode {
  return (
    <p class="warn">
      有 {count} 行没有读懂。
      <a class="quiet" href="/console/import/failed">
        下载这些行和原因
      </a>
    </p>
  );
}
