/// <reference lib="dom" />
/** Looks what has changed on the phones, in the feed, on the clock. */
import { isClockOurs, setClockField, showMoving } from './page-clock.ts';
import { find, findAll, scrollToEnd, show } from './page-dom.ts';
import { countBadge } from './page-tabs.ts';
import type { PageState, PhoneState } from './view.ts';

const busyEveryMs = 400;
const idleEveryMs = 2_500;
const slowestEveryMs = 15_000;
/** How long after an act to look often: a reply may come by a second call. */
const busyForMs = 5_000;
const lookTimeoutMs = 15_000;

let since = Number(document.body.dataset.changes ?? -1);
let pushesSeen = Number(document.body.dataset.pushes ?? 0);
let busyUntil = 0;
let failures = 0;
let isLooking = false;
let lookAgain = false;
let nextLook: ReturnType<typeof setTimeout> | undefined;
const knownHtml = new Map<string, string>();

export async function look(): Promise<void> {
  clearTimeout(nextLook);
  if (isLooking) {
    lookAgain = true;
    return;
  }
  isLooking = true;
  lookAgain = false;
  try {
    applyState(await fetchState());
    failures = 0;
  } catch {
    // Shown in the banner, and tried again with growing pauses.
    failures += 1;
  } finally {
    isLooking = false;
  }
  show(find('[data-offline]'), failures > 0);
  if (!document.hidden) nextLook = setTimeout(() => void look(), lookAgain ? 0 : pauseMs());
}

function pauseMs(): number {
  if (failures > 0) return Math.min(slowestEveryMs, 1_000 * 2 ** (failures - 1));
  return performance.now() < busyUntil || isClockOurs() ? busyEveryMs : idleEveryMs;
}

export function lookOften(): void {
  busyUntil = performance.now() + busyForMs;
  void look();
}

async function fetchState(): Promise<PageState> {
  const query = new URLSearchParams(
    findAll('[data-phone]').map((phone) => ['phone', phone.dataset.phone ?? '']),
  );
  query.set('since', String(since));
  const response = await fetch(`/sandbox/api/state?${query.toString()}`, {
    signal: AbortSignal.timeout(lookTimeoutMs),
  });
  const state: unknown = await response.json();
  if (!response.ok || !isPageState(state)) throw new Error(`state answered ${response.status}`);
  return state;
}

function isPageState(value: unknown): value is PageState {
  return typeof value === 'object' && value !== null && 'clockHtml' in value && 'phones' in value;
}

function applyState(state: PageState): void {
  for (const phone of state.phones) applyPhone(phone);
  const clock = find('[data-clock]');
  if (clock) {
    replaceHtml(find('[data-clock-face]', clock), 'clock', state.clockHtml);
    setClockField(state.nowField);
    showMoving(isClockOurs() || state.isMoving);
  }
  if (state.feedHtml !== undefined) replaceHtml(find('[data-feed]'), 'feed', state.feedHtml);
  since = state.changes;
  countPushes(state.pushCount);
}

function replaceHtml(element: HTMLElement | undefined, name: string, html: string): void {
  if (!element || knownHtml.get(name) === html) return;
  knownHtml.set(name, html);
  element.innerHTML = html;
}

/** Adds what is new and exchanges what has changed, so that a reader hears only the new message. */
function applyPhone(state: PhoneState): void {
  const panel = findAll('[data-phone]').find((each) => each.dataset.phone === state.phone);
  const log = panel && find('[data-log]', panel);
  if (!panel || !log) return;
  const numbers = new Set(state.bubbles.map((bubble) => String(bubble.number)));
  for (const old of findAll('[data-number]', log)) {
    if (!numbers.has(old.dataset.number ?? '')) old.remove();
  }
  let added = 0;
  for (const bubble of state.bubbles) added += applyBubble(log, state.phone, bubble);
  if (added === 0) return;
  scrollToEnd(panel);
  countBadge(panel.id, added);
}

function applyBubble(log: HTMLElement, phone: string, bubble: PhoneState['bubbles'][number]): number {
  const name = `${phone} ${bubble.number}`;
  const known = knownHtml.get(name);
  const old = find(`[data-number="${bubble.number}"]`, log);
  knownHtml.set(name, bubble.html);
  // The first look finds what the server has drawn already.
  if (old && (known === undefined || known === bubble.html)) return 0;
  const template = document.createElement('template');
  template.innerHTML = bubble.html;
  if (old) old.replaceWith(template.content);
  else log.append(template.content);
  return old ? 0 : 1;
}

function countPushes(pushCount: number): void {
  const added = pushCount - pushesSeen;
  pushesSeen = pushCount;
  if (added <= 0) return;
  countBadge('feed', added);
  const announce = find('[data-announce]');
  if (announce) announce.textContent = `新推送 ${added} 条`;
}
