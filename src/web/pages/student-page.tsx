import type { VNode } from 'preact';
import type { ContactLine, OwnStudent } from '../../usecases/own-page/own-student.ts';
import { Back, renderPage } from '../page.tsx';
import { Pictures } from './pictures.tsx';

/** `seesRestricted`: whether this person signed in once more a moment ago. */
export function renderStudentPage(student: OwnStudent, seesRestricted: boolean): string {
  return renderPage(
    '学生',
    <>
      <Back text="返回我的学生" />
      <h1>{student.name}</h1>
      <p class="sub">{student.class}</p>
      {student.isMentee && (
        <>
          <a class="button" href={`/me/contact?student=${student.id}`}>
            记一次
          </a>
          <h2>还要做的</h2>
          <ul class="card">
            {student.due.map(({ what, until }) => (
              <li class="line">
                {what}，{until}
              </li>
            ))}
            {student.due.length === 0 && <li class="line">现在没有要做的。</li>}
          </ul>
          {student.promises.length > 0 && (
            <>
              <h2>说好的</h2>
              <ul class="card">
                {student.promises.map((promise) => (
                  <li class="line">{promise}</li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      <h2>最近</h2>
      <ul class="card">
        {student.contacts.map((contact) => (
          <Contact contact={contact} studentId={student.id} seesRestricted={seesRestricted} />
        ))}
        {student.contacts.length === 0 && <li class="line">还没有记录。</li>}
      </ul>
      <p class="hint">这里只有您自己写的话和发的照片；别的老师的，只看得到日子和做了什么。</p>
    </>,
  );
}

function Contact(parts: { contact: ContactLine; studentId: string; seesRestricted: boolean }): VNode {
  const { contact, studentId, seesRestricted } = parts;
  const { day, kind, outcome, minutes, note, pictures, isRestricted } = contact;
  const isHidden = isRestricted && !seesRestricted;
  return (
    <li class="line">
      {day} {kind}
      {outcome !== undefined && `（${outcome}）`}
      {minutes !== undefined && ` ${minutes}分钟`}
      {note !== undefined && <p>{note}</p>}
      {!isHidden && <Pictures ids={pictures} of={`${day} ${kind}`} />}
      {isHidden && pictures.length > 0 && (
        <p>
          <a
            class="quiet"
            href={`/sign-in?again=1&${new URLSearchParams({ to: `/me/students/${studentId}` })}`}
          >
            看照片（{pictures.length} 张，要再登录一次）
          </a>
        </p>
      )}
    </li>
  );
}
