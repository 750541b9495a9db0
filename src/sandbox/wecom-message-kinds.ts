/** Reads and checks the message of a send call, and says how it looks on a phone (doc 90236). */
import { z } from 'zod';
import type { Bubble } from './wecom-phones.ts';
import {
  checkTemplateCard,
  isInteractive,
  type TemplateCardWire,
  templateCard,
  type WireFault,
} from './wecom-template-card.ts';

export interface CheckedMessage {
  readonly bubble: Bubble;
  /** Only of the kinds that may be updated later. */
  readonly card?: TemplateCardWire;
}

export function isFault(value: CheckedMessage | WireFault): value is WireFault {
  return 'errcode' in value;
}

const text = z.looseObject({ content: z.string() });
const article = z.looseObject({
  title: z.string().catch(''),
  description: z.string().catch(''),
  url: z.string().catch(''),
});

const message = z.discriminatedUnion('msgtype', [
  z.looseObject({ msgtype: z.literal('text'), text }),
  z.looseObject({ msgtype: z.literal('markdown'), markdown: text }),
  z.looseObject({ msgtype: z.literal('news'), news: z.looseObject({ articles: z.array(article) }) }),
  z.looseObject({ msgtype: z.literal('textcard'), textcard: article }),
  z.looseObject({ msgtype: z.literal('template_card'), template_card: templateCard }),
]);
type Message = z.infer<typeof message>;

/** Parents get none of these (doc 92321). */
const notForParents: ReadonlySet<string> = new Set(['markdown', 'textcard', 'template_card']);

const textLimitBytes = 2048;

export function checkMessage(body: unknown, to: 'members' | 'parents'): CheckedMessage | WireFault {
  const { data } = message.safeParse(body);
  if (data === undefined) return { errcode: 40008, about: 'msgtype' };
  if (to === 'parents' && notForParents.has(data.msgtype)) return { errcode: 40008, about: 'msgtype' };
  return check(data);
}

function check(message: Message): CheckedMessage | WireFault {
  if (message.msgtype === 'text') return checkText('text', message.text.content);
  if (message.msgtype === 'markdown') return checkText('markdown', message.markdown.content);
  if (message.msgtype === 'news') return checkNews(message.news.articles);
  if (message.msgtype === 'textcard') return checkArticle(message.textcard, 'card');
  return checkCard(message.template_card);
}

function checkText(form: 'text' | 'markdown', content: string): CheckedMessage | WireFault {
  if (content === '') return { errcode: 44004, about: `${form}.content` };
  const cut = cutSilently(content, textLimitBytes).trimEnd();
  const shown = form === 'text' ? takeLink(cut) : { text: cut };
  return { bubble: { ...plainBubble, form, ...shown } };
}

type Article = z.infer<typeof article>;

function checkNews(articles: readonly Article[]): CheckedMessage | WireFault {
  const [first] = articles;
  if (first === undefined || articles.length > 8) return { errcode: 45008, about: 'news.articles' };
  return checkArticle(first, 'news');
}

function checkArticle(
  { title, description, url }: Article,
  form: 'news' | 'card',
): CheckedMessage | WireFault {
  if (title === '') return { errcode: 41016, about: 'title' };
  if (form === 'card' && description === '') return { errcode: 41033, about: 'description' };
  if (!/^https?:\/\//.test(url)) return { errcode: 45034, about: 'url' };
  if (Buffer.byteLength(url) > 2048) return { errcode: 40039, about: 'url' };
  return {
    bubble: {
      ...plainBubble,
      form,
      title: cutSilently(title, 128),
      text: cutSilently(description, 512),
      link: { text: '阅读全文', url },
    },
  };
}

function checkCard(card: TemplateCardWire): CheckedMessage | WireFault {
  const fault = checkTemplateCard(card);
  if (fault !== undefined) return fault;
  return { bubble: cardBubble(card), ...(isInteractive(card) ? { card } : {}) };
}

export function cardBubble(card: TemplateCardWire): Bubble {
  const rows = card.horizontal_content_list.map(({ keyname, value }) => `${keyname}：${value}`);
  const paragraph = [card.main_title.desc, card.sub_title_text].filter((part) => part !== '');
  const link = cardLink(card);
  return {
    ...plainBubble,
    form: 'card',
    title: card.main_title.title,
    text: [...paragraph, ...rows].join('\n'),
    buttons: [
      ...card.button_list.filter(({ type }) => type === 0),
      ...(card.submit_button === undefined ? [] : [card.submit_button]),
    ].map(({ key, text }) => ({ key, text })),
    ...(link === undefined ? {} : { link }),
    ...(card.select_list.length === 0 ? {} : { selects: selectsOf(card) }),
    taskId: card.task_id,
  };
}

function selectsOf(card: TemplateCardWire): NonNullable<Bubble['selects']> {
  return card.select_list.map(({ question_key: key, title, option_list: options }) => ({
    key,
    title,
    options: options.map(({ id, text }) => ({ id, text })),
  }));
}

function cardLink(card: TemplateCardWire): Bubble['link'] {
  const jumps = card.jump_list.map(({ title, url }) => ({ text: title, url }));
  const openers = card.button_list.filter(({ type }) => type === 1).map(({ text, url }) => ({ text, url }));
  return [...jumps, ...openers, { text: '详情', url: card.card_action.url }].find(({ url }) => url !== '');
}

const plainBubble: Bubble = {
  from: 'program',
  via: 'push',
  form: 'text',
  title: '',
  text: '',
  buttons: [],
  taskId: '',
};

/** The text of a passive reply, under the same rules. */
export function replyBubble(content: string): Bubble {
  const cut = cutSilently(content, textLimitBytes).trimEnd();
  return { ...plainBubble, via: 'reply', ...takeLink(cut) };
}

export function personBubble(words: string): Bubble {
  return { ...plainBubble, from: 'person', via: 'reply', text: words };
}

/** The first link becomes the bubble's; a line that is nothing else goes. */
function takeLink(content: string): Pick<Bubble, 'text' | 'link'> {
  const anchor = /<a\s+href="([^"]*)"[^>]*>([^<]*)<\/a>/;
  const found = anchor.exec(content);
  if (found === null) return { text: content };
  const [whole, url = '', label = ''] = found;
  const lines = content.split('\n').filter((line) => line.trim() !== whole);
  return { text: lines.join('\n').replace(whole, label), link: { text: label, url } };
}

/** As the platform does: no sign that anything is missing. */
function cutSilently(text: string, limitBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= limitBytes) return text;
  return new TextDecoder().decode(bytes.subarray(0, limitBytes)).replace(/\uFFFD+$/, '');
}
