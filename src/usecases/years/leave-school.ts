/** Somebody leaves the school, or comes back. Nothing is deleted: pairings, posts and classes get their last day. */
import { addDays, type Day, dayOf } from '../../domain/day.ts';
import { mainPairings } from '../../domain/people/mentor-change.ts';
import type { Storage } from '../../storage/storage.ts';
import type { PeopleTables } from '../people/change-mentor.ts';
import { endStudents } from './end-students.ts';

export interface LeaveSchool {
  readonly schoolId: string;
  readonly personId: string;
  readonly why: 'left' | 'graduated' | 'transferred';
  /** Last day at the school: today or earlier. */
  readonly lastOn: Day;
  readonly actorId?: string;
  readonly now: Date;
}

export type Left =
  /** Students who have nobody from the next day on. */
  { readonly leftAlone: readonly string[] } | { readonly refused: 'nobody' | 'left_already' | 'in_future' };

type Deps = { readonly storage: Storage; readonly newId: () => string };

export function leaveSchool({ storage, newId }: Deps, leaving: LeaveSchool): Promise<Left> {
  return storage.transaction((tables) => leaveWithin({ tables, newId }, leaving));
}

async function leaveWithin(
  { tables, newId }: PeopleTables,
  { schoolId, personId, why, lastOn, actorId, now }: LeaveSchool,
): Promise<Left> {
  const roster = await tables.roster(await tables.schools.get(schoolId));
  const person = roster.people.get(personId);
  if (person === undefined) return { refused: 'nobody' };
  if (person.endedOn !== undefined) return { refused: 'left_already' };
  if (lastOn > dayOf(now)) return { refused: 'in_future' };
  const leftAlone: string[] = [];
  if (person.kind === 'student') await endStudents(tables, { schoolId, studentIds: [personId], lastOn, why });
  else {
    for (const { id, studentId, fromOn, untilOn } of roster.pairingsOf.get(personId) ?? []) {
      if (untilOn !== undefined && untilOn <= lastOn) continue;
      await tables.rosterWriter.endPairing(id, lastOn < fromOn ? addDays(fromOn, -1) : lastOn);
      const others = roster.facts.pairings.filter(
        (other) => other.studentId === studentId && other.mentorId !== personId,
      );
      if (mainPairings(others, addDays(lastOn, 1)).length === 0) leftAlone.push(studentId);
    }
    for (const post of roster.facts.staff)
      if (post.personId === personId)
        await tables.rosterWriter.endRole({ personId, role: post.role, scope: post.scope }, lastOn);
    await tables.rosterWriter.endPeople([personId], { on: lastOn, why });
  }
  await tables.schools.rosterChanged(schoolId);
  await tables.audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      ...(actorId === undefined ? {} : { actorId }),
      verb: 'person_left',
      subjectId: personId,
      detail: { why, on: lastOn, alone: leftAlone.length },
    },
  ]);
  return { leftAlone: [...new Set(leftAlone)].sort() };
}
