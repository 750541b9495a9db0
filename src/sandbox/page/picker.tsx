import type { VNode } from 'preact';
import { type Platform, platforms } from '../../domain/vocabulary.ts';
import { type SandboxPerson, type SandboxPersonKind, sandboxPersonKinds } from '../sandbox-control.ts';
import { Avatar } from './avatar.tsx';
import { type FoundPeople, kindNames } from './people-search.ts';
import { phoneAnchor, phoneKey, phoneOf, platformNames, sandboxHref } from './phone.ts';

export interface PickerAim {
  /** Which phone gets the chosen person; one past the last adds a phone. */
  readonly slot: number;
  readonly pinned: readonly string[];
  readonly platform: Platform;
}

export interface PickerProps {
  readonly aim: PickerAim;
  readonly words: string;
  readonly kind: SandboxPersonKind | undefined;
  /** The kinds that somebody has. */
  readonly kinds: readonly SandboxPersonKind[];
  readonly found: FoundPeople;
}

export function pickerHref(aim: PickerAim, words = '', kind?: SandboxPersonKind): string {
  const query = new URLSearchParams(aim.pinned.map((key) => ['phone', key]));
  query.set('slot', String(aim.slot));
  query.set('platform', aim.platform);
  if (words !== '') query.set('q', words);
  if (kind !== undefined) query.set('kind', kind);
  return `/sandbox/people?${query.toString()}`;
}

/** The list to choose a person from: a page of its own, which the script shows as a dialog. */
export function Picker(props: PickerProps): VNode {
  const { aim, words, kind } = props;
  return (
    <section class={`picker picker-${aim.platform}`} id="picker" aria-labelledby="picker-title">
      <header class="picker-head">
        <h2 id="picker-title">这台手机是谁的？</h2>
        <a
          class="close"
          href={sandboxHref(aim.pinned, phoneAnchor(aim.slot))}
          data-picker-close
          aria-label="关闭"
        >
          ×
        </a>
      </header>
      <form class="picker-search" method="get" action="/sandbox/people" data-picker-search>
        {aim.pinned.map((key) => (
          <input type="hidden" name="phone" value={key} />
        ))}
        <input type="hidden" name="slot" value={aim.slot} />
        <input type="hidden" name="platform" value={aim.platform} />
        {kind && <input type="hidden" name="kind" value={kind} />}
        <label class="sr" for="picker-q">
          按姓名或班级找
        </label>
        <input
          id="picker-q"
          type="search"
          name="q"
          value={words}
          placeholder="姓名或班级"
          autocomplete="off"
          maxLength={40}
        />
        <button type="submit" class="quiet">
          找
        </button>
      </form>
      <nav class="filters" aria-label="平台">
        {platforms.map((platform) => (
          <FilterLink
            text={platformNames[platform]}
            href={pickerHref({ ...aim, platform }, words, kind)}
            isOn={platform === aim.platform}
          />
        ))}
      </nav>
      <nav class="filters" aria-label="身份">
        <FilterLink text="全部" href={pickerHref(aim, words)} isOn={kind === undefined} />
        {sandboxPersonKinds
          .filter((each) => props.kinds.includes(each))
          .map((each) => (
            <FilterLink text={kindNames[each]} href={pickerHref(aim, words, each)} isOn={each === kind} />
          ))}
      </nav>
      <Results {...props} />
    </section>
  );
}

function FilterLink({ text, href, isOn }: { text: string; href: string; isOn: boolean }): VNode {
  return (
    <a class="filter" href={href} aria-current={isOn ? 'true' : undefined} data-picker>
      {text}
    </a>
  );
}

function Results({ aim, found }: PickerProps): VNode {
  return (
    <div class="picker-results" id="picker-results" aria-live="polite">
      {found.people.length === 0 && <p class="empty-list">没有找到。换个名字，或者选“全部”。</p>}
      <ul class="people">
        {found.people.map((person) => (
          <PersonRow aim={aim} person={person} />
        ))}
      </ul>
      {found.more > 0 && <p class="empty-list">还有 {found.more} 人，请写名字来找。</p>}
    </div>
  );
}

function PersonRow({ aim, person }: { aim: PickerAim; person: SandboxPerson }): VNode | null {
  const phone =
    phoneOf(person, aim.platform) ?? platforms.flatMap((platform) => phoneOf(person, platform) ?? [])[0];
  if (!phone) return null;
  const keys = aim.pinned.filter((key, slot) => slot === aim.slot || key !== phoneKey(phone));
  const slot = Math.min(aim.slot, keys.length);
  return (
    <li>
      <a class="person" href={sandboxHref(keys.toSpliced(slot, 1, phoneKey(phone)), phoneAnchor(slot))}>
        <Avatar name={person.name} />
        <span class="who-words">
          <b class="who-name">{person.name}</b>
          <span class="who-title">{person.title}</span>
        </span>
        {phone.platform !== aim.platform && <span class="tag">只在{platformNames[phone.platform]}</span>}
      </a>
    </li>
  );
}
