/// <reference lib="dom" />
/**
 * The page's own script: sends its forms without leaving the page, keeps phones, feed and clock fresh. Every
 * bit of HTML comes rendered from the server; nothing here builds markup from messages.
 */
import type { PageState, PhoneState } from './view.ts';

const busyEveryMs = 400;
const idleEveryMs = 2_500;
const slowestEveryMs = 15_000;
/** How long after an act to look often: a reply may come by a second call. */
const busyForMs = 5_000;
const lookTimeoutMs = 15_000;
const sayTimeoutMs = 30_000;
const clockTimeoutMs = 10 * 60_000;
const draftPrefix = 'daoshi-draft:';

const connectionTrouble = '没发出去：连不上程序。';

function find(selector: string, root: ParentNode = document): HTMLElement | undefined {
  return root.querySelector<HTMLElement>(selector) ?? undefined;
}

function findAll(selector: string, root: ParentNode = document): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

function show(element: HTMLElement | undefined, isShown: boolean): void {
  if (element) element.hidden = !isShown;
}

// --- Looking: what has changed on the phones, in the feed, on the clock

let since = Number(document.body.dataset.changes ?? -1);
let pushesSeen = Number(document.body.dataset.pushes ?? 0);
let busyUntil = 0;
let failures = 0;
let isLooking = false;
let lookAgain = false;
let isClockOurs = false;
let nextLook: ReturnType<typeof setTimeout> | undefined;
const knownHtml = new Map<string, string>();

async function look(): Promise<void> {
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
  return performance.now() < busyUntil || isClockOurs ? busyEveryMs : idleEveryMs;
}

