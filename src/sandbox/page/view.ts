import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { SandboxDeps } from '../sandbox-control.ts';
import { Bubble } from './bubble.tsx';
import { ClockFace, type ClockView } from './clock-bar.tsx';
import type { ClockMover } from './clock-mover.ts';
import { FeedList } from './feed-panel.tsx';
import type { PageView } from './page.tsx';
import { phoneKey, pinnedPhones } from './phone.ts';
import type { PushFeed } from './push-feed.ts';
import { fieldText } from './time-text.ts';

/** Older bubbles are left out: a phone shows the last weeks, not a term. */
const bubblesShown = 80;

/** What the script asks for again and again; every `html` is rendered by the same components as the page. */
export interface PageState {
  readonly now: string;
  /** The same moment as a `datetime-local` field holds it. */
  readonly nowField: string;
  readonly isMoving: boolean;
  readonly clockHtml: string;
  readonly changes: number;
  readonly pushCount: number;
  /** Left out where nothing has happened since the number asked with. */
  readonly feedHtml?: string;
  readonly phones: readonly PhoneState[];
}

export interface PhoneState {
  readonly phone: string;
  readonly bubbles: readonly { readonly number: number; readonly html: string }[];
}

export interface Viewer {
  page(keys: readonly string[]): Promise<PageView>;
  state(keys: readonly string[], since: number): Promise<PageState>;
}

export function createViewer(deps: SandboxDeps, feed: PushFeed, mover: ClockMover): Viewer {
  const nextDueAt = rememberNextDue(deps, feed);

  async function clockView(): Promise<ClockView> {
    const now = deps.clock.now();
    const movingTo = mover.movingTo();
    return {
      now,
      movingTo,
      isSchoolDay: await deps.clock.isSchoolDay?.(now),
      // While the jobs run, the answer would be old before it is read.
      nextDueAt: movingTo ? undefined : await nextDueAt(now),
    };
  }

  async function page(keys: readonly string[]): Promise<PageView> {
    const people = await deps.people();
    const phones = pinnedPhones(people, keys).map((phone) => ({
      phone,
      messages: deps.doubles[phone.platform].messages(phone.userId).slice(-bubblesShown),
      menu: deps.doubles[phone.platform].menu(),
    }));
    return {
      clock: await clockView(),
      phones,
      pinned: phones.map(({ phone }) => phoneKey(phone)),
      pushes: feed.latest(),
      pushCount: feed.pushCount(),
      changes: feed.changes(),
      people,
    };
  }

  async function state(keys: readonly string[], since: number): Promise<PageState> {
    const view = await page(keys);
    const { pinned } = view;
    return {
      now: view.clock.now.toISOString(),
      nowField: fieldText(view.clock.now),
      isMoving: view.clock.movingTo !== undefined,
      clockHtml: renderToString(h(ClockFace, { clock: view.clock })),
      changes: view.changes,
      pushCount: view.pushCount,
      ...(since !== view.changes && { feedHtml: renderToString(h(FeedList, view)) }),
      phones: view.phones.map(({ phone, messages }) => ({
        phone: phoneKey(phone),
        bubbles: messages.map((message) => ({
          number: message.number,
          html: renderToString(h(Bubble, { phone: phoneKey(phone), message, pinned })),
        })),
      })),
    };
  }

  return { page, state };
}

/** Asks again only when something has happened or a minute has passed: the page looks every few seconds. */
function rememberNextDue(deps: SandboxDeps, feed: PushFeed): (now: Date) => Promise<Date | undefined> {
  let known: { key: string; at: Promise<Date | undefined> } | undefined;
  return async (now) => {
    const key = `${feed.changes()} ${Math.floor(now.getTime() / 60_000)}`;
    if (known?.key !== key) known = { key, at: deps.clock.nextDueAt() };
    try {
      return await known.at;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}
