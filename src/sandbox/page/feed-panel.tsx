import type { VNode } from 'preact';
import { type Platform, platforms } from '../../domain/vocabulary.ts';
import type { SandboxPerson } from '../sandbox-control.ts';
import { maxPhones, phoneAnchor, phoneKey, platformNames, sandboxHref } from './phone.ts';
import type { Push } from './push-feed.ts';
import { momentText } from './time-text.ts';

export interface FeedProps {
  readonly pushes: readonly Push[];
  readonly people: readonly SandboxPerson[];
  readonly pinned: readonly string[];
}

export function FeedPanel(props: FeedProps): VNode {
  return (
    <section class="panel feed" id="feed" aria-labelledby="feed-title">
      <h2 id="feed-title">最近推送</h2>
      <div class="feed-list" data-feed>
        <FeedList {...props} />
      </div>
    </section>
  );
}

/** Who was sent what without having asked, newest first, under the minute it came. */
export function FeedList({ pushes, people, pinned }: FeedProps): VNode {
  if (pushes.length === 0) {
    return <p class="empty-list">还没有推送。点“到下一次提醒”看看谁会收到什么。</p>;
  }
  const owners = ownersOf(people);
  return (
    <div>
      {byMinute(pushes).map((group) => (
        <section class="minute">
          <h3>
            {group.minute}
            <span class="count">{group.pushes.length} 条</span>
          </h3>
          <ul>
            {group.pushes.map((push) => (
              <PushRow push={push} owner={owners.get(`${push.platform}:${push.userId}`)} pinned={pinned} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function PushRow(props: { push: Push; owner: SandboxPerson | undefined; pinned: readonly string[] }): VNode {
  const { push, owner } = props;
  const words = [push.message.title, push.message.text].filter((text) => text !== '').join(' ');
  const content = (
    <>
      <span class="push-who">
        <b>{owner?.name ?? push.userId}</b> <span class="who-title">{owner?.title}</span>
        <span class={`tag tag-${push.platform}`}>{platformNames[push.platform]}</span>
      </span>
      <span class="push-words">{words.replaceAll(/\s+/g, ' ').replaceAll('**', '')}</span>
    </>
  );
  return (
    <li>
      {owner ? (
        <a class="push" href={hrefOf(owner, push.platform, props.pinned)} data-see>
          {content}
        </a>
      ) : (
        <div class="push">{content}</div>
      )}
    </li>
  );
}

/** Shows the phone: where it is pinned already, there; else in a free place, else in the last one. */
function hrefOf(person: SandboxPerson, platform: Platform, pinned: readonly string[]): string {
  const key = phoneKey({ person, platform });
  const at = pinned.indexOf(key);
  if (at >= 0) return sandboxHref(pinned, phoneAnchor(at));
  const slot = Math.min(pinned.length, maxPhones - 1);
  return sandboxHref(pinned.toSpliced(slot, 1, key), phoneAnchor(slot));
}

function ownersOf(people: readonly SandboxPerson[]): ReadonlyMap<string, SandboxPerson> {
  const owners = new Map<string, SandboxPerson>();
  for (const person of people) {
    for (const platform of platforms) {
      const userId = person.ids[platform];
      if (userId !== undefined) owners.set(`${platform}:${userId}`, person);
    }
  }
  return owners;
}

function byMinute(pushes: readonly Push[]): readonly { minute: string; pushes: Push[] }[] {
  const groups: { minute: string; pushes: Push[] }[] = [];
  for (const push of pushes) {
    const minute = momentText(push.message.at);
    const last = groups.at(-1);
    if (last?.minute === minute) last.pushes.push(push);
    else groups.push({ minute, pushes: [push] });
  }
  return groups;
}
