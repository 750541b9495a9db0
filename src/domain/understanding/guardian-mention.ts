/** A relation word and whose relation it is: 妈妈, 甲的爸爸, 爷爷奶奶. */
import type { GuardianRelation } from '../vocabulary.ts';
import type { Doubt, Mention } from './mention.ts';
import type { Scene } from './scene.ts';
import { has, type Token } from './token.ts';

export function relationMention(
  tokens: readonly Token[],
  at: number,
  scene: Scene,
  owner: { studentIds: readonly string[]; doubt?: Doubt; isShort: boolean } | undefined,
  from: number,
): Mention {
  let to = at + 1;
  const relations = [...(tokens[at]?.relations ?? [])];
  while (to < tokens.length) {
    const joined = has(tokens[to], 'conjunction') && !has(tokens[to], 'except') ? to + 1 : to;
    const next = tokens[joined];
    if (next?.kind !== 'relation' || (next.relations?.length ?? 0) === 0 || /^[他她]/.test(next.text)) break;
    relations.push(...(next.relations ?? []));
    to = joined + 1;
  }
  if (has(tokens[to], 'both')) to += 1;
  const text = tokens[at]?.text ?? '';
  const feminine = text.startsWith('她')
    ? { feminine: true }
    : text.startsWith('他')
      ? { feminine: false }
      : {};
  if (!owner)
    return {
      kind: 'guardian',
      from,
      to,
      studentIds: [],
      relations,
      isHome: false,
      isNamed: false,
      ...feminine,
    };
  const shared = owner.doubt ? sharedBy(owner.doubt.candidates, relations, scene) : undefined;
  if (shared)
    return { kind: 'guardian', from, to, studentIds: shared, relations, isHome: false, isNamed: true };
  return {
    kind: 'guardian',
    from,
    to,
    studentIds: owner.studentIds,
    relations,
    isHome: false,
    isNamed: true,
    ...(owner.doubt ? { doubt: owner.doubt } : {}),
  };
}

/** Siblings: the same person is the mother of all candidates. */
export function sharedBy(
  candidates: readonly string[],
  relations: readonly GuardianRelation[],
  scene: Scene,
): readonly string[] | undefined {
  const students = candidates.map((id) => scene.mentees.get(id));
  const [first, ...rest] = students;
  if (!first || rest.length === 0) return undefined;
  const isShared = (first.guardians ?? []).some(
    (guardian) =>
      (relations.length === 0 || relations.includes(guardian.relation)) &&
      rest.every((student) => student?.guardians?.some(({ id }) => id === guardian.id)),
  );
  return isShared ? candidates : undefined;
}
