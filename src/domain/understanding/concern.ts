/** Signs of danger and their harmless twins: chat-corpus.md §9. Never a label, always a question to the mentor. */
import { concernClasses, concernSigns, harmlessContexts, idioms } from './lexicon/concern-words.ts';
import { findPhrases, type PhraseHit, phraseIndex } from './phrase-index.ts';

export interface ConcernReading {
  /** Signs said plainly of a pupil: the concern flow opens. */
  readonly plain: readonly string[];
  /** Signs that need one question before they are labelled or passed over. */
  readonly unclear: readonly string[];
  readonly light: readonly string[];
  /** Where the plain signs stand. */
  readonly places: readonly number[];
}

interface SignValue {
  readonly sign: string;
  readonly strength: 'strong' | 'medium' | 'light';
}

type Context = keyof typeof harmlessContexts;

const signs = phraseIndex<SignValue>(
  concernSigns.map(({ words, sign, strength }) => [words, { sign, strength }]),
  concernClasses,
);
const figures = phraseIndex<true>([[idioms, true]]);
const contextNames: readonly Context[] = [
  'fiction',
  'joke',
  'denied',
  'explained',
  'longAgo',
  'over',
  'otherPerson',
];
const contexts = phraseIndex<Context>(contextNames.map((name) => [harmlessContexts[name], name]));

/** `wordEdges` are the places where a word begins: a sign that begins within one word and ends within another is none. */
export function readConcern(
  text: string,
  wordEdges: () => ReadonlySet<number>,
  teller: 'teacher' | 'family' = 'teacher',
): ConcernReading {
  const written = [...findPhrases(text, signs), ...findStripped(text)];
  if (written.length === 0) return { plain: [], unclear: [], light: [], places: [] };
  const edges = wordEdges();
  const found = written.filter(({ from, to }) => edges.has(from) || edges.has(to));
  if (found.length === 0) return { plain: [], unclear: [], light: [], places: [] };
  const idiomHits = findPhrases(text, figures);
  const contextHits = findPhrases(text, contexts);
  const plain: string[] = [];
  const unclear: string[] = [];
  const light: string[] = [];
  const places: number[] = [];
  for (const hit of found) {
    if (idiomHits.some(({ from, to }) => from < hit.to && hit.from < to)) continue;
    const near = contextHits
      .filter(({ from, to }) => isNear(text, from, to, hit.from, hit.to))
      .map(({ value }) => value);
    if (teller === 'teacher' && isByTeacher(text, hit.from)) continue;
    const reading = weigh(hit.value, near, text, hit.from, hit.to);
    if (reading === 'plain') {
      plain.push(hit.value.sign);
      places.push(hit.from);
    } else if (reading === 'unclear') unclear.push(hit.value.sign);
    else if (reading === 'light') light.push(hit.value.sign);
  }
  return { plain: unique(plain), unclear: unique(unclear), light: unique(light), places };
}

/** Whether any sign, plain or not, stands in the text: for what is only asked about and never kept. */
export function hasSignOfDanger(text: string): boolean {
  return signsOfDanger(text).length > 0;
}

