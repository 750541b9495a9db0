import type { AuditPage, AuditQuestion } from '../../../usecases/console/audit-lines.ts';
import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import { renderConsolePage } from './console-frame.tsx';

export function renderAuditPage(scene: ConsoleScene, question: AuditQuestion, audit: AuditPage): string {
  const { roster, cards } = scene;
  const staff = [...roster.people.values()].filter(({ kind }) => kind === 'staff');
  return renderConsolePage(
    { title: '操作记录', here: '/console/audit', powers: scene.powers },
    <>
      <form method="get" action="/console/audit">
        <div class="filters">
          <div class="field">
            <label for="on">哪一天</label>
            <input id="on" type="date" name="on" value={question.on ?? ''} />
          </div>
          <div class="field">
            <label for="actor">谁</label>
            <select id="actor" name="actor">
              <option value="">全部</option>
              {staff.map(({ id, name }) => (
                <option value={id} selected={id === question.actorId}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="verb">做了什么</label>
            <select id="verb" name="verb">
              <option value="">全部</option>
              {Object.entries(cards.words.audit_verbs)
                .filter(([verb]) => verb !== 'other')
                .map(([verb, word]) => (
                  <option value={verb} selected={verb === question.verb}>
                    {word}
                  </option>
                ))}
            </select>
          </div>
        </div>
        <button type="submit">看记录</button>
      </form>
      <h2>从新到旧</h2>
      {audit.rows.length === 0 ? (
        <p class="notice">没有这样的记录。</p>
      ) : (
        <ul class="card">
          {audit.rows.map((row) => (
            <li class="line">
              {row.actor} {row.what}
              {row.about !== '' && `：${row.about}`}
              <p>
                {row.day} {row.time}
                {!row.isSealed && '，还没有封存'}
              </p>
            </li>
          ))}
        </ul>
      )}
      <div class="pages">
        {question.page > 1 && (
          <a class="button second" href={pageHref(question, question.page - 1)}>
            上一页
          </a>
        )}
        {audit.hasMore && (
          <a class="button second" href={pageHref(question, question.page + 1)}>
            下一页
          </a>
        )}
      </div>
      <p class="hint">记录只增不改；是不是被动过，运行 daoshi doctor 会查。</p>
    </>,
  );
}

function pageHref({ on, actorId, verb }: AuditQuestion, page: number): string {
  const query = new URLSearchParams({
    ...(on === undefined ? {} : { on }),
    ...(actorId === undefined ? {} : { actor: actorId }),
    ...(verb === undefined ? {} : { verb }),
    page: String(page),
  });
  return `/console/audit?${query.toString()}`;
}
