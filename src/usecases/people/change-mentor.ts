/** Assigning, changing and ending a mentor, and a colleague who stands in: what the office and a homeroom teacher do. */
import { type Day, dayOf } from '../../domain/day.ts';
import {
  type MentorChange,
  type MentorRefusal,
  planMentorChange,
} from '../../domain/people/mentor-change.ts';
import type { Person } from '../../domain/school-roster.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import { rememberChange } from './last-mentor-change.ts';
import { planMentorNews } from './tell-new-mentor.ts';

export interface ChangeMentors {
  readonly schoolId: string;
  /** One change for each of these students; one that is refused refuses all. */
  readonly studentIds: readonly string[];
  readonly change: MentorChange;
  readonly reason?: string;
  /** Absent for the school itself. */
  readonly actorId?: string;
  /** The message that said it. */
  readonly inboxId?: string;
  readonly now: Date;
}

export type MentorsChanged =
  | {
      readonly state: 'assigned' | 'changed' | 'ended' | 'covered' | 'signed';
      readonly studentIds: readonly string[];
    }
  | { readonly refused: MentorRefusal | 'student_left' | 'not_staff'; readonly studentId: string };

type Deps = { readonly storage: Storage; readonly newId: () => string };
export type PeopleTables = { readonly tables: Tables; readonly newId: () => string };

const states = { assign: 'assigned', change: 'changed', end: 'ended', cover: 'covered' } as const;

/** In its own transaction. */
export function changeMentors({ storage, newId }: Deps, wanted: ChangeMentors): Promise<MentorsChanged> {
  return storage.transaction((tables) => changeMentorsWithin({ tables, newId }, wanted));
}

export async function changeMentorsWithin(
  { tables, newId }: PeopleTables,
  { schoolId, studentIds, change, reason, actorId, inboxId, now }: ChangeMentors,
): Promise<MentorsChanged> {
  const school = await tables.schools.get(schoolId);
  const roster = await tables.roster(school);
  const newcomer = change.verb === 'cover' ? change.standInId : change.mentorId;
  if (change.verb !== 'end' && !isThere(roster.people.get(newcomer ?? ''), 'staff'))
    return { refused: 'not_staff', studentId: studentIds[0] ?? '' };
  const plans = [];
  for (const studentId of studentIds) {
    if (!isThere(roster.people.get(studentId), 'student')) return { refused: 'student_left', studentId };
    const pairings = roster.facts.pairings.filter((pairing) => pairing.studentId === studentId);
    const plan = planMentorChange(pairings, change);
    if ('refused' in plan) return { refused: plan.refused, studentId };
    plans.push({ studentId, ...plan });
  }
  const ended: { id: string; untilOn?: Day }[] = [];
  const made: string[] = [];
  const ofNewcomer: string[] = [];
  for (const { studentId, ends, adds } of plans) {
    for (const { id, untilOn } of ends) {
      const before = roster.facts.pairings.find((pairing) => pairing.id === id)?.untilOn;
      ended.push({ id, ...(before === undefined ? {} : { untilOn: before }) });
      await tables.rosterWriter.endPairing(id, untilOn);
    }
    const rows = adds.map((add) => ({
      ...(reason === undefined || reason === '' ? {} : { reason }),
      ...add,
      id: newId(),
      studentId,
    }));
    await tables.rosterWriter.addPairings(schoolId, rows);
    made.push(...rows.map(({ id }) => id));
    ofNewcomer.push(...rows.filter(({ mentorId }) => mentorId === newcomer).map(({ id }) => id));
  }
  await tables.schools.rosterChanged(schoolId);
  await tables.audit.add(
    plans.map(({ studentId }) => ({
      id: newId(),
      schoolId,
      at: now,
      ...(actorId === undefined ? {} : { actorId }),
      verb: 'pairing_changed' as const,
      subjectId: studentId,
      detail: detailOf(change),
    })),
  );
  if (newcomer !== undefined && newcomer !== actorId)
    await planMentorNews({ tables, newId }, { school, mentorId: newcomer, pairingIds: ofNewcomer, now });
  if (actorId !== undefined)
    await rememberChange(tables, actorId, {
      at: now,
      made,
      ended,
      studentIds,
      ...(inboxId === undefined ? {} : { inboxId }),
    });
  return { state: states[change.verb], studentIds };
}

export interface RecordAgreement {
  readonly schoolId: string;
  readonly studentId: string;
  /** May be left out where the student has one mentor only. */
  readonly mentorId?: string;
  readonly signedOn?: Day;
  readonly actorId?: string;
  readonly now: Date;
}

/** Both have signed on paper: the office says so (SHEWOBO-25). */
export function recordAgreement({ storage, newId }: Deps, signed: RecordAgreement): Promise<MentorsChanged> {
  return storage.transaction((tables) => recordAgreementWithin({ tables, newId }, signed));
}

export async function recordAgreementWithin(
  { tables, newId }: PeopleTables,
  { schoolId, studentId, mentorId, signedOn, actorId, now }: RecordAgreement,
): Promise<MentorsChanged> {
  const roster = await tables.roster(await tables.schools.get(schoolId));
  const today = dayOf(now);
  const waiting = roster.facts.pairings.filter(
    (pairing) =>
      pairing.studentId === studentId &&
      pairing.signedOn === undefined &&
      (mentorId === undefined || pairing.mentorId === mentorId) &&
      (pairing.untilOn === undefined || today <= pairing.untilOn),
  );
  if (waiting.length === 0) return { refused: 'no_pairing', studentId };
  for (const { id } of waiting) await tables.rosterWriter.signPairing(id, signedOn ?? today);
  await tables.schools.rosterChanged(schoolId);
  await tables.audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      ...(actorId === undefined ? {} : { actorId }),
      verb: 'pairing_changed',
      subjectId: studentId,
      detail: { verb: 'sign', on: signedOn ?? today },
    },
  ]);
  return { state: 'signed', studentIds: [studentId] };
}

function isThere(person: Person | undefined, kind: Person['kind']): boolean {
  return person?.kind === kind && person.endedOn === undefined;
}

function detailOf(change: MentorChange): Readonly<Record<string, string>> {
  const { verb, ...rest } = change;
  return {
    verb,
    ...Object.fromEntries(
      Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  };
}