/** Signs in words that are known to be about a pupil: a field of a form. Unclear ones too, since they are asked about. */
export function signsOfDanger(text: string): readonly string[] {
  const anywhere = new Set(Array.from({ length: text.length + 1 }, (_, at) => at));
  const { plain, unclear } = readConcern(text, () => anywhere);
  return [...plain, ...unclear];
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** Within the sentence and a few words of the sign. */
function isNear(text: string, from: number, to: number, signFrom: number, signTo: number): boolean {
  const [first, last] = from < signFrom ? [to, signFrom] : [signTo, from];
  if (last - first > 28) return false;
  const between = text.slice(first, Math.max(first, last));
  return !between.includes('。') && !between.includes('\n') && !between.includes(';');
}

/** 割过腕, 跳了楼: the same phrases with the particles of time left out. */
function findStripped(text: string): readonly PhraseHit<SignValue>[] {
  const kept: number[] = [];
  for (let at = 0; at < text.length; at += 1) if (!'了过着'.includes(text[at] ?? '')) kept.push(at);
  if (kept.length === text.length) return [];
  const stripped = kept.map((at) => text[at]).join('');
  return findPhrases(stripped, signs).map(({ from, to, value }) => ({
    from: kept[from] ?? 0,
    to: (kept[to - 1] ?? 0) + 1,
    value,
  }));
}

/** Signs that somebody else does: the other person named beside them is the one who does it. */
const deedSigns: ReadonlySet<string> = new Set(['sexual_harm', 'family_violence', 'bullying']);

/** 他表哥被人打了: the other person is the one it is done to. */
function isDoneToOther(text: string, from: number): boolean {
  return /([哥姐弟妹叔伯舅姑姨]|邻居|同学|朋友|网友|亲戚|人|同事)(家)?(的)?(孩子|小孩|娃|女儿|儿子|闺女)?(也|都|以前|小时候|在家)?(被|挨|让人|遭|老被|总被)?$/.test(
    text.slice(Math.max(0, from - 12), from),
  );
}

/** Signs that are about whoever stands right before them. */
const ownSigns: ReadonlySet<string> = new Set(['neglect', 'runaway', 'school_refusal']);

/** 姥爷一个人在家带他: it is the grandfather who is alone. */
function isSaidOfKin(text: string, from: number): boolean {
  return /(爸|妈|爷|奶|姥|外公|外婆|姥姥|姥爷|叔|姑|姨|舅|家长|父亲|母亲|老人|老太太|老爷子)(就|也|都|现在|平时|常年|今天|出差)?$/.test(
    text.slice(Math.max(0, from - 6), from),
  );
}

type Weight = 'plain' | 'unclear' | 'light' | 'none';

function weigh(
  { sign, strength }: SignValue,
  near: readonly Context[],
  text: string,
  from: number,
  to: number,
): Weight {
  const isDenied = isDeniedHere(text, from, to);
  const isDeed = deedSigns.has(sign) && !isDoneToOther(text, from);
  const has = (...names: readonly Context[]) =>
    near.some((name) => names.includes(name) && !(name === 'otherPerson' && isDeed));
  if (strength === 'light') return isDenied ? 'none' : 'light';
  if (isLackOfCare(text, from, to) || (ownSigns.has(sign) && isSaidOfKin(text, from))) return 'none';
  if (sign === 'bullying' && isDoneByPupil(text, from)) return 'none';
  if (strength === 'medium') {
    if (has('fiction')) return 'unclear';
    if (
      has('over') ||
      isDenied ||
      (has('longAgo') &&
        /(现在|如今|这学期|后来|以后|之后).{0,8}(没|不|好)|现在|如今|这学期/.test(text.slice(to)))
    )
      return 'none';
    if (has('longAgo')) return 'unclear';
    return has('joke', 'otherPerson') ? 'unclear' : 'plain';
  }
  if (isDenied || has('fiction', 'joke', 'explained', 'longAgo', 'otherPerson', 'over')) return 'unclear';
  return 'plain';
}

const denials: readonly string[] = [
  '没',
  '没有',
  '不是',
  '没被',
  '没人',
  '并没有',
  '没再',
  '不再',
  '没想',
  '从没',
  '从不',
  '从来不',
  '没有人',
  '没受',
  '没受到',
  '不会',
  '没真',
  '未',
  '没在',
  '并没',
  '没发现',
  '没有被',
  '不存在',
  '没什么人',
  '没有发现',
  '没看到',
  '未发现',
  '没看见',
  '没见',
];
const reversals: readonly string[] = [
  '没人管',
  '没饭',
  '没我',
  '没有我',
  '没意',
  '没劲',
  '没回',
  '没来',
  '没上',
  '没吃',
  '没换',
  '没厚',
  '没归',
  '没人',
];

/** A denial stands straight before the sign, at most four characters away in the same clause. */
function isDeniedHere(text: string, from: number, to: number): boolean {
  const sign = text.slice(from, to);
  if (reversals.some((word) => sign.startsWith(word)))
    return text.slice(Math.max(0, from - 2), from).includes('不是');
  const before = text.slice(Math.max(0, from - 6), from);
  const clause = before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf('。')) + 1);
  if (/^了?(嘛|吗|么)/.test(text.slice(to))) return false;
  if (/(从来|从|都|再)?(不|没|没有)(打|揍|骂|抽|踢|动手)/.test(sign)) return true;
  if (
    denials.some(
      (word) =>
        clause.endsWith(word) || clause.slice(0, -1).endsWith(word) || clause.slice(0, -2).endsWith(word),
    )
  )
    return true;
  const after = text.slice(to, to + 6);
  return /^(的)?(情况|事|现象)?(已经|早就|都)?(没有了|不存在|没了)/.test(after);
}

/** 把人家作业本撕了: the pupil spoken of is the one who does it. */
function isDoneByPupil(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - 12), from);
  return (
    /((把|将)(人家|别人|同学|同桌|前桌|后桌|女生|男生)|(人家|别人)的)[^,。!?;]{0,5}$/.test(before) &&
    !/被[^,。!?;]*$/.test(before)
  );
}

/** 我批评, 我提醒: what the speaker does to the pupil is no sign. */
function isByTeacher(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - 3), from);
  return before.endsWith('我') && !before.endsWith('跟我') && !before.endsWith('说我');
}

/** 晚上没人管，老看电视: nobody supervises homework and screens; that is no neglect. */
function isLackOfCare(text: string, from: number, to: number): boolean {
  if (
    /^(一个人|自己)在(家|屋)/.test(text.slice(from, to)) &&
    /家访|上门|去[^,。]{0,6}家/.test(text) &&
    !/睡|过夜|住|几天|晚上/.test(text)
  )
    return true;
  if (
    !text.startsWith('没人管', from) &&
    !text.startsWith('没人看管', from) &&
    !text.startsWith('不管', from)
  )
    return false;
  const near = text.slice(Math.max(0, from - 8), to + 14);
  return (
    /电视|手机|作业|学习|游戏|平板|ipad|成绩|作息|睡得晚|写字|纪律/.test(near) &&
    !/饭|饿|病|打|衣服|冷/.test(near)
  );
}
