/** From a filled card to the three kinds of message bodies, cut to their limits. */
import { createHash } from 'node:crypto';
import type { CardButton, FilledCard } from '../../domain/message.ts';
import { cut, jsonBytes } from './cut.ts';
import { cleanText } from './wire.ts';

/** Bytes of `msgParam`, which we keep for webhook bodies too (page `the-robot-sends-a-group-message`). */
const robotLimitBytes = 15_000;
/** Page `asynchronous-sending-of-enterprise-session-messages`: bytes of `msg`. */
const workNoticeLimitBytes = 2048;
const titleLimit = 64;
/** Page `message-types-and-data-format`: a button's title. */
const buttonTitleLimit = 20;
/** `sampleActionCard2` to `sampleActionCard5`; more buttons become links under the text. */
const buttonLimit = 5;
/** The markdown subset of the app wants two blanks on both sides of a line break. */
const lineBreak = '  \n  ';

interface Action {
  readonly title: string;
  readonly url: string;
}

/** A button that says something in the person's name: the host must be lower case or the app ignores it. */
function sayUrl(say: string): string {
  return `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(cleanText(say))}`;
}

/** The mark tells a press from the same words typed, and which card was pressed. */
function spoken({ say, mark }: CardButton): string {
  return mark === undefined ? say : `${say} #${mark}`;
}

/** Robot chats have no selects: each choice that can be said becomes a button, and nothing needs sending off. */
function actionsOf(card: FilledCard): readonly Action[] {
  const choices = card.selects?.flatMap(({ options }) =>
    options.flatMap(({ text, say }) => (say === undefined ? [] : [action(text, sayUrl(say))])),
  );
  const says =
    choices ?? card.buttons.map((button: CardButton) => action(button.text, sayUrl(spoken(button))));
  return card.link === undefined ? says : [...says, action(card.link.text, card.link.url)];
}

function action(title: string, url: string): Action {
  return { title: shortTitle(title, buttonTitleLimit), url: inLink(url) };
}

/** Brackets would end a markdown link early. */
function inLink(url: string): string {
  return cleanText(url).replaceAll('(', '%28').replaceAll(')', '%29');
}

function shortTitle(title: string, limit: number): string {
  return cut(cleanText(title), limit, (text) => text.length);
}

function titleOf(card: FilledCard): string {
  return shortTitle(card.title || (card.lines[0] ?? '') || '通知', titleLimit);
}

/** Names and quoted words must not become links, headings or pictures. */
const markdownSigns: Readonly<Record<string, string>> = {
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '`': '｀',
  '*': '＊',
  '#': '＃',
  '!': '！',
};

