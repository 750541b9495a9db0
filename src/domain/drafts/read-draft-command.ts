/** 草稿, 看看草稿, 草稿2, 删草稿 1, 草稿都不要了: nothing but these words, in any order. */
export type DraftCommand =
  | { readonly verb: 'list' }
  | { readonly verb: 'take_up'; readonly number: number }
  /** Without a number the only one is meant. */
  | { readonly verb: 'drop'; readonly number?: number }
  | { readonly verb: 'drop_all' };

const drafts: readonly string[] = [
  '草稿箱',
  '草稿夹',
  '草稿',
  '没记完的',
  '没记上的',
  '没记成的',
  '还没记的',
];
const drops: readonly string[] = [
  '不要了',
  '不要',
  '删除',
  '删掉',
  '删了',
  '删',
  '去掉',
  '丢掉',
  '扔掉',
  '扔了',
  '清空',
  '清掉',
  '作废',
  '不记了',
];
const alls: readonly string[] = ['全部', '所有', '全都', '都', '全', '清空'];
const besides: readonly string[] = [
  '我的',
  '我',
  '看一下',
  '看看',
  '查看',
  '查一下',
  '看',
  '查',
  '打开',
  '列出',
  '列一下',
  '接着记',
  '继续记',
  '继续',
  '补记',
  '记上',
  '还有',
  '有没有',
  '有',
  '哪些',
  '几句',
  '几个',
  '几条',
  '多少',
  '什么',
  '把',
  '里面',
  '里',
  '那句',
  '这句',
  '句',
  '的',
  '吗',
  '呢',
  '吧',
  '啊',
  '了',
  '请',
  '给我',
  '第',
  '个',
  '条',
  '号',
];
const chineseDigits = '零一二三四五六七八九十';

export function readDraftCommand(message: string): DraftCommand | undefined {
  const words = wordsOf(message.normalize('NFKC').replaceAll(/[\s,，。.!！?？、:：「」“”"]/gu, ''));
  if (words === undefined || !words.some((word) => drafts.includes(word))) return undefined;
  const [number] = words.map(numberOf).filter((value) => value !== undefined);
  const isDrop = words.some((word) => drops.includes(word));
  if (isDrop && words.some((word) => alls.includes(word))) return { verb: 'drop_all' };
  if (isDrop) return { verb: 'drop', ...(number === undefined ? {} : { number }) };
  return number === undefined ? { verb: 'list' } : { verb: 'take_up', number };
}

/** 2, 第二个, 二: which of a list that was just shown. */
export function readPlace(message: string): number | undefined {
  if (/\d\s+\d/u.test(message)) return undefined;
  const words = wordsOf(message.normalize('NFKC').replaceAll(/[\s,，。.!！]/gu, '')) ?? [];
  const numbers = words.map(numberOf).filter((value) => value !== undefined);
  const isBare = words.every(
    (word) => numberOf(word) !== undefined || ['第', '个', '条', '号', '句'].includes(word),
  );
  return isBare && numbers.length === 1 ? numbers[0] : undefined;
}

const lexicon = [...new Set([...drafts, ...drops, ...alls, ...besides])].sort((a, b) => b.length - a.length);

/** `undefined` where something else is said, too. */
function wordsOf(text: string): readonly string[] | undefined {
  if (text.length > 20) return undefined;
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const word =
      lexicon.find((known) => rest.startsWith(known)) ??
      /^(?:\d{1,2}|[一二三四五六七八九十])/u.exec(rest)?.[0];
    if (word === undefined) return undefined;
    words.push(word);
    at += word.length;
  }
  return words;
}

function numberOf(word: string): number | undefined {
  if (/^\d+$/u.test(word)) return Number(word);
  const place = word.length === 1 ? chineseDigits.indexOf(word) : -1;
  return place > 0 ? place : undefined;
}
