/**
 * The few words by which a concern is decided, opened or taken note of. Anything else is an ordinary sentence.
 * A press that arrives as plain words ends with the mark of its card: 「上报 #0123abcd」.
 */

export type ConcernWords =
  /** `isPlain`: the word can mean nothing else. A digit or 没事 counts only while the question is the last thing said. */
  | {
      readonly verb: 'raise' | 'note' | 'harmless';
      readonly isPlain: boolean;
      /** Behind 上报: the child's name. */
      readonly name?: string;
      readonly mark?: string;
    }
  | { readonly verb: 'view' | 'acknowledge'; readonly mark?: string };

type Decision = 'raise' | 'note' | 'harmless';

const plainWords: ReadonlyMap<string, Decision> = new Map([
  ...'上报 现在上报 马上上报 立即上报 立刻上报 要上报 上报吧 报上去'
    .split(' ')
    .map((word) => [word, 'raise'] as const),
  ...'只记 只记录 只记下来 只记着 先记着 记录就行 记着就行 先不上报 不上报 不用上报'
    .split(' ')
    .map((word) => [word, 'note'] as const),
  ...'误会 是误会 误会了 我写错了 是我写错了'.split(' ').map((word) => [word, 'harmless'] as const),
]);
const looseWords: ReadonlyMap<string, Decision> = new Map([
  ['1', 'raise'],
  ['一', 'raise'],
  ['2', 'note'],
  ['二', 'note'],
  ['3', 'harmless'],
  ['三', 'harmless'],
  ...'没事 没事的 没事儿 没什么事 没什么'.split(' ').map((word) => [word, 'harmless'] as const),
]);
const viewWords: ReadonlySet<string> = new Set(['查看', '看一下', '看看这件事']);
const acknowledgeWords: ReadonlySet<string> = new Set(['知道了', '我知道了', '这件事我知道了']);
const pressedWords = /^(\S+) #([0-9A-Za-z_-]{8})$/u;
const nameAfter = /^(\S+?)[\s:：,，、]+([\p{Script=Han}·\d.()（）]{2,30})$/u;

export function readConcernWords(message: string): ConcernWords | undefined {
  const text = message
    .normalize('NFKC')
    .trim()
    .replace(/[。.!~]+$/u, '');
  if (text.length > 40) return undefined;
  const [, pressed = '', mark] = pressedWords.exec(text) ?? [];
  if (mark === undefined) return wordsIn(text);
  const said = wordsIn(pressed);
  return said === undefined ? undefined : { ...said, mark };
}

function wordsIn(text: string): ConcernWords | undefined {
  if (viewWords.has(text)) return { verb: 'view' };
  if (acknowledgeWords.has(text)) return { verb: 'acknowledge' };
  const alone = decisionOf(text);
  if (alone !== undefined) return alone;
  const [, word = '', name = ''] = nameAfter.exec(text) ?? [];
  const named = decisionOf(word);
  return named?.verb === 'raise' ? { ...named, name } : undefined;
}

function decisionOf(word: string): Extract<ConcernWords, { isPlain: boolean }> | undefined {
  const plain = plainWords.get(word);
  if (plain !== undefined) return { verb: plain, isPlain: true };
  const loose = looseWords.get(word);
  return loose === undefined ? undefined : { verb: loose, isPlain: false };
}
