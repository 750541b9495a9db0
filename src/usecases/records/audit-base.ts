/** What every audit line of one message has in common. */
import type { FilingScene } from './log-contacts.ts';

export function auditBase({ newId, school, now, person }: FilingScene) {
  return { id: newId(), schoolId: school.id, at: now, actorId: person.id };
}
