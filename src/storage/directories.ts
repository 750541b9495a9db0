/** What was read of a platform's directory last, how far the reading got, and what a plan of changes writes. */
import { type Day, readDay } from '../domain/day.ts';
import type {
  DirectoryPlan,
  KnownDirectory,
  KnownEntry,
  PersonChange,
} from '../domain/directory/directory-plan.ts';
import { foldUserId } from '../domain/directory/fold-user-id.ts';
import { guardianRelations, personKinds, staffRoles } from '../domain/vocabulary.ts';
import { batches } from './batches.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';
import type { Account } from './schools.ts';

export interface DirectoryReading {
  /** The last reading of everything. */
  readonly fullReadAt?: Date;
  /** Since when an event waits to be looked into, and what it named. */
  readonly wantedSince?: Date;
  readonly wantedIds: readonly string[];
  /** The last class that the rolling pass has read. */
  readonly rollingCursor?: string;
  /** `2026-11`: the month of `callsThisMonth`, which counts calls against the platform's quota. */
  readonly month: string;
  readonly callsThisMonth: number;
  readonly lastError?: string;
}

type DatabaseEntry = Omit<DirectoryPlan['entries'][number], 'person'> & { readonly personId?: string };
type Link = Omit<DirectoryPlan['links'][number], 'person'> & { readonly personId: string };

type KnownAccount = Pick<Account, 'id' | 'schoolId' | 'platform'>;

export interface Directories {
  known(account: KnownAccount): Promise<KnownDirectory>;
  /** Absent until somebody had the directory of this account written once. */
  reading(accountId: string): Promise<DirectoryReading | undefined>;
  keepReading(accountId: string, reading: DirectoryReading): Promise<void>;
  changePerson(change: Omit<PersonChange, 'classKey'>): Promise<void>;
  /** `known`: folded user ids that have a row already. */
  saveLinks(
    accountId: string,
    links: readonly Link[],
    extra: { readonly known: ReadonlySet<string>; readonly source: string; readonly newId: () => string },
  ): Promise<void>;
  endLinks(accountId: string, foldedUserIds: readonly string[], at: Date): Promise<void>;
  /** A guardianship that is there already says something else now. */
  changeGuardianship(id: string, relation: string): Promise<void>;
  endGuardianships(ids: readonly string[], on: Day): Promise<void>;
  endRoles(ids: readonly string[], untilOn: Day): Promise<void>;
  saveEntries(
    accountId: string,
    entries: readonly DatabaseEntry[],
    extra: { readonly known: readonly KnownEntry[]; readonly at: Date; readonly newId: () => string },
  ): Promise<void>;
  markMissing(accountId: string, missing: DirectoryPlan['missing'], at: Date): Promise<void>;
}

const entryKinds = ['staff', 'class', 'student', 'guardian', 'role'] as const;

export function directoriesTable(rows: Rows): Directories {
  return {
    known: (account) => loadKnown(rows, account),
    async reading(accountId) {
      const row = await rows.directoryReading.findUnique({ where: { accountId } });
      if (row === null) return undefined;
      const wanted: unknown = JSON.parse(row.wantedIds);
      return {
        month: row.month,
        callsThisMonth: row.callsThisMonth,
        wantedIds: Array.isArray(wanted) ? wanted.map(String) : [],
        ...(row.fullReadAt === null ? {} : { fullReadAt: row.fullReadAt }),
        ...(row.wantedSince === null ? {} : { wantedSince: row.wantedSince }),
        ...(row.rollingCursor === null ? {} : { rollingCursor: row.rollingCursor }),
        ...(row.lastError === null ? {} : { lastError: row.lastError }),
      };
    },
    async keepReading(accountId, { wantedIds, ...reading }) {
      const data = {
        month: reading.month,
        callsThisMonth: reading.callsThisMonth,
        wantedIds: JSON.stringify(wantedIds),
        fullReadAt: reading.fullReadAt ?? null,
        wantedSince: reading.wantedSince ?? null,
        rollingCursor: reading.rollingCursor ?? null,
        lastError: reading.lastError ?? null,
      };
      await rows.directoryReading.upsert({
        where: { accountId },
        create: { accountId, ...data },
        update: data,
        select: { accountId: true },
      });
    },
    async changePerson({ personId, ...change }) {
      if (Object.keys(change).length === 0) return;
      await rows.person.update({ where: { id: personId }, data: change, select: { id: true } });
    },
    async saveLinks(accountId, links, { known, source, newId }) {
      const fresh = links.filter(({ foldedUserId }) => !known.has(foldedUserId));
      for (const some of batches(fresh))
        await rows.platformIdentity.createMany({
          data: some.map((link) => ({ ...link, id: newId(), accountId, source })),
        });
      for (const { foldedUserId, ...link } of links.filter((one) => known.has(one.foldedUserId)))
        await rows.platformIdentity.update({
          where: { accountId_foldedUserId: { accountId, foldedUserId } },
          data: { ...link, endedAt: null },
          select: { id: true },
        });
    },
    async endLinks(accountId, foldedUserIds, at) {
      for (const some of batches(foldedUserIds))
        await rows.platformIdentity.updateMany({
          where: { accountId, foldedUserId: { in: [...some] } },
          data: { endedAt: at },
        });
    },
    async changeGuardianship(id, relation) {
      await rows.guardianship.update({
        where: { id },
        data: { relation, endedOn: null },
        select: { id: true },
      });
    },
    async endGuardianships(ids, on) {
      for (const some of batches(ids))
        await rows.guardianship.updateMany({ where: { id: { in: [...some] } }, data: { endedOn: on } });
    },
    async endRoles(ids, untilOn) {
      for (const some of batches(ids))
        await rows.roleAssignment.updateMany({ where: { id: { in: [...some] } }, data: { untilOn } });
    },
    async saveEntries(accountId, entries, { known, at, newId }) {
      const there = new Set(known.map(({ kind, externalId }) => `${kind} ${externalId}`));
      const isThere = ({ kind, externalId }: DatabaseEntry): boolean => there.has(`${kind} ${externalId}`);
      for (const some of batches(entries.filter((entry) => !isThere(entry))))
        await rows.directoryEntry.createMany({
          data: some.map((entry) => ({ ...entry, id: newId(), accountId, seenAt: at })),
        });
      for (const { kind, externalId, digest, parentId, personId } of entries.filter(isThere))
        await rows.directoryEntry.update({
          where: { accountId_kind_externalId: { accountId, kind, externalId } },
          data: {
            digest,
            parentId: parentId ?? null,
            personId: personId ?? null,
            seenAt: at,
            missingSince: null,
          },
          select: { id: true },
        });
    },
    async markMissing(accountId, missing, at) {
      for (const kind of entryKinds) {
        const ids = missing.filter((entry) => entry.kind === kind).map(({ externalId }) => externalId);
        for (const some of batches(ids))
          await rows.directoryEntry.updateMany({
            where: { accountId, kind, externalId: { in: [...some] } },
            data: { missingSince: at },
          });
      }
    },
  };
}

