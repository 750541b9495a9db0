/**
 * Changing a stored contact. What it said before is kept: sealed, always under the key of the student whom the contact
 * is about now. A correction that was taken back keeps its row, with the moment.
 */
import { z } from 'zod';
import { readDay } from '../domain/day.ts';
import { contactKinds, contactMedia, contactOutcomes } from '../domain/vocabulary.ts';
import type { Words } from './data-keys.ts';
import type { Rows } from './rows.ts';

const valuesSchema = z.object({
  studentId: z.string().exactOptional(),
  kind: z.enum(contactKinds).exactOptional(),
  occurredOn: z.string().transform(readDay).exactOptional(),
  outcome: z.enum(contactOutcomes).exactOptional(),
  /** `null` takes it away. */
  medium: z.enum(contactMedia).nullable().exactOptional(),
  minutes: z.int().nullable().exactOptional(),
  guardianIds: z.array(z.string()).exactOptional(),
  individual: z.boolean().exactOptional(),
  note: z.string().exactOptional(),
  isWithdrawn: z.boolean().exactOptional(),
});

/** What of a contact is to be changed, or was before. */
export type ContactValues = z.output<typeof valuesSchema>;

export interface RevisionStamp {
  readonly id: string;
  readonly schoolId: string;
  readonly actorId: string;
  readonly at: Date;
  /** The message that said so; absent where it came by another way. */
  readonly inboxId?: string;
}

export interface StandingRevision {
  readonly id: string;
  readonly contactId: string;
  readonly at: Date;
  readonly isAmendment: boolean;
  readonly inboxId: string | null;
}

export interface Amendment {
  readonly contactId: string;
  readonly at: Date;
  readonly values: ContactValues;
}

export interface ContactRevisions {
  /** Writes the new values, and keeps those before them. */
  correct(contactId: string, values: ContactValues, stamp: RevisionStamp): Promise<void>;
  /** The contact came into being by a correction: taking that back withdraws it. */
  keepAdded(contactId: string, stamp: RevisionStamp): Promise<void>;
  /** Leaves the contact as it is; the values stand beside it. */
  amend(contactId: string, values: ContactValues, stamp: RevisionStamp): Promise<void>;
  /** The person's last message that corrected something and still stands, or the one named; newest change first. */
  lastBy(actorId: string, inboxId?: string): Promise<readonly StandingRevision[]>;
  takeBack(revision: StandingRevision, at: Date): Promise<void>;
  /** Amendments that stand, in the order of time. */
  amendmentsOf(contactIds: readonly string[]): Promise<readonly Amendment[]>;
}

const withdrawnField = 'isWithdrawn';