function lookOften(): void {
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
    showMoving(isClockOurs || state.isMoving);
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

function scrollToEnd(panel: ParentNode): void {
  const screen = find('[data-screen]', panel);
  // An empty phone shows its welcome from the top.
  if (screen?.querySelector('[data-number]')) screen.scrollTop = screen.scrollHeight;
}

function countPushes(pushCount: number): void {
  const added = pushCount - pushesSeen;
  pushesSeen = pushCount;
  if (added <= 0) return;
  countBadge('feed', added);
  const announce = find('[data-announce]');
  if (announce) announce.textContent = `新推送 ${added} 条`;
}

// --- Acts: every form with data-act goes to the JSON interface

interface Act {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
}

function actOf(form: HTMLFormElement, submitter: HTMLElement | null): Act {
  const fields = new FormData(form, submitter);
  const field = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  const phone = field('phone');
  switch (form.dataset.act) {
    case 'clock':
      return {
        path: 'clock',
        body: fields.has('to') ? { to: field('to') } : { at: field('at') },
        timeoutMs: clockTimeoutMs,
      };
    case 'press':
      return {
        path: 'press',
        body: { phone, number: field('number'), key: field('key') },
        timeoutMs: sayTimeoutMs,
      };
    case 'enter':
      return { path: 'enter', body: { phone }, timeoutMs: sayTimeoutMs };
    default: {
      const text = fields.has('example') ? field('example') : field('text');
      return field('way') === 'voice'
        ? { path: 'speak', body: { phone, text }, timeoutMs: sayTimeoutMs }
        : { path: 'say', body: { phone, text, group: field('way') === 'group' }, timeoutMs: sayTimeoutMs };
    }
  }
}

/** Answers with the program's word, or throws with words for the person. */
async function post(act: Act): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`/sandbox/api/${act.path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(act.body),
      signal: AbortSignal.timeout(act.timeoutMs),
    });
  } catch (cause) {
    const isLate = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw new Error(isLate ? '等了很久没有回音，不知道送到没有。' : connectionTrouble, { cause });
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return textIn(answer) ?? '';
  const refused =
    typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined;
  throw new Error(textIn(refused) ?? `程序出错了（${response.status}），没有做成。`);
}

function textIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('text' in value)) return undefined;
  return typeof value.text === 'string' ? value.text : undefined;
}

async function perform(form: HTMLFormElement, submitter: HTMLElement | null, act: Act): Promise<void> {
  // What is shared by a phone (or by the clock) waits as a whole: a second press meets this.
  const owner = form.closest<HTMLElement>('[data-phone], [data-clock]') ?? form;
  if (owner.ariaBusy === 'true') return;
  const isClock = act.path === 'clock';
  const trouble = find('[data-trouble]', owner);
  startWaiting(owner, submitter);
  show(trouble, false);
  show(find('[data-clock-notice]'), false);
  show(find('[data-word]', owner), false);
  if (isClock) startClock();
  try {
    const word = await post(act);
    if (isClock) {
      openClock(false);
      showWord(find('[data-clock-notice]'), word);
    } else {
      showWord(find('[data-word]', owner), word);
      forgetDraft(form, submitter);
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : connectionTrouble;
    showTrouble(trouble, text, () => void perform(form, submitter, act));
  } finally {
    isClockOurs = isClock ? false : isClockOurs;
    stopWaiting(owner, submitter);
    lookOften();
  }
}

function startWaiting(owner: HTMLElement, submitter: HTMLElement | null): void {
  owner.ariaBusy = 'true';
  submitter?.classList.add('waiting');
  for (const field of owner.querySelectorAll('textarea')) field.readOnly = true;
}

function stopWaiting(owner: HTMLElement, submitter: HTMLElement | null): void {
  owner.ariaBusy = 'false';
  submitter?.classList.remove('waiting');
  for (const field of owner.querySelectorAll('textarea')) field.readOnly = false;
}

function showWord(place: HTMLElement | undefined, word: string): void {
  if (!place) return;
  place.textContent = word;
  place.hidden = word === '';
}

function showTrouble(place: HTMLElement | undefined, text: string, retry: () => void): void {
  if (!place) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = '再试一次';
  button.addEventListener('click', retry);
  const words = document.createElement('span');
  words.textContent = text;
  place.replaceChildren(words, button);
  place.hidden = false;
}

function forgetDraft(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const field = form.querySelector('textarea');
  if (!field || submitter?.getAttribute('name') === 'example') return;
  field.value = '';
  sessionStorage.removeItem(draftName(field));
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.act === undefined) return;
  event.preventDefault();
  void perform(form, event.submitter, actOf(form, event.submitter));
});

// --- The clock

function startClock(): void {
  isClockOurs = true;
  showMoving(true);
  lookOften();
}

function showMoving(isMoving: boolean): void {
  show(find('[data-progress]'), isMoving);
  find('[data-clock]')?.classList.toggle('on-its-way', isMoving);
}

/** Follows the clock, but leaves alone what somebody is choosing or has chosen. */
function setClockField(now: string): void {
  const field = document.querySelector<HTMLInputElement>('#clock-at');
  if (!field || field === document.activeElement) return;
  if (field.value === '' || field.value <= now || field.value === field.min) field.value = now;
  field.min = now;
}

function openClock(isOpen: boolean): void {
  find('[data-clock]')?.classList.toggle('open', isOpen);
  find('[data-clock-toggle]')?.setAttribute('aria-expanded', String(isOpen));
}

find('[data-clock-toggle]')?.addEventListener('click', () => {
  openClock(find('[data-clock]')?.classList.contains('open') === false);
});

// --- Writing: Enter sends (never while a Chinese word is still being composed), drafts survive a change of phones

function draftName(field: HTMLElement): string {
  return draftPrefix + (field.closest<HTMLElement>('[data-phone]')?.dataset.phone ?? '');
}

for (const field of document.querySelectorAll('textarea')) {
  field.value = sessionStorage.getItem(draftName(field)) ?? field.value;
  field.addEventListener('input', () => sessionStorage.setItem(draftName(field), field.value));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const send = field.form?.querySelector<HTMLElement>('[data-send]') ?? null;
    field.form?.requestSubmit(send);
  });
}

// --- Tabs: on a narrow screen one panel shows at a time

const panels = findAll('.panel[id]');

function openPanel(id: string): void {
  if (!panels.some((panel) => panel.id === id)) return;
  for (const panel of panels) panel.classList.toggle('active', panel.id === id);
  for (const tab of findAll('[data-tab]')) {
    if (tab.dataset.tab === id) tab.setAttribute('aria-current', 'true');
    else tab.removeAttribute('aria-current');
  }
  const badge = badgeOf(id);
  if (badge) {
    badge.textContent = '';
    badge.hidden = true;
  }
  const panel = document.getElementById(id);
  if (panel) scrollToEnd(panel);
}

function badgeOf(id: string): HTMLElement | undefined {
  return find(`[data-tab="${id}"] [data-badge]`);
}

function countBadge(id: string, added: number): void {
  const badge = badgeOf(id);
  if (!badge || document.getElementById(id)?.classList.contains('active')) return;
  badge.textContent = String(Number(badge.textContent) + added);
  badge.hidden = false;
}

function panelInAddress(): string {
  return location.hash.slice(1) || (panels[0]?.id ?? '');
}

for (const tab of findAll('[data-tab]')) {
  tab.addEventListener('click', (event) => {
    event.preventDefault();
    history.replaceState(null, '', `#${tab.dataset.tab ?? ''}`);
    openPanel(tab.dataset.tab ?? '');
  });
}
window.addEventListener('hashchange', () => openPanel(panelInAddress()));

// --- Start

document.documentElement.classList.add('js');
openPanel(panelInAddress());
// The end of a chat stays in sight while the field below grows or a keyboard opens.
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.parentElement) scrollToEnd(target.parentElement);
});
for (const screen of findAll('[data-screen]')) resized.observe(screen);
document.addEventListener('visibilitychange', () => void look());
find('[data-retry]')?.addEventListener('click', () => void look());
if (panels.length > 0) void look();