async function loadKnown(
  rows: Rows,
  { id: accountId, schoolId, platform }: KnownAccount,
): Promise<KnownDirectory> {
  const accounts = await rows.platformAccount.findMany({ where: { schoolId }, select: { id: true } });
  const [classes, persons, identities, guardianships, roles, entries, proposals] = [
    await rows.schoolClass.findMany({ where: { schoolId }, select: { id: true, key: true } }),
    await rows.person.findMany({ where: { schoolId }, orderBy: { id: 'asc' } }),
    await rows.platformIdentity.findMany({
      where: { accountId: { in: accounts.map(({ id }) => id) } },
      orderBy: { id: 'asc' },
    }),
    await rows.guardianship.findMany({ where: { schoolId }, orderBy: { id: 'asc' } }),
    await rows.roleAssignment.findMany({ where: { schoolId, untilOn: null }, orderBy: { id: 'asc' } }),
    await rows.directoryEntry.findMany({ where: { accountId }, orderBy: { id: 'asc' } }),
    await rows.identityProposal.findMany({ where: { accountId }, orderBy: { id: 'asc' } }),
  ];
  const keyOf = new Map(classes.map(({ id, key }) => [id, key]));
  return {
    people: persons.map((row) => {
      const classKey = row.classId === null ? undefined : keyOf.get(row.classId);
      return {
        id: row.id,
        kind: readWord(personKinds, row.kind),
        name: row.name,
        source: row.source,
        ...(row.number === null ? {} : { number: row.number }),
        ...(row.phone === null ? {} : { phone: row.phone }),
        ...(classKey === undefined ? {} : { classKey }),
        ...(row.endedOn === null ? {} : { endedOn: readDay(row.endedOn) }),
        ...(row.endedWhy === null ? {} : { endedWhy: row.endedWhy }),
      };
    }),
    links: identities
      .filter((row) => row.accountId === accountId)
      .map((row) => ({
        userId: row.foldedUserId,
        personId: row.personId,
        isEnded: row.endedAt !== null,
        ...(row.unionId === null ? {} : { unionId: row.unionId }),
        ...(row.isSubscribed === null ? {} : { isSubscribed: row.isSubscribed }),
      })),
    linkedElsewhere: new Set(
      identities
        .filter((row) => row.accountId !== accountId && row.endedAt === null)
        .map(({ personId }) => personId),
    ),
    guardianships: guardianships.map(({ id, studentId, guardianId, relation, source, endedOn }) => ({
      id,
      studentId,
      guardianId,
      relation: readWord(guardianRelations, relation),
      source,
      isEnded: endedOn !== null,
    })),
    roles: roles.map(({ id, personId, role, scope }) => ({
      id,
      personId,
      role: readWord(staffRoles, role),
      scope,
    })),
    classKeys: new Set(keyOf.values()),
    entries: entries.map((row) => ({
      kind: readWord(entryKinds, row.kind),
      externalId: row.externalId,
      digest: row.digest,
      isMissing: row.missingSince !== null,
      ...(row.parentId === null ? {} : { parentId: row.parentId }),
      ...(row.personId === null ? {} : { personId: row.personId }),
    })),
    proposals: proposals.map(({ userId, personId, decision }) => ({
      userId: foldUserId(platform, userId),
      personId,
      ...(decision === 'same' || decision === 'other' ? { decision } : {}),
    })),
  };
}
