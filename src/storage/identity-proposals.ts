/** Accounts that may belong to somebody known: a person of the office says whether they do. */
import type { Rows } from './rows.ts';

export interface IdentityProposal {
  readonly id: string;
  readonly schoolId: string;
  readonly accountId: string;
  readonly userId: string;
  /** Whom it may be. */
  readonly personId: string;
  /** What agrees: name, class, phone; comma separated. */
  readonly reason: string;
  readonly proposedAt: Date;
}

export interface IdentityProposals {
  /** Does nothing where the same was proposed before. */
  propose(proposals: readonly IdentityProposal[]): Promise<void>;
  /** Not decided yet, oldest first. */
  open(schoolId: string): Promise<readonly IdentityProposal[]>;
  find(schoolId: string, id: string): Promise<IdentityProposal | undefined>;
  /** False where it was decided before. */
  decide(id: string, decision: 'same' | 'other', by: string, at: Date): Promise<boolean>;
}

export function identityProposalsTable(rows: Rows): IdentityProposals {
  return {
    async propose(proposals) {
      for (const proposal of proposals) {
        const { accountId, userId, personId } = proposal;
        const key = { accountId_userId_personId: { accountId, userId, personId } };
        await rows.identityProposal.upsert({
          where: key,
          create: proposal,
          update: {},
          select: { id: true },
        });
      }
    },
    async open(schoolId) {
      const found = await rows.identityProposal.findMany({
        where: { schoolId, decidedAt: null },
        orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
      });
      return found.map(toProposal);
    },
    async find(schoolId, id) {
      const row = await rows.identityProposal.findFirst({ where: { schoolId, id, decidedAt: null } });
      return row === null ? undefined : toProposal(row);
    },
    async decide(id, decision, by, at) {
      const { count } = await rows.identityProposal.updateMany({
        where: { id, decidedAt: null },
        data: { decision, decidedBy: by, decidedAt: at },
      });
      return count > 0;
    },
  };
}

function toProposal(row: IdentityProposal): IdentityProposal {
  const { id, schoolId, accountId, userId, personId, reason, proposedAt } = row;
  return { id, schoolId, accountId, userId, personId, reason, proposedAt };
}
