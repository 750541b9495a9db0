import type { VNode } from 'preact';
import type { PersonKind } from '../../../domain/vocabulary.ts';
import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import type { FoundPeople, FoundPerson, PeopleQuestion } from '../../../usecases/console/find-people.ts';
import { type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage } from './console-frame.tsx';

export interface PeoplePage {
  readonly scene: ConsoleScene;
  readonly marks: FormMarks;
  readonly question: PeopleQuestion;
  readonly found: FoundPeople;
}

const kindWords: Readonly<Record<PersonKind, string>> = { student: '学生', staff: '老师', guardian: '家长' };

export function renderPeoplePage({ scene, marks, question, found }: PeoplePage): string {
  const { page, pages, count, people } = found;
  return renderConsolePage(
    { title: '人员', here: '/console/people', powers: scene.powers },
    <form method="post" action="/console/people">
      <Marks marks={marks} />
      <div class="filters">
        <div class="field">
          <label for="typed">姓名、拼音或首字母</label>
          <input
            id="typed"
            type="text"
            name="typed"
            value={question.typed}
            maxLength={40}
            autocomplete="off"
          />
        </div>
        <div class="field">
          <label for="kind">哪些人</label>
          <select id="kind" name="kind">
            <option value="">全部</option>
            {Object.entries(kindWords).map(([kind, word]) => (
              <option value={kind} selected={kind === question.kind}>
                {word}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="class">班级</label>
          <select id="class" name="class">
            <option value="">全部</option>
            {[...scene.roster.classNames].map(([key, name]) => (
              <option value={key} selected={key === question.classKey}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
      <button type="submit">找一找</button>
      <h2>
        找到 {count} 人{pages > 1 && `，第 ${page} 页，共 ${pages} 页`}
      </h2>
      {people.length === 0 ? (
        <p class="notice">没有找到。换一个字、换成拼音，或者少写几个字再试。</p>
      ) : (
        <ul class="card">
          {people.map((person) => (
            <Row person={person} />
          ))}
        </ul>
      )}
      {pages > 1 && (
        <div class="pages">
          {page > 1 && (
            <button type="submit" class="second" name="page" value={page - 1}>
              上一页
            </button>
          )}
          {page < pages && (
            <button type="submit" class="second" name="page" value={page + 1}>
              下一页
            </button>
          )}
        </div>
      )}
    </form>,
  );
}

function Row({ person }: { person: FoundPerson }): VNode {
  return (
    <li class="row">
      <div class="plain">
        <span class="who">
          <b>{person.name}</b> <small>{kindWords[person.kind]}</small>
          <span class="due">{person.about.join('，')}</span>
        </span>
      </div>
      {person.hasPage && (
        <a class="more" href={`/console/students/${person.id}`}>
          看看<span class="sr">{person.name}</span>
        </a>
      )}
    </li>
  );
}
