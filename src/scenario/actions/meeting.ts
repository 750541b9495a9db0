/** A meeting that is noticed, held or cancelled. */
import { dayOf } from '../../domain/day.ts';
import { recordMeeting } from '../../usecases/record-meeting.ts';
import type { MeetingAction } from '../action-schemas.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';

export async function meet(stage: Stage, written: MeetingAction): Promise<Outcome> {
  const { storage, newId, schoolId } = stage;
  const { type, convener, scope, status, minutes, treated, grades, classes, attendance } = written;
  const now = stage.clock.now();
  const today = dayOf(now);
  const recorded = await storage.transaction((tables) =>
    recordMeeting(
      { tables, newId, schoolId, actorId: convener ?? '', now, today },
      {
        type,
        scope,
        on: written.on ?? today,
        status,
        ...(convener === undefined ? {} : { convenerId: convener }),
        classKeys: classes,
        grades,
        speakerIds: written.speech_by ?? [],
        treatedStudentIds: treated,
        minutes,
        attendance,
      },
    ),
  );
  return recorded === 'future' ? refusedFor('CV-01', 'future') : { accepted: true, state: status };
}