export function contactRevisionsTable(rows: Rows, words: Words): ContactRevisions {
  const notePlace = (row: string) => ({ table: 'Contact', column: 'noteSealed', row });
  const fieldsPlace = (row: string) => ({ table: 'Contact', column: 'fieldsSealed', row });
  const valuesPlace = (row: string) => ({ table: 'ContactRevision', column: 'valuesSealed', row });

  async function studentOf(contactId: string): Promise<string> {
    const found = await rows.contact.findUniqueOrThrow({
      where: { id: contactId },
      select: { studentId: true },
    });
    return found.studentId;
  }

  async function keep(
    contactId: string,
    values: ContactValues,
    { isAmendment, ...stamp }: RevisionStamp & { isAmendment: boolean },
  ): Promise<void> {
    await rows.contactRevision.create({
      data: {
        ...stamp,
        contactId,
        isAmendment,
        fieldNames: Object.keys(values).join(','),
        valuesSealed: await words.seal(
          await studentOf(contactId),
          valuesPlace(stamp.id),
          JSON.stringify(values),
        ),
      },
      select: { id: true },
    });
  }

  /** Of the values to be changed those that the row has now. */
  async function valuesNow(contactId: string, changes: ContactValues): Promise<ContactValues> {
    const row = await rows.contact.findUniqueOrThrow({ where: { id: contactId } });
    const now = {
      studentId: row.studentId,
      kind: row.kind,
      occurredOn: row.occurredOn,
      outcome: row.outcome,
      medium: row.medium,
      minutes: row.minutes,
      guardianIds: row.guardianIds === '' ? [] : row.guardianIds.split(','),
      individual: row.individual,
      isWithdrawn: row.withdrawnAt !== null,
      ...('note' in changes
        ? { note: await words.open(row.studentId, notePlace(row.id), row.noteSealed) }
        : {}),
    };
    return valuesSchema.parse(Object.fromEntries(Object.entries(now).filter(([name]) => name in changes)));
  }

  async function write(contactId: string, changes: ContactValues, at: Date): Promise<void> {
    const { guardianIds, note, isWithdrawn, studentId, ...plain } = changes;
    const sealedBefore = await studentOf(contactId);
    if (studentId !== undefined && studentId !== sealedBefore)
      await sealAnew(contactId, sealedBefore, studentId);
    await rows.contact.update({
      where: { id: contactId },
      data: {
        ...plain,
        ...(guardianIds === undefined ? {} : { guardianIds: guardianIds.join(',') }),
        ...(isWithdrawn === undefined ? {} : { withdrawnAt: isWithdrawn ? at : null }),
        ...(note === undefined
          ? {}
          : { noteSealed: await words.seal(studentId ?? sealedBefore, notePlace(contactId), note) }),
      },
      select: { id: true },
    });
  }

  /** The words were never about the other child: nothing of them stays under that child's key. */
  async function sealAnew(contactId: string, from: string, to: string): Promise<void> {
    const row = await rows.contact.findUniqueOrThrow({
      where: { id: contactId },
      select: { noteSealed: true, fieldsSealed: true },
    });
    const note = await words.open(from, notePlace(contactId), row.noteSealed);
    const fields =
      row.fieldsSealed === '' ? '' : await words.open(from, fieldsPlace(contactId), row.fieldsSealed);
    await rows.contact.update({
      where: { id: contactId },
      data: {
        studentId: to,
        noteSealed: await words.seal(to, notePlace(contactId), note),
        fieldsSealed: fields === '' ? '' : await words.seal(to, fieldsPlace(contactId), fields),
      },
      select: { id: true },
    });
    for (const { id, valuesSealed } of await rows.contactRevision.findMany({ where: { contactId } })) {
      const values = await words.open(from, valuesPlace(id), valuesSealed);
      await rows.contactRevision.update({
        where: { id },
        data: { valuesSealed: await words.seal(to, valuesPlace(id), values) },
        select: { id: true },
      });
    }
  }

  async function valuesOf(revision: { id: string; contactId: string; valuesSealed: string }) {
    const studentId = await studentOf(revision.contactId);
    return valuesSchema.parse(
      JSON.parse(await words.open(studentId, valuesPlace(revision.id), revision.valuesSealed)),
    );
  }

  return {
    async correct(contactId, values, stamp) {
      const before = await valuesNow(contactId, values);
      await write(contactId, values, stamp.at);
      await keep(contactId, before, { ...stamp, isAmendment: false });
    },
    keepAdded: (contactId, stamp) => keep(contactId, { isWithdrawn: true }, { ...stamp, isAmendment: false }),
    amend: (contactId, values, stamp) => keep(contactId, values, { ...stamp, isAmendment: true }),
    async lastBy(actorId, inboxId) {
      const newest = await rows.contactRevision.findMany({
        where: { actorId, takenBackAt: null, ...(inboxId === undefined ? {} : { inboxId }) },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: 20,
      });
      const standing = await rows.contact.findMany({
        where: { id: { in: newest.map(({ contactId }) => contactId) }, withdrawnAt: null },
        select: { id: true },
      });
      const standingIds = new Set(standing.map(({ id }) => id));
      // What was withdrawn since is not corrected back; what the correction itself withdrew is.
      const first = newest.find(
        ({ contactId, fieldNames }) => standingIds.has(contactId) || fieldNames === withdrawnField,
      );
      if (first === undefined) return [];
      if (first.inboxId === null) return [first];
      return rows.contactRevision.findMany({
        where: { inboxId: first.inboxId, takenBackAt: null },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
      });
    },
    async takeBack({ id, contactId, isAmendment }, at) {
      if (!isAmendment) {
        const row = await rows.contactRevision.findUniqueOrThrow({ where: { id } });
        await write(contactId, await valuesOf(row), at);
      }
      await rows.contactRevision.updateMany({
        where: { id, takenBackAt: null },
        data: { takenBackAt: at },
      });
    },
    async amendmentsOf(contactIds) {
      const found = await rows.contactRevision.findMany({
        where: { contactId: { in: [...contactIds] }, isAmendment: true, takenBackAt: null },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      });
      const amendments: Amendment[] = [];
      for (const row of found)
        amendments.push({ contactId: row.contactId, at: row.at, values: await valuesOf(row) });
      return amendments;
    },
  };
}
