/** SONGSHI-03, 26: who has a community in care has each of its members in care, as long as both last. */
import type { Day } from '../day.ts';
import type { DutyInput, PairingFact, RosterFacts } from './facts.ts';

export function withCommunities(input: DutyInput): DutyInput {
  if (!input.roster.communityPairings) return input;
  return { ...input, roster: { ...input.roster, pairings: allPairings(input.roster) } };
}

/** All pairings of students, those through a community included. */
export function allPairings({
  pairings,
  communities = [],
  communityPairings = [],
}: RosterFacts): readonly PairingFact[] {
  const members = new Map(communities.map((community) => [community.id, community.members]));
  const throughCommunity = communityPairings.flatMap(({ id, mentorId, communityId, fromOn, untilOn }) =>
    (members.get(communityId) ?? []).map((member): PairingFact => {
      const until = earlier(untilOn, member.untilOn);
      return {
        id: `${id}/${member.studentId}`,
        mentorId,
        studentId: member.studentId,
        fromOn: member.fromOn > fromOn ? member.fromOn : fromOn,
        ...(until !== undefined && { untilOn: until }),
      };
    }),
  );
  return [...pairings, ...throughCommunity];
}

function earlier(a: Day | undefined, b: Day | undefined): Day | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
