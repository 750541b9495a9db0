import type { Attention } from '../../../usecases/console/attention.ts';
import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import { renderConsolePage } from './console-frame.tsx';

export function renderHomePage(scene: ConsoleScene, attention: Attention): string {
  const lines = linesOf(scene, attention);
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

function linesOf({ cards }: ConsoleScene, attention: Attention): { text: string; to?: string }[] {
  const { uncovered, neverContacted, familyQuestions, identities, concerns, looseAttachments, ethicsCases } =
    attention;
  const { withoutAdviser, unreadDirectories } = attention;
  return [
    ...(concerns > 0 ? [{ text: `有 ${concerns} 件要您留意的事还没有点「知道了」，请在聊天里看` }] : []),
    ...(uncovered > 0 ? [{ text: `还没有导师的学生：${uncovered} 名`, to: '/console/classes' }] : []),
    ...(neverContacted > 0
      ? [{ text: `导师还没有联系过的学生：${neverContacted} 名`, to: '/console/classes' }]
      : []),
    ...(familyQuestions > 0
      ? [{ text: `家里的请假和问题等您回：${familyQuestions} 件，请在聊天里回复` }]
      : []),
    ...(identities > 0 ? [{ text: `要认一认的账号：${identities} 个`, to: '/console/identities' }] : []),
    ...(ethicsCases > 0 ? [{ text: `师德来信：${ethicsCases} 件`, to: '/console/ethics' }] : []),
    ...(withoutAdviser.length > 0
      ? [{ text: `还没有班主任的班：${shownClasses(withoutAdviser)}`, to: '/console/roles' }]
      : []),
    ...unreadDirectories.map((platform) => ({
      text: `${cards.words.platforms[platform]}的通讯录上次没有读成`,
      to: '/console/sync',
    })),
    ...(looseAttachments > 0
      ? [{ text: `您发的图片或语音还没有归到记录：${looseAttachments} 个，请在聊天里说是和谁的` }]
      : []),
  ];
}

const mostClasses = 6;

function shownClasses(names: readonly string[]): string {
  const shown = names.slice(0, mostClasses).join('、');
  return names.length > mostClasses ? `${shown}等 ${names.length} 个` : shown;
}
