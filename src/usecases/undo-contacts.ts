/** Takes back what the person filed last: everything of that one message, whatever was asked in between. */
import { describeRecord } from './log-contacts.ts';
import type { Acted, MessageScene } from './message-scene.ts';

/** `inboxId` comes from the button under an echo; without it the last message that filed something is meant. */
export async function undoContacts(scene: MessageScene, inboxId?: string): Promise<Acted> {
  const filed = await scene.tables.contacts.lastFiledBy(scene.person.id, inboxId);
  const [first] = filed;
  if (first === undefined) return { intent: 'undo', reply: scene.cards.fill('nothing_to_undo', {}) };
  await scene.tables.contacts.withdraw(
    filed.map((contact) => contact.id),
    scene.now,
  );
  await scene.tables.audit.add(
    filed.map((contact) => ({
      id: scene.newId(),
      schoolId: scene.school.id,
      at: scene.now,
      actorId: scene.person.id,
      verb: 'contact_withdrawn' as const,
      subjectId: contact.id,
      detail: { student: contact.studentId, kind: contact.kind, on: contact.occurredOn },
    })),
  );
  const studentIds = filed.map((contact) => contact.studentId);
  const { students, kind, day } = describeRecord(scene, { ...first, studentIds, on: first.occurredOn });
  const what = `${students.join('、')} ${kind} ${day}`;
  return { intent: 'undo', reply: scene.cards.fill('contact_undone', { what }) };
}
