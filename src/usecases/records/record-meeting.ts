/** A meeting that was noticed, held or cancelled. Only minutes or an attendance list make it count (CV-18). */
import type { NewMeeting } from '../../storage/meetings.ts';
import type { FileHandInDeps } from './log-hand-ins.ts';

/** A meeting cannot have been held in the future; a notice may lie ahead. */
export async function recordMeeting(
  deps: FileHandInDeps,
  meeting: Omit<NewMeeting, 'id' | 'schoolId' | 'createdAt'>,
): Promise<{ id: string } | 'future'> {
  const { tables, newId, schoolId, now } = deps;
  if (meeting.status === 'held' && meeting.on > deps.today) return 'future';
  const id = newId();
  await tables.meetings.add({ ...meeting, id, schoolId, createdAt: now }, newId);
  await tables.audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      actorId: deps.actorId,
      verb: 'meeting_recorded',
      subjectId: id,
      detail: { type: meeting.type, scope: meeting.scope, on: meeting.on, status: meeting.status },
    },
  ]);
  return { id };
}
