/** A name that nobody here bears. */
import { nearNames } from '../names/match-name.ts';
import { isGivenNameCharacter } from '../names/surnames.ts';
import type { Mention } from './mention.ts';
import type { Scene } from './scene.ts';
import { has, type Token } from './token.ts';

export const commonSurnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔白崔康邱秦江顾侯邵孟段钱汤尹黎';

/** A run of loose characters that looks like a name nobody here bears. */
export function unknownName(tokens: readonly Token[], at: number, scene: Scene): Mention | undefined {
  const first = tokens[at];
  if (!first || first.kind !== 'plain' || first.text.length !== 1) return undefined;
  let to = at + 1;
  while (to < tokens.length && to - at < 3) {
    const next = tokens[to];
    if (next?.kind !== 'plain' || next.from !== tokens[to - 1]?.to || next.text.length > 2) break;
    to += 1;
  }
  const text = tokens
    .slice(at, to)
    .map((token) => token.text)
    .join('');
  const before = tokens[at - 1];
  const isApproached = has(before, 'towards', 'conjunction', 'seek', 'visit');
  const isNamed = commonSurnames.includes(first.text) && [...text].slice(1).every(isGivenNameCharacter);
  const isPlaced =
    isApproached &&
    (commonSurnames.includes(first.text) || isGivenNameCharacter(first.text)) &&
    isPersonTail(tokens[to]);
  if (text.length < 2 || text.length > 4 || (!isNamed && !isPlaced)) return undefined;
  const near = nearNames(text, scene.names);
  const isRelation = tokens[to]?.kind === 'relation';
  return {
    kind: isRelation ? 'guardian' : 'student',
    from: at,
    to: isRelation ? to + 1 : to,
    studentIds: [],
    isHome: false,
    isNamed: true,
    doubt: { about: 'which_student', candidates: near.mentees },
    ...(isRelation ? { relations: tokens[to]?.relations ?? [] } : {}),
  };
}

function isPersonTail(token: Token | undefined): boolean {
  return (
    token === undefined ||
    token.kind === 'relation' ||
    has(
      token,
      'talk',
      'talked',
      'conjunction',
      'together',
      'phone',
      'said',
      'deep',
      'home',
      'all',
      'each',
      'visit',
      'both',
    )
  );
}
