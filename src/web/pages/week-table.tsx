import type { VNode } from 'preact';
import type { TodayList, WeekMark } from '../../usecases/own-page/today-list.ts';

/** What was done this week, a row for each student, a column for each day. */
export function Week({ list }: { list: TodayList }): VNode {
  return (
    <>
      <h2 id="week">这一周</h2>
      <div class="card scroll" role="region" aria-labelledby="week" tabIndex={0}>
        <table class="week">
          <thead>
            <tr>
              <th scope="col">
                <span class="sr">学生</span>
              </th>
              {list.weekdays.map((weekday) => (
                <th scope="col">
                  <span aria-hidden="true">{weekday.slice(-1)}</span>
                  <span class="sr">{weekday}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.week.map(({ name, days }) => (
              <tr>
                <th scope="row">{name}</th>
                {days.map((marks) => (
                  <td>
                    <Day marks={marks} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Legend list={list} />
    </>
  );
}

/** The first character of what was done; without success in brackets. */
function Day({ marks }: { marks: readonly WeekMark[] }): VNode | null {
  if (marks.length === 0) return null;
  const short = marks.map(({ kind, outcome }) =>
    outcome === undefined ? kind.slice(0, 1) : `（${kind.slice(0, 1)}）`,
  );
  return (
    <>
      <span aria-hidden="true">{[...new Set(short)].join('')}</span>
      <span class="sr">{marks.map(({ kind, outcome = '' }) => kind + outcome).join('、')}</span>
    </>
  );
}

function Legend({ list }: { list: TodayList }): VNode | null {
  const marks = list.week.flatMap(({ days }) => days.flat());
  const kinds = [...new Set(marks.map(({ kind }) => kind))];
  if (kinds.length === 0) return <p class="hint">这一周还没有记下什么。</p>;
  const words = kinds.map((kind) => `${kind.slice(0, 1)}：${kind}`).join('，');
  const hasFailed = marks.some(({ outcome }) => outcome !== undefined);
  return <p class="hint">{hasFailed ? `${words}；括号里的没有成。` : `${words}。`}</p>;
}
