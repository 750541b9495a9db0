/** Tables that are brought in, classes that go up, people who leave and move. */
import { readFileSync } from 'node:fs';
import { type Day, dayOf } from '../../domain/day.ts';
import { checkResults } from '../../domain/results/check-results.ts';
import { writeClass } from '../../domain/roster/class-name.ts';
import { readSheets } from '../../sheets/read-sheet.ts';
import { importResults, ranksAllowed } from '../../usecases/results/import-results.ts';
import { changeClass } from '../../usecases/years/change-class.ts';
import { leaveSchool } from '../../usecases/years/leave-school.ts';
import { promoteSchool } from '../../usecases/years/promote-school.ts';
import type { DepartAction, ImportAction, MoveAction, PromoteAction } from '../action-schemas.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';

/** Results of an exam, from a file or written in place. */
export async function bringIn(stage: Stage, { file, rows, on, by }: ImportAction): Promise<Outcome> {
  const { storage, newId, schoolId } = stage;
  const now = stage.clock.now();
  const sheets =
    file === undefined
      ? [{ name: 'rows', rows: (rows ?? []).map((cells, index) => ({ row: index + 1, cells })) }]
      : await readSheets(readFileSync(file), file);
  const roster = await storage.roster(await storage.schools.get(schoolId));
  const students = roster.pupils.map(({ id, name, className }) => {
    const [grade = 0, classNumber = 0] = className.split('.').map(Number);
    return { ref: id, name, grade, classNumber };
  });
  const check = checkResults(sheets, students, { ranks: ranksAllowed(roster, dayOf(now)) });
  if (check.results.length === 0) return refusedFor('nothing_readable');
  await importResults(
    { storage, newId },
    {
      schoolId,
      resultsOn: on ?? dayOf(now),
      grades: check.grades,
      results: check.results,
      now,
      ...(by === undefined ? {} : { actorId: by }),
    },
  );
  return {
    accepted: true,
    state: check.failures.length === 0 ? 'imported' : 'imported_partly',
    warns: check.skippedRanks.length > 0,
  };
}

export async function goUp(stage: Stage, { on, graduating, teachers }: PromoteAction): Promise<Outcome> {
  const outcome = await promoteSchool(stage, {
    schoolId: stage.schoolId,
    on: on ?? today(stage),
    teachersFollow: teachers === 'follow',
    classNameOf: (grade, number) => writeClass({ grade, number }),
    now: stage.clock.now(),
    ...(graduating === undefined ? {} : { graduating }),
  });
  return 'refused' in outcome ? refusedFor(outcome.refused) : { accepted: true, state: 'promoted' };
}

export async function depart(stage: Stage, { who, why, on }: DepartAction): Promise<Outcome> {
  const { schoolId } = stage;
  const left = await leaveSchool(stage, {
    schoolId,
    personId: who,
    why,
    lastOn: on ?? today(stage),
    now: stage.clock.now(),
  });
  return 'refused' in left ? refusedFor(left.refused) : { accepted: true, state: why };
}

export async function moveClass(stage: Stage, { student, class: to, on }: MoveAction): Promise<Outcome> {
  const { schoolId } = stage;
  const moved = await changeClass(stage, {
    schoolId,
    studentId: student,
    classKey: to,
    fromOn: on ?? today(stage),
    now: stage.clock.now(),
  });
  return 'refused' in moved ? refusedFor(moved.refused) : { accepted: true, state: moved.state };
}

function today(stage: Stage): Day {
  return dayOf(stage.clock.now());
}
