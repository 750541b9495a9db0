import type { VNode } from 'preact';
import type {
  DraftLine,
  DueLine,
  JustFiled,
  StudentLine,
  TodayList,
} from '../../usecases/own-page/today-list.ts';
import { type FormMarks, Marks, renderPage } from '../page.tsx';
import { Week } from './week-table.tsx';

export interface TodayPage {
  readonly list: TodayList;
  readonly marks: FormMarks;
  /** A sentence about what was sent, where it could not be taken. */
  readonly fault?: string;
  readonly isUndone: boolean;
}

export function renderTodayPage(page: TodayPage): string {
  return renderPage('我的学生', <Today page={page} />);
}

function Today({ page }: { page: TodayPage }): VNode {
  const { list, marks, fault } = page;
  return (
    <>
      <h1>我的学生</h1>
      <p class="sub">{list.day}</p>
      {fault !== undefined && (
        <p class="warn" role="alert">
          {fault}
        </p>
      )}
      {list.filed && <Filed filed={list.filed} marks={marks} />}
      {page.isUndone && !list.filed && (
        <p class="notice" role="status">
          已经撤销。
        </p>
      )}
      {!list.isStarted && (
        <p class="warn">学校还没有正式开始，这里先给您看看样子。现在记下的会留着，开始前不会提醒任何人。</p>
      )}
      {list.students.length === 0 ? <NoStudents askWhom={list.askWhom} /> : <Students page={page} />}
      <Others others={list.others} />
      <Promises promises={list.promises} />
      <Drafts drafts={list.drafts} />
      {list.students.length > 0 && <Week list={list} />}
      {list.isRated && (
        <a class="button second" href="/me/questionnaires">
          问卷结果
        </a>
      )}
      {list.opensConsole && (
        <a class="button second" href="/console">
          打开管理台
        </a>
      )}
      <form method="post" action="/me/sign-out" class="foot">
        <Marks marks={marks} />
        <button type="submit" class="quiet">
          退出
        </button>
      </form>
    </>
  );
}

function Filed({ filed, marks }: { filed: JustFiled; marks: FormMarks }): VNode {
  return (
    <div class="notice" role="status">
      <p>
        记下了：{filed.students.join('、')}，{filed.kind}，{filed.day}。
      </p>
      {filed.isAskedAbout && (
        <p>
          <b>这句话让人放不下心。聊天里这就会问您一句要不要上报，请去回一下。</b>
        </p>
      )}
      <form method="post" action="/me/undo">
        <Marks marks={marks} />
        <input type="hidden" name="filed" value={filed.inboxId} />
        <button type="submit" class="second">
          撤销这次
        </button>
      </form>
    </div>
  );
}

function NoStudents({ askWhom }: { askWhom: string }): VNode {
  return (
    <div class="card">
      <p>
        您名下现在还没有学生。如果应该有，请找{askWhom || '学校管导师工作的老师'}看一看，加好后这里就会出现。
      </p>
    </div>
  );
}

function Students({ page: { list, marks } }: { page: TodayPage }): VNode {
  const waiting = list.students.filter(({ isMet }) => !isMet);
  const canTick = list.isSchoolDay && waiting.length > 0;
  const isAllDone = list.students.every(({ due }) => due.length === 0);
  const rows = (
    <ul class="card">
      {list.students.map((student) => (
        <Row student={student} canTick={canTick} />
      ))}
    </ul>
  );
  return (
    <>
      {!list.isSchoolDay && <p class="notice">今天不上课，歇歇吧。</p>}
      {isAllDone && list.isSchoolDay && <p class="notice">学生这边现在没有要做的。</p>}
      {canTick ? (
        <form method="post" action="/me/seen">
          <Marks marks={marks} />
          {rows}
          <button type="submit">打勾的今天都见到了</button>
          <p class="hint">今天没见到的，先点一下去掉勾。</p>
        </form>
      ) : (
        rows
      )}
      <a class="button second" href="/me/contact">
        记一次谈话、电话或家访
      </a>
    </>
  );
}

function Row({ student, canTick }: { student: StudentLine; canTick: boolean }): VNode {
  const words = (
    <span class="who">
      <b>{student.name}</b> <small>{student.class}</small>
      {student.doneToday.length > 0 && <span class="due">今天：{student.doneToday.join('、')}</span>}
      <Soonest due={student.due} />
    </span>
  );
  return (
    <li class="row">
      {canTick && !student.isMet ? (
        <label class="tick">
          <input type="checkbox" name="seen" value={student.id} checked />
          {words}
        </label>
      ) : (
        <div class="plain">
          {student.isMet && (
            <span class="mark">
              <span aria-hidden="true">✓</span>
              <span class="sr">今天见过</span>
            </span>
          )}
          {words}
        </div>
      )}
      <a class="more" href={`/me/students/${student.id}`}>
        看看<span class="sr">{student.name}</span>
      </a>
    </li>
  );
}

/** One line is enough for a list; the rest stands on the student's own page. */
function Soonest({ due: [first, ...later] }: { due: readonly DueLine[] }): VNode | null {
  if (first === undefined) return null;
  return (
    <span class="due">
      {dueWords(first)}
      {later.length > 0 && `；另有 ${later.length} 件`}
    </span>
  );
}

function dueWords({ what, until }: DueLine): string {
  return `${what}，${until}`;
}

function Others({ others }: { others: readonly DueLine[] }): VNode | null {
  if (others.length === 0) return null;
  return (
    <>
      <h2>还要做的</h2>
      <ul class="card">
        {others.map((line) => (
          <li class="line">{dueWords(line)}</li>
        ))}
      </ul>
    </>
  );
}

function Promises({ promises }: { promises: readonly string[] }): VNode | null {
  if (promises.length === 0) return null;
  return (
    <>
      <h2>说好的</h2>
      <ul class="card">
        {promises.map((promise) => (
          <li class="line">{promise}</li>
        ))}
      </ul>
    </>
  );
}

function Drafts({ drafts }: { drafts: readonly DraftLine[] }): VNode | null {
  if (drafts.length === 0) return null;
  return (
    <>
      <h2>还没记完的话</h2>
      <ul class="card">
        {drafts.map(({ first, day, about }) => (
          <li class="line">
            「{first}」
            <p>
              {day}，要问清：{about}
            </p>
          </li>
        ))}
      </ul>
      <p class="hint">在聊天里发「草稿」，就能接着记。</p>
    </>
  );
}
