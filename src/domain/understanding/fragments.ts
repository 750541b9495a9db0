/** 李浩然 谈话 半小时, or a date before a comma: pieces without a verb of their own belong together. */
import { type ClauseReading, readClause } from './clause-reading.ts';
import { type Clause, isAct } from './clauses.ts';
import type { Scene } from './scene.ts';
import { has, type Token, type TokenKind } from './token.ts';

export function joinFragments(clauses: readonly Clause[], scene: Scene): readonly ClauseReading[] {
  const joined: Clause[] = [];
  for (const clause of distributed(clauses)) {
    const last = joined.at(-1);
    if (last && isNear(last, clause) && canJoin(last, clause))
      joined[joined.length - 1] = joinedClause(last, clause);
    else joined.push(clause);
  }
  return joined.map((clause) => readClause(clause, scene));
}

/** 周一跟甲，周二跟乙，都谈过了: the act holds for each day with its people. */
function distributed(clauses: readonly Clause[]): readonly Clause[] {
  const result: Clause[] = [];
  let held: Clause[] = [];
  for (const clause of clauses) {
    if (isDayWithPeople(clause)) {
      held.push(clause);
      continue;
    }
    const isCommon = held.length > 1 && clause.tokens.some(isAct) && !clause.tokens.some(isPersonOrDate);
    if (isCommon)
      result.push(
        ...held.map((one) => ({
          ...clause,
          tokens: [
            ...one.tokens,
            ...clause.tokens.filter((token) => !has(token, 'all', 'each') && token.text !== '是'),
          ],
          end: 'stop' as const,
        })),
      );
    else result.push(...held, clause);
    held = [];
  }
  return [...result, ...held];
}

function isPersonOrDate({ kind }: Token): boolean {
  return kind === 'person' || kind === 'date' || kind === 'guardian' || kind === 'relation';
}

function isDayWithPeople({ tokens }: Clause): boolean {
  return (
    tokens.some(({ kind }) => kind === 'date') &&
    tokens.some(({ kind }) => kind === 'person') &&
    tokens.every((token) => isPersonOrDate(token) || has(token, 'towards', 'conjunction'))
  );
}

function joinedClause(first: Clause, second: Clause): Clause {
  return {
    ...second,
    tokens: [...first.tokens, ...second.tokens],
    isTicked: first.isTicked || second.isTicked,
  };
}

function isNear(first: Clause, second: Clause): boolean {
  return (
    first.line === second.line && (first.end === 'comma' || first.end === 'space' || first.end === 'colon')
  );
}

const longestJoin = 40;

function canJoin(first: Clause, second: Clause): boolean {
  if (first.tokens.length + second.tokens.length > longestJoin) return false;
  if (isWhole(first) && isWhole(second)) return false;
  if (isWhole(first) && first.tokens[0]?.kind === 'person' && second.tokens[0]?.kind === 'person')
    return false;
  return (
    isFragment(first) ||
    (isApproach(first) && goesOn(second)) ||
    (isFragment(second) &&
      first.tokens.every((token) => token.kind !== 'plain' || ['的', '个', '名', '位'].includes(token.text)))
  );
}

/** 给甲爷爷: somebody approached, and nothing yet that was done. */
function isApproach({ tokens }: Clause): boolean {
  return tokens.every((token) => isFragmentToken(token) || has(token, 'towards'));
}

function goesOn({ tokens }: Clause): boolean {
  const [first] = tokens;
  return first !== undefined && (first.kind === 'person' || has(first, 'act', 'send', 'dial'));
}

/** A person and a contact word: a piece that needs nothing from its neighbour. */
function isWhole({ tokens }: Clause): boolean {
  return tokens.some(isAct) && tokens.some(({ kind }) => kind === 'person' || kind === 'guardian');
}

const fragmentKinds: ReadonlySet<TokenKind> = new Set([
  'person',
  'date',
  'length',
  'class',
  'clock',
  'number',
  'relation',
  'guardian',
]);
const fragmentWords: ReadonlySet<string> = new Set([
  '谈话',
  '谈心',
  '家访',
  '电话',
  '见面',
  '电访',
  '汇报',
  '沟通',
  '交流',
  '走访',
  '微信',
  '深入交流',
  '语音',
  '视频',
  '短信',
  '家长会',
  '班',
  '面谈',
  '谈心谈话',
  '通话',
  '和',
  '以及',
  '还有',
  '我',
  '今天',
  '地点',
  '时间',
]);

function isFragment({ tokens }: Clause): boolean {
  return tokens.length > 0 && tokens.every(isFragmentToken);
}

function isFragmentToken(token: Token): boolean {
  return fragmentKinds.has(token.kind) || fragmentWords.has(token.text) || has(token, 'place');
}
