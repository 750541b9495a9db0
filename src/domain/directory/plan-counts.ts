/** How much a plan changes, as people are told it: whoever is new brings an account along, and is counted once. */
import type { PersonKind } from '../vocabulary.ts';
import type { DirectoryPlan, KnownDirectory } from './directory-plan.ts';

export interface PlanCounts {
  readonly added: Readonly<Record<PersonKind, number>>;
  readonly changed: number;
  readonly ended: number;
  readonly returned: number;
  /** Accounts of people who were there before and had none here. */
  readonly recognised: Readonly<Record<PersonKind, number>>;
  /** Accounts whose details changed: whether notices reach them, the id over all apps. */
  readonly accountDetails: number;
  readonly endedLinks: number;
  readonly guardianships: number;
  readonly endedGuardianships: number;
  readonly roles: number;
  readonly endedRoles: number;
  readonly proposals: number;
}

export function planCounts({
  plan,
  known,
}: {
  readonly plan: DirectoryPlan;
  readonly known: Pick<KnownDirectory, 'people' | 'links'>;
}): PlanCounts {
  const kindOf = new Map(known.people.map(({ id, kind }) => [id, kind]));
  const owners = new Map(known.links.filter(({ isEnded }) => !isEnded).map((link) => [link.userId, link]));
  const isNewAccount = ({ person, foldedUserId }: DirectoryPlan['links'][number]): boolean =>
    owners.get(foldedUserId)?.personId !== person;
  const ofKnown = plan.links.filter(({ person }) => kindOf.has(person));
  return {
    added: byKind(plan.newPeople.map(({ kind }) => kind)),
    changed: plan.changed.length,
    ended: plan.ended.length,
    returned: plan.returned.length,
    recognised: byKind(ofKnown.filter(isNewAccount).flatMap(({ person }) => kindOf.get(person) ?? [])),
    accountDetails: ofKnown.filter((link) => !isNewAccount(link)).length,
    endedLinks: plan.endedLinks.length,
    guardianships: plan.guardianships.length,
    endedGuardianships: plan.endedGuardianships.length,
    roles: plan.roles.length,
    endedRoles: plan.endedRoles.length,
    proposals: plan.proposals.length,
  };
}

function byKind(kinds: readonly PersonKind[]): Readonly<Record<PersonKind, number>> {
  const count = (wanted: PersonKind): number => kinds.filter((kind) => kind === wanted).length;
  return { staff: count('staff'), student: count('student'), guardian: count('guardian') };
}
