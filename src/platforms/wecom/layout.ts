/** A FilledCard as plain text, markdown or news. Nothing is lost without a sign: what is cut ends with an ellipsis. */
import type { FilledCard } from '../../domain/message.ts';
import { cutToBytes, withoutControls } from './cut.ts';
import { type WecomLimits, wecomLimits } from './limits.ts';
import type { NewsArticle } from './wire.ts';

export type CardLink = NonNullable<FilledCard['link']>;

/** Where text has no buttons, the words that do the same as pressing them stand in a last line. */
export function layoutText(card: FilledCard, limits: WecomLimits = wecomLimits): string {
  const link =
    card.link === undefined ? [] : [`<a href="${quotable(card.link.url)}">${plain(card.link.text)}</a>`];
  return layoutLines([card.title, ...card.lines].map(plain), [...link, ...sayHint(card)], limits.textBytes);
}

/** doc 90236: no lists, tables or pictures. Not shown in the WeChat plugin: only where the school asks for it. */
export function layoutMarkdown(card: FilledCard, limits: WecomLimits = wecomLimits): string {
  const title = card.title === '' ? [] : [`**${unmarked(card.title)}**`];
  const link = card.link === undefined ? [] : [`[${unmarked(card.link.text)}](${quotable(card.link.url)})`];
  const hint = sayHint(card).map((line) => `> ${line}`);
  return layoutLines([...title, ...card.lines.map(unmarked)], [...link, ...hint], limits.textBytes);
}

/** `undefined` where title or lines are too long for an article. */
export function layoutNews(
  card: FilledCard,
  link: CardLink,
  limits: WecomLimits = wecomLimits,
): NewsArticle | undefined {
  const [title = '', ...lines] = [card.title, ...card.lines]
    .filter((line) => line !== '')
    .map(withoutControls);
  const description = [...lines, ...sayHint(card)].join('\n');
  const fits =
    title !== '' &&
    Buffer.byteLength(title) <= limits.newsTitleBytes &&
    Buffer.byteLength(description) <= limits.newsDescriptionBytes;
  return fits ? { title, description, url: link.url, picurl: '' } : undefined;
}

/** The tail, a link and the hint, outlives the cut: without it the person could not go on. */
function layoutLines(lines: readonly string[], tail: readonly string[], limitBytes: number): string {
  const body = lines.filter((line) => line !== '').join('\n');
  const end = tail.join('\n');
  const endBytes = end === '' ? 0 : Buffer.byteLength(end) + 1;
  if (endBytes >= limitBytes) return cutToBytes([body, end].join('\n'), limitBytes);
  return [cutToBytes(body, limitBytes - endBytes), end].filter((part) => part !== '').join('\n');
}

/** Of what can be chosen three examples are enough to see how it is said. */
const examplesHinted = 3;

function sayHint(card: FilledCard): string[] {
  const choices = card.selects?.flatMap(({ options }) => options.flatMap(({ say }) => say ?? []));
  const says = choices?.slice(0, examplesHinted) ?? card.buttons.map(({ say }) => say);
  const words = says.map(plain).filter((say) => say !== '');
  return words.length === 0 ? [] : [`可回复：${words.join(' · ')}`];
}

/** Words of a person must not become a link: text messages render `<a href>`. */
function plain(text: string): string {
  return withoutControls(text).replace(/<(?=\s*\/?\s*a\b)/gi, '＜');
}

const fullWidth = new Map([
  ['[', '［'],
  [']', '］'],
  ['<', '＜'],
  ['`', '｀'],
  ['*', '＊'],
]);

function unmarked(text: string): string {
  return withoutControls(text)
    .replace(/[[\]<`*]/g, (mark) => fullWidth.get(mark) ?? mark)
    .replace(/^\s*[#>]+/gm, '');
}

function quotable(url: string): string {
  return withoutControls(url).replace(
    /["<>()\s]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
