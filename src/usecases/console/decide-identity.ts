/** An account on a platform that may belong to somebody known: the office says whose it is. */
import { className } from '../../domain/school-roster.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ConsoleScene } from './console-scene.ts';

export interface IdentityLine {
  readonly id: string;
  readonly platform: string;
  readonly userId: string;
  readonly name: string;
  readonly about: string;
  readonly reason: string;
}

export async function waitingIdentities({
  tables,
  school,
  roster,
  cards,
}: ConsoleScene): Promise<readonly IdentityLine[]> {
  const accounts = new Map((await tables.schools.accounts()).map(({ id, platform }) => [id, platform]));
  return (await tables.identityProposals.open(school.id)).flatMap((proposal): IdentityLine[] => {
    const person = roster.people.get(proposal.personId);
    const platform = accounts.get(proposal.accountId);
    if (person === undefined || platform === undefined) return [];
    return [
      {
        id: proposal.id,
        platform: cards.words.platforms[platform],
        userId: proposal.userId,
        name: person.name,
        about: person.classKey === undefined ? '' : className(roster, person.classKey),
        reason: cards.words.proposal_reasons[proposal.reason] ?? proposal.reason,
      },
    ];
  });
}

/** False where it was decided before, or the account has become somebody else's. */
export async function decideIdentity(
  deps: {
    readonly storage: Storage;
    readonly newId: () => string;
    readonly isTaken: (error: unknown) => boolean;
  },
  { school, person: actor, now }: ConsoleScene,
  { id, decision }: { readonly id: string; readonly decision: 'same' | 'other' },
): Promise<boolean> {
  try {
    return await deps.storage.transaction(async (tables) => {
      const proposal = await tables.identityProposals.find(school.id, id);
      if (proposal === undefined) return false;
      if (!(await tables.identityProposals.decide(id, decision, actor.id, now))) return false;
      const account = (await tables.schools.accounts()).find((known) => known.id === proposal.accountId);
      if (account?.schoolId !== school.id) return false;
      if (decision === 'same')
        await tables.rosterWriter.addIdentities([
          {
            id: deps.newId(),
            accountId: account.id,
            platform: account.platform,
            personId: proposal.personId,
            userId: proposal.userId,
          },
        ]);
      await tables.schools.rosterChanged(school.id);
      await tables.audit.add([
        {
          id: deps.newId(),
          schoolId: school.id,
          at: now,
          actorId: actor.id,
          verb: 'identity_decided',
          subjectId: proposal.personId,
          detail: { decision, account: account.id },
        },
      ]);
      return true;
    });
  } catch (error) {
    if (!deps.isTaken(error)) throw error;
    return false;
  }
}
