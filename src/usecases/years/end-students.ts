/** Students who leave: their pairings, classes and posts about them end; their records stay. */
import { addDays, type Day } from '../../domain/day.ts';
import type { Tables } from '../../storage/storage.ts';
import type { EndedWhy } from '../../storage/write-roster.ts';

export interface PairingEnding {
  readonly id: string;
  /** When it would have ended before. */
  readonly untilOn?: Day;
}

export async function endStudents(
  tables: Tables,
  {
    schoolId,
    studentIds,
    lastOn,
    why,
  }: {
    readonly schoolId: string;
    readonly studentIds: readonly string[];
    readonly lastOn: Day;
    readonly why: EndedWhy;
  },
): Promise<readonly PairingEnding[]> {
  if (studentIds.length === 0) return [];
  const roster = await tables.roster(await tables.schools.get(schoolId));
  const gone = new Set(studentIds);
  const endings: PairingEnding[] = [];
  for (const { id, studentId, fromOn, untilOn } of roster.facts.pairings) {
    if (!gone.has(studentId) || (untilOn !== undefined && untilOn <= lastOn)) continue;
    endings.push({ id, ...(untilOn === undefined ? {} : { untilOn }) });
    await tables.rosterWriter.endPairing(id, lastOn < fromOn ? addDays(fromOn, -1) : lastOn);
  }
  for (const { personId, role, scope } of roster.facts.staff)
    if (gone.has(scope)) await tables.rosterWriter.endRole({ personId, role, scope }, lastOn);
  await tables.enrolments.end(studentIds, lastOn);
  await tables.rosterWriter.endPeople(studentIds, { on: lastOn, why });
  return endings;
}

export async function returnStudents(
  tables: Tables,
  schoolId: string,
  {
    studentIds,
    endings,
  }: { readonly studentIds: readonly string[]; readonly endings: readonly PairingEnding[] },
): Promise<void> {
  for (const { id, untilOn } of endings) await tables.rosterWriter.restorePairing(id, untilOn);
  await tables.enrolments.reopen(schoolId, studentIds);
  await tables.rosterWriter.endPeople(studentIds, undefined);
}
