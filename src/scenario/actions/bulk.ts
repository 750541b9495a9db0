/** One word for all mentees: whom the mentor met today. */
import { dayOf } from '../../domain/day.ts';
import { menteesOf } from '../../domain/school-roster.ts';
import { logContactByForm } from '../../usecases/records/log-contact-by-form.ts';
import type { BulkAction } from '../action-schemas.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';

export async function meetAll(stage: Stage, { by, kind, on, except = [] }: BulkAction): Promise<Outcome> {
  const now = stage.clock.now();
  const day = on ?? dayOf(now);
  const roster = await stage.storage.roster(await stage.storage.schools.get(stage.schoolId));
  const studentIds = menteesOf(roster, by, day)
    .students.map(({ id }) => id)
    .filter((id) => !except.includes(id));
  if (studentIds.length === 0) return refusedFor('nobody_left');
  const logged = await logContactByForm(stage, {
    schoolId: stage.schoolId,
    authorId: by,
    record: { studentIds, kind, on: day, outcome: 'done' },
    note: '',
    now,
  });
  if (!('refused' in logged)) return { accepted: true, state: 'filed' };
  return refusedFor(...(logged.refused === 'future' ? ['CV-01'] : []), logged.refused);
}
