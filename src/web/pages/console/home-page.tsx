import type { Attention } from '../../../usecases/console/attention.ts';
import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import { renderConsolePage } from './console-frame.tsx';

export function renderHomePage(scene: ConsoleScene, attention: Attention): string {
  const lines = linesOf(attention);
  return renderConsolePage(
    { title: '管理台', here: '/console', powers: scene.powers },
    <>
      <p class="sub">
        {scene.school.name}，{scene.cards.say.day(scene.today, scene.today)}
      </p>
      {!attention.isStarted && <p class="warn">学校还没有正式开始，现在不会提醒任何人。</p>}
      <h2>要看一看的</h2>
      {lines.length === 0 ? (
        <p class="notice">现在没有要处理的。</p>
      ) : (
        <ul class="card">
          {lines.map(({ text, to }) => (
            <li class="row">
              <span class="plain">{text}</span>
              {to !== undefined && (
                <a class="more" href={to}>
                  去看看<span class="sr">：{text}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </>,
  );
}

function linesOf(attention: Attention): { text: string; to?: string }[] {
  const { uncovered, neverContacted, familyQuestions, identities } = attention;
  return [
    ...(uncovered > 0 ? [{ text: `还没有导师的学生：${uncovered} 名`, to: '/console/classes' }] : []),
    ...(neverContacted > 0
      ? [{ text: `导师还没有联系过的学生：${neverContacted} 名`, to: '/console/classes' }]
      : []),
    ...(familyQuestions > 0
      ? [{ text: `家里的请假和问题等您回：${familyQuestions} 件，请在聊天里回复` }]
      : []),
    ...(identities > 0 ? [{ text: `要认一认的账号：${identities} 个`, to: '/console/identities' }] : []),
  ];
}
