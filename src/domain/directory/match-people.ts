/**
 * Who a person of a directory is among the people that the school has already. Certain only where a number or phone
 * and the name agree, or where the office has said so; anything less is asked, and meanwhile nobody is made.
 */
import { groupBy } from '../group-by.ts';
import { foldCode } from '../roster/fold-text.ts';
import { cleanName } from '../roster/person-name.ts';
import type { DirectoryPerson } from './directory-people.ts';
import type { KnownDirectory, KnownPerson, PersonRef, ProposalReason } from './directory-plan.ts';

export type Match =
  | { readonly kind: 'known'; readonly personId: string }
  | { readonly kind: 'asked'; readonly candidates: readonly { personId: string; reason: ProposalReason }[] }
  | { readonly kind: 'new' };

export interface MatchContext {
  readonly known: KnownDirectory;
  /** The person that a child of a guardian is, where that is settled. */
  readonly studentRef: (userId: string) => PersonRef | undefined;
}

interface Possible {
  readonly person: KnownPerson;
  readonly reason: ProposalReason;
  readonly isCertain: boolean;
}

/** For people of one kind. Those who have an account in this directory already are `known`. */
export function matchPeople(
  people: readonly DirectoryPerson[],
  context: MatchContext,
): ReadonlyMap<string, Match> {
  const { known } = context;
  const linked = new Map(known.links.map((link) => [link.userId, link.personId]));
  const decided = new Map(
    known.proposals.map(({ userId, personId, decision }) => [`${userId}|${personId}`, decision]),
  );
  const isOther = (userId: string, personId: string): boolean =>
    decided.get(`${userId}|${personId}`) === 'other';
  const search = candidateSearch(context);

  const matches = new Map<string, Match>();
  const certain = new Map<string, string>();
  const possible = new Map<string, readonly Possible[]>();
  for (const person of people) {
    const ours = linked.get(person.id);
    const confirmed = known.proposals.find(
      ({ userId, decision }) => userId === person.id && decision === 'same',
    );
    if (ours !== undefined && !isOther(person.id, ours))
      matches.set(person.id, { kind: 'known', personId: ours });
    else if (confirmed !== undefined) matches.set(person.id, { kind: 'known', personId: confirmed.personId });
    else {
      const found = search(person).filter((one) => !isOther(person.id, one.person.id));
      const sure = found.filter((one) => one.isCertain);
      possible.set(person.id, found);
      if (sure.length === 1 && sure[0] !== undefined) certain.set(person.id, sure[0].person.id);
    }
  }
  const taken = new Set(
    [...matches.values()].flatMap((match) => (match.kind === 'known' ? [match.personId] : [])),
  );
  const claims = groupBy([...certain], ([, personId]) => personId);
  for (const [userId, found] of possible) {
    const sure = certain.get(userId);
    const isClaimedTwice = sure !== undefined && (claims.get(sure)?.length ?? 0) > 1;
    const left = found.filter((one) => !taken.has(one.person.id));
    if (sure !== undefined && !isClaimedTwice && !taken.has(sure))
      matches.set(userId, { kind: 'known', personId: sure });
    else if (left.length === 0) matches.set(userId, { kind: 'new' });
    else {
      const candidates = left.map(({ person, reason }) => ({
        personId: person.id,
        reason: isClaimedTwice && person.id === sure ? ('claimed_twice' as const) : reason,
      }));
      matches.set(userId, { kind: 'asked', candidates });
    }
  }
  return matches;
}

function candidateSearch({
  known,
  studentRef,
}: MatchContext): (person: DirectoryPerson) => readonly Possible[] {
  const live = new Set(known.links.filter((link) => !link.isEnded).map((link) => link.personId));
  const free = known.people.filter(
    (person) => !live.has(person.id) && (person.endedOn === undefined || person.endedWhy === 'vanished'),
  );
  const byName = groupBy(free, (person) => `${person.kind} ${cleanName(person.name)}`);
  const byNumber = groupBy(
    free.filter((person) => person.number !== undefined),
    (person) => `${person.kind} ${foldCode(person.number ?? '')}`,
  );
  const byPhone = groupBy(
    free.filter((person) => person.phone !== undefined),
    (person) => `${person.kind} ${person.phone}`,
  );
  const freeById = new Map(free.map((person) => [person.id, person]));
  const guardiansOf = groupBy(
    known.guardianships.filter(({ isEnded }) => !isEnded),
    ({ studentId }) => studentId,
  );

  const relatives = (person: DirectoryPerson) =>
    [...person.children].flatMap(([child, relation]) =>
      (guardiansOf.get(studentRef(child) ?? '') ?? []).map((link) => ({
        person: freeById.get(link.guardianId),
        isSameRelation: link.relation === relation && relation !== 'other',
      })),
    );

  return (person) => {
    const found = new Map<string, Possible>();
    const add = (candidate: KnownPerson, reason: ProposalReason, isCertain: boolean): void => {
      const before = found.get(candidate.id);
      if (before === undefined || (isCertain && !before.isCertain))
        found.set(candidate.id, { person: candidate, reason, isCertain });
    };
    const isNamesake = (candidate: KnownPerson): boolean =>
      person.name !== '' && cleanName(candidate.name) === person.name;
    const sharesChild = new Set(relatives(person).map((relative) => relative.person?.id));
    // Many schools take the number for the account.
    for (const number of new Set([person.number, person.userId])) {
      if (number === undefined) continue;
      for (const candidate of byNumber.get(`${person.kind} ${foldCode(number)}`) ?? [])
        add(candidate, 'number', isNamesake(candidate));
    }
    if (person.phone !== undefined) {
      for (const candidate of byPhone.get(`${person.kind} ${person.phone}`) ?? []) {
        const isNameless = person.name === '' || candidate.name === '';
        add(candidate, 'phone', isNamesake(candidate) || (isNameless && sharesChild.has(candidate.id)));
      }
    }
    if (person.kind === 'guardian') {
      for (const { person: candidate, isSameRelation } of relatives(person)) {
        if (candidate === undefined) continue;
        const isOtherName = person.name !== '' && candidate.name !== '' && !isNamesake(candidate);
        const isOtherPhone =
          person.phone !== undefined && candidate.phone !== undefined && person.phone !== candidate.phone;
        if (isNamesake(candidate) || (isSameRelation && !isOtherName && !isOtherPhone))
          add(candidate, 'child', false);
      }
      return [...found.values()];
    }
    for (const candidate of person.name === '' ? [] : (byName.get(`${person.kind} ${person.name}`) ?? [])) {
      const isSameClass = person.classKey !== undefined && candidate.classKey === person.classKey;
      add(candidate, isSameClass ? 'name_class' : 'name', false);
    }
    return [...found.values()];
  };
}
