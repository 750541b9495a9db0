/** 升班 on a day: looked at first, then written in one transaction; taken back on the same day where it was a mistake. */
import { z } from 'zod';
import { addDays, type Day, dayOf, readDay } from '../../domain/day.ts';
import { staffRoles } from '../../domain/vocabulary.ts';
import { type Promotion, planPromotion } from '../../domain/years/promotion.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import type { PeopleTables } from '../people/change-mentor.ts';
import { endStudents, returnStudents } from './end-students.ts';

export interface PromoteSchool {
  readonly schoolId: string;
  /** First day in the new classes: today, or a day of the last weeks. */
  readonly on: Day;
  readonly graduating?: readonly number[];
  /** Whether class teachers go up with their classes. */
  readonly teachersFollow: boolean;
  readonly classNameOf: (grade: number, number: number) => string;
  readonly actorId?: string;
  readonly now: Date;
}

type Deps = { readonly storage: Storage; readonly newId: () => string };
export type PromotionOutcome =
  | { readonly promoted: Promotion }
  | { readonly refused: 'promoted_already' | 'nobody' };

/** A school of 5,000 students on a slow machine. */
const promotionTimeoutMs = 180_000;

export async function foreseePromotion(
  tables: Tables,
  { schoolId, on, graduating }: Pick<PromoteSchool, 'schoolId' | 'on' | 'graduating'>,
): Promise<Promotion> {
  const roster = await tables.roster(await tables.schools.get(schoolId));
  const before = addDays(on, -1);
  return planPromotion({
    classes: await tables.rosterWriter.classes(schoolId),
    students: roster.facts.students.filter(({ leftOn }) => leftOn === undefined),
    roles: roster.facts.staff.filter(({ untilOn }) => untilOn === undefined || untilOn > before),
    ...(graduating === undefined ? {} : { graduating }),
  });
}

export function promoteSchool({ storage, newId }: Deps, promote: PromoteSchool): Promise<PromotionOutcome> {
  return storage.transaction((tables) => promoteWithin({ tables, newId }, promote), promotionTimeoutMs);
}

export async function promoteWithin(
  { tables, newId }: PeopleTables,
  promote: PromoteSchool,
): Promise<PromotionOutcome> {
  const { schoolId, on, teachersFollow, classNameOf, now } = promote;
  const last = await lastPromotion(tables, schoolId);
  if (last !== undefined && last.on > addDays(on, -shortestYear)) return { refused: 'promoted_already' };
  const plan = await foreseePromotion(tables, promote);
  if (plan.moves.length + plan.graduates.length === 0) return { refused: 'nobody' };
  const classIds = new Map((await tables.rosterWriter.classes(schoolId)).map(({ key, id }) => [key, id]));
  const fresh = plan.classes
    .filter(({ key }) => !classIds.has(key))
    .map((one) => ({ ...one, id: newId(), name: classNameOf(one.grade, one.number) }));
  await tables.rosterWriter.addClasses(schoolId, fresh);
  for (const { key, id } of fresh) classIds.set(key, id);
  const lastOn = addDays(on, -1);
  await tables.enrolments.move(
    schoolId,
    plan.moves.flatMap(({ studentId, toKey }) => {
      const classId = classIds.get(toKey);
      return classId === undefined
        ? []
        : [{ id: newId(), studentId, classId, fromOn: on, reason: 'promoted' as const }];
    }),
  );
  const graduateIds = plan.graduates.map(({ studentId }) => studentId);
  const endings = await endStudents(tables, { schoolId, studentIds: graduateIds, lastOn, why: 'graduated' });
  const roles = plan.roles.map(({ toScope, ...post }) =>
    teachersFollow && toScope !== undefined ? { ...post, toScope } : post,
  );
  for (const { personId, role, fromScope } of roles)
    await tables.rosterWriter.endRole({ personId, role, scope: fromScope }, lastOn);
  await tables.rosterWriter.addRoles(
    schoolId,
    roles.flatMap((post) =>
      'toScope' in post
        ? [{ id: newId(), personId: post.personId, role: post.role, scope: post.toScope, fromOn: on }]
        : [],
    ),
  );
  await tables.schools.rosterChanged(schoolId);
  await tables.settings.set(
    keyOf(schoolId),
    JSON.stringify({
      on,
      at: dayOf(now),
      moves: plan.moves.map(({ studentId, fromKey }) => ({ studentId, fromKey })),
      graduateIds,
      endings,
      roles,
    }),
  );
  await trace({ tables, newId }, promote, 'school_promoted', {
    on,
    moved: plan.moves.length,
    graduated: graduateIds.length,
  });
  return { promoted: plan };
}