function inMarkdown(text: string): string {
  return cleanText(text).replace(/[[\]<>`*#!]/gu, (sign) => markdownSigns[sign] ?? sign);
}

function plainText(card: FilledCard): string {
  const link = card.link === undefined ? [] : [`${card.link.text}：${card.link.url}`];
  return cleanText([card.title, ...card.lines, ...link].filter((line) => line !== '').join('\n'));
}

function markdownBody(card: FilledCard): string {
  return card.lines
    .flatMap((line) => line.split('\n'))
    .map(inMarkdown)
    .join(lineBreak);
}

function markdown(card: FilledCard, body: string, links: readonly Action[]): string {
  const heading = card.title === '' ? [] : [`#### ${inMarkdown(card.title)}`];
  const below = links.map((link) => `[${inMarkdown(link.title)}](${link.url})`);
  return [...heading, body, ...below].filter((part) => part !== '').join('\n\n');
}

function isPlain(card: FilledCard): boolean {
  return card.form === 'text' && card.buttons.length === 0;
}

/** Builds with as much of `body` as the limit leaves room for; `undefined` when even an empty one is too long. */
function fit<Built>(
  body: string,
  limitBytes: number,
  build: (body: string) => Built,
  bytesOf: (built: Built) => number,
): Built | undefined {
  const rest = limitBytes - bytesOf(build(''));
  if (rest < 0) return undefined;
  // A body adds one blank line between itself and its neighbours, which counts four bytes in JSON, on both sides.
  return build(cut(body, Math.max(0, rest - 8), jsonBytes));
}

export interface RobotMessage {
  readonly msgKey: string;
  /** JSON text, as the page wants it. */
  readonly msgParam: string;
}

/** Page `robot-message-type`. */
export function layOutRobotMessage(card: FilledCard): RobotMessage | undefined {
  const actions = isPlain(card) ? [] : actionsOf(card);
  const buttons = actions.slice(0, buttonLimit);
  const build = (body: string): RobotMessage => {
    if (isPlain(card)) return robotMessage('sampleText', { content: body });
    const text = markdown(card, body, actions.slice(buttonLimit));
    const title = titleOf(card);
    const [only] = buttons;
    if (only === undefined) return robotMessage('sampleMarkdown', { title, text });
    if (buttons.length === 1) {
      return robotMessage('sampleActionCard', { title, text, singleTitle: only.title, singleURL: only.url });
    }
    const numbered = buttons.flatMap((button, index) => [
      [`actionTitle${index + 1}`, button.title],
      [`actionURL${index + 1}`, button.url],
    ]);
    const fields: Record<string, string> = { title, text, ...Object.fromEntries(numbered) };
    return robotMessage(`sampleActionCard${buttons.length}`, fields);
  };
  const body = isPlain(card) ? plainText(card) : markdownBody(card);
  return fit(body, robotLimitBytes, build, (built) => Buffer.byteLength(built.msgParam));
}

function robotMessage(msgKey: string, fields: Readonly<Record<string, string>>): RobotMessage {
  return { msgKey, msgParam: JSON.stringify(fields) };
}

export type MessageBody = Readonly<Record<string, unknown>>;

/** Page `custom-robots-send-group-messages`; `msgUuid` lets the platform drop a repeat. */
export function layOutReply(card: FilledCard, messageId: string): MessageBody | undefined {
  const actions = isPlain(card) ? [] : actionsOf(card);
  const build = (body: string): MessageBody => {
    if (isPlain(card)) return { msgtype: 'text', text: { content: body }, msgUuid: messageId };
    const title = titleOf(card);
    const text = markdown(card, body, actions.slice(buttonLimit));
    if (actions.length === 0) return { msgtype: 'markdown', markdown: { title, text }, msgUuid: messageId };
    const btns = actions.slice(0, buttonLimit).map((each) => ({ title: each.title, actionURL: each.url }));
    return {
      msgtype: 'actionCard',
      actionCard: { title, text, btnOrientation: '0', btns },
      msgUuid: messageId,
    };
  };
  const body = isPlain(card) ? plainText(card) : markdownBody(card);
  return fit(body, robotLimitBytes, build, bodyBytes);
}

/**
 * Page `message-types-and-data-format`. Buttons are left out: there is no chat to say anything into. The reference
 * line keeps two equal notices of one day apart, because the platform swallows the second without a word.
 */
export function layOutWorkNotice(
  card: FilledCard,
  linkUrl: string | undefined,
  messageId: string,
): MessageBody | undefined {
  const url = linkUrl ?? card.link?.url;
  const reference = `编号 ${createHash('sha256').update(messageId).digest('hex').slice(0, 6)}`;
  const build = (body: string): MessageBody => {
    if (url === undefined && isPlain(card))
      return { msgtype: 'text', text: { content: `${body}\n${reference}` } };
    const title = titleOf(card);
    const text = `${markdown(card, body, [])}\n\n${reference}`;
    if (url === undefined) return { msgtype: 'markdown', markdown: { title, text } };
    const single_title = shortTitle(card.link?.text ?? '点此打开', buttonTitleLimit);
    return { msgtype: 'action_card', action_card: { title, markdown: text, single_title, single_url: url } };
  };
  const body = url === undefined && isPlain(card) ? plainText(card) : markdownBody(card);
  return fit(body, workNoticeLimitBytes, build, bodyBytes);
}

function bodyBytes(body: MessageBody): number {
  return Buffer.byteLength(JSON.stringify(body));
}
