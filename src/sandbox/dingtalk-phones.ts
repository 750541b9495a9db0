/** What each person sees in DingTalk: message bodies as the program sent them, turned into bubbles. */
import type { Clock } from '../domain/clock.ts';
import type { DoublePerson, PhoneButton, PhoneMessage } from './double.ts';

type Bubble = Omit<PhoneMessage, 'number' | 'at' | 'from' | 'via' | 'taskId'>;
type BubbleOrigin = Pick<PhoneMessage, 'from' | 'via'>;

export interface Phones {
  setPeople(people: readonly DoublePerson[]): void;
  person(userId: string): DoublePerson | undefined;
  show(userId: string, origin: BubbleOrigin, bubble: Bubble): void;
  messages(userId: string): readonly PhoneMessage[];
  onMessage(listener: (userId: string, message: PhoneMessage) => void): void;
}

export function createPhones(clock: Clock): Phones {
  let people = new Map<string, DoublePerson>();
  let lastNumber = 0;
  const chats = new Map<string, PhoneMessage[]>();
  const listeners: ((userId: string, message: PhoneMessage) => void)[] = [];
  return {
    setPeople: (list) => {
      people = new Map(list.map((person) => [person.userId, person]));
    },
    person: (userId) => people.get(userId),
    show: (userId, origin, bubble) => {
      lastNumber += 1;
      const message = { number: lastNumber, at: clock.now(), ...origin, ...bubble, taskId: '' };
      chats.set(userId, [...(chats.get(userId) ?? []), message]);
      for (const listener of listeners) listener(userId, message);
    },
    messages: (userId) => chats.get(userId) ?? [],
    onMessage: (listener) => {
      listeners.push(listener);
    },
  };
}

export function textBubble(text: string): Bubble {
  return { form: 'text', title: '', text, buttons: [] };
}

type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Webhook bodies and work notifications; `undefined` for a type that DingTalk does not know. */
export function webhookBubble(body: Fields): Bubble | undefined {
  const part = (name: string) => fieldsOf(body[name]);
  switch (textOf(body['msgtype'])) {
    case 'text':
      return textBubble(textOf(part('text')['content']));
    case 'markdown':
      return markdownBubble('markdown', part('markdown')['title'], part('markdown')['text'], []);
    case 'actionCard': {
      const card = part('actionCard');
      return markdownBubble('card', card['title'], card['text'], [
        { title: card['singleTitle'], url: card['singleURL'] },
        ...listOf(card['btns']).map((button) => ({ title: button['title'], url: button['actionURL'] })),
      ]);
    }
    case 'action_card': {
      const card = part('action_card');
      return markdownBubble('card', card['title'], card['markdown'], [
        { title: card['single_title'], url: card['single_url'] },
        ...listOf(card['btn_json_list']).map((button) => ({
          title: button['title'],
          url: button['action_url'],
        })),
      ]);
    }
    default:
      return undefined;
  }
}

/** Page `robot-message-type`; `undefined` for an unknown `msgKey` or a missing parameter. */
export function robotBubble(msgKey: string, params: Fields): Bubble | undefined {
  if (msgKey === 'sampleText')
    return textOf(params['content']) ? textBubble(textOf(params['content'])) : undefined;
  if (textOf(params['title']) === '' || textOf(params['text']) === '') return undefined;
  if (msgKey === 'sampleMarkdown') return markdownBubble('markdown', params['title'], params['text'], []);
  const links = robotLinks(msgKey, params);
  if (links.length === 0 || links.some((link) => !textOf(link.title) || !textOf(link.url))) return undefined;
  return markdownBubble('card', params['title'], params['text'], links);
}

interface RawLink {
  readonly title: unknown;
  readonly url: unknown;
}

function robotLinks(msgKey: string, params: Fields): readonly RawLink[] {
  if (msgKey === 'sampleActionCard') return [{ title: params['singleTitle'], url: params['singleURL'] }];
  if (msgKey === 'sampleActionCard6') {
    return ['1', '2'].map((n) => ({ title: params[`buttonTitle${n}`], url: params[`buttonUrl${n}`] }));
  }
  const count = Number(/^sampleActionCard([2-5])$/u.exec(msgKey)?.[1] ?? 0);
  return Array.from({ length: count }, (_, index) => ({
    title: params[`actionTitle${index + 1}`],
    url: params[`actionURL${index + 1}`],
  }));
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** The host must be all lower case: the app ignores any other spelling. */
const sayPrefix = 'dtmd://dingtalkclient/sendMessage?content=';
const markdownLink = /\[([^\]]*)\]\(([^)\s]+)\)/gu;

function markdownBubble(
  form: 'markdown' | 'card',
  title: unknown,
  text: unknown,
  links: readonly RawLink[],
): Bubble {
  const source = textOf(text);
  const inText = [...source.matchAll(markdownLink)].map((match) => ({ title: match[1], url: match[2] }));
  const all = [...links, ...inText].map((link) => ({ text: textOf(link.title), url: textOf(link.url) }));
  const link = all.find((each) => /^https?:/u.test(each.url));
  const buttons = all.flatMap((each): PhoneButton[] =>
    each.url.startsWith(sayPrefix)
      ? [{ key: decodeURIComponent(each.url.slice(sayPrefix.length)), text: each.text }]
      : [],
  );
  return {
    form,
    title: textOf(title),
    text: rendered(source),
    buttons,
    ...(link === undefined ? {} : { link }),
  };
}

/** Headings and line breaks as the app draws them; a link shows its words only. */
function rendered(markdown: string): string {
  return markdown
    .replace(markdownLink, '$1')
    .replace(/^#{1,6} /gmu, '')
    .replace(/ {2}\n {2}/gu, '\n')
    .replace(/\n{2,}/gu, '\n')
    .trim();
}
