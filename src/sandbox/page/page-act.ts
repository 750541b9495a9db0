/// <reference lib="dom" />
/** Sends every form with data-act to the JSON interface. */
import { endClock, openClock, startClock } from './page-clock.ts';
import { find, show } from './page-dom.ts';
import { forgetDraft } from './page-drafts.ts';
import { lookOften } from './page-look.ts';

const sayTimeoutMs = 30_000;
const clockTimeoutMs = 10 * 60_000;
const connectionTrouble = '没发出去：连不上程序。';

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
        body: { phone, number: field('number'), key: field('key'), selections: selectionsIn(fields) },
        timeoutMs: sayTimeoutMs,
      };
    case 'enter':
      return { path: 'enter', body: { phone }, timeoutMs: sayTimeoutMs };
    case 'choose':
      return { path: 'choose', body: { phone, key: field('key') }, timeoutMs: sayTimeoutMs };
    default: {
      if (fields.has('picture')) return { path: 'picture', body: { phone }, timeoutMs: sayTimeoutMs };
      const text = fields.has('example') ? field('example') : field('text');
      return field('way') === 'voice'
        ? { path: 'speak', body: { phone, text }, timeoutMs: sayTimeoutMs }
        : { path: 'say', body: { phone, text, group: field('way') === 'group' }, timeoutMs: sayTimeoutMs };
    }
  }
}

/** Fields named `select:` and the question. */
function selectionsIn(fields: FormData): Record<string, string[]> {
  return Object.fromEntries(
    [...fields].flatMap(([name, value]): [string, string[]][] =>
      name.startsWith('select:') && typeof value === 'string'
        ? [[name.slice('select:'.length), [value]]]
        : [],
    ),
  );
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
  if (isClock) {
    startClock();
    lookOften();
  }
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
    if (isClock) endClock();
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

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.act === undefined) return;
  event.preventDefault();
  void perform(form, event.submitter, actOf(form, event.submitter));
});