export type TakenBack = { readonly moved: number } | { readonly refused: 'nothing' | 'another_day' };

/** Only on the day it was written: afterwards others have worked with the new classes. */
export function takeBackPromotion(
  { storage, newId }: Deps,
  by: { readonly schoolId: string; readonly actorId?: string; readonly now: Date },
): Promise<TakenBack> {
  return storage.transaction(async (tables): Promise<TakenBack> => {
    const last = await lastPromotion(tables, by.schoolId);
    if (last === undefined) return { refused: 'nothing' };
    if (last.at !== dayOf(by.now)) return { refused: 'another_day' };
    await tables.enrolments.takeBack(
      by.schoolId,
      last.moves.map(({ studentId }) => studentId),
      last.on,
    );
    await enterAnew({ tables, newId }, by.schoolId, last);
    await returnStudents(tables, by.schoolId, { studentIds: last.graduateIds, endings: last.endings });
    const lastOn = addDays(last.on, -1);
    for (const { personId, role, fromScope, toScope } of last.roles) {
      if (toScope !== undefined)
        await tables.rosterWriter.removeRole({ personId, role, scope: toScope, fromOn: last.on });
      await tables.rosterWriter.restoreRole({ personId, role, scope: fromScope }, lastOn);
    }
    await tables.settings.set(keyOf(by.schoolId), '');
    await tables.schools.rosterChanged(by.schoolId);
    await trace({ tables, newId }, by, 'promotion_taken_back', { on: last.on });
    return { moved: last.moves.length };
  }, promotionTimeoutMs);
}

/** Who had entered on the very day has no older class to go back to. */
async function enterAnew(
  { tables, newId }: PeopleTables,
  schoolId: string,
  { on, moves }: z.output<typeof keptSchema>,
): Promise<void> {
  const enrolled = new Set((await tables.enrolments.list(schoolId)).map(({ studentId }) => studentId));
  const classIds = new Map((await tables.rosterWriter.classes(schoolId)).map(({ key, id }) => [key, id]));
  await tables.enrolments.move(
    schoolId,
    moves.flatMap(({ studentId, fromKey }) => {
      const classId = classIds.get(fromKey);
      return classId === undefined || enrolled.has(studentId)
        ? []
        : [{ id: newId(), studentId, classId, fromOn: on, reason: 'entered' as const }];
    }),
  );
}

/** Nobody goes up twice within a school year. */
const shortestYear = 200;

const pairingEnd = z.object({ id: z.string(), untilOn: z.string().transform(readDay).exactOptional() });
const keptSchema = z.object({
  on: z.string().transform(readDay),
  at: z.string(),
  moves: z.array(z.object({ studentId: z.string(), fromKey: z.string() })),
  graduateIds: z.array(z.string()),
  endings: z.array(pairingEnd),
  roles: z.array(
    z.object({
      personId: z.string(),
      role: z.enum(staffRoles),
      fromScope: z.string(),
      toScope: z.string().exactOptional(),
    }),
  ),
});

async function lastPromotion({ settings }: Tables, schoolId: string) {
  const text = await settings.get(keyOf(schoolId));
  return text === undefined || text === '' ? undefined : keptSchema.parse(JSON.parse(text));
}

function keyOf(schoolId: string): string {
  return `promotion|${schoolId}`;
}

async function trace(
  { tables, newId }: PeopleTables,
  { schoolId, actorId, now }: { readonly schoolId: string; readonly actorId?: string; readonly now: Date },
  verb: 'school_promoted' | 'promotion_taken_back',
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await tables.audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      ...(actorId === undefined ? {} : { actorId }),
      verb,
      subjectId: schoolId,
      detail,
    },
  ]);
}
