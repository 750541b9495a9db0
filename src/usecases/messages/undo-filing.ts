/** Takes back what the person filed last: everything of that one message, whatever was asked in between. */
import type { Contact } from '../../storage/contacts.ts';
import type { FiledHandIn } from '../../storage/hand-ins.ts';
import { describeRecord } from '../records/log-contacts.ts';
import type { Acted, PersonScene } from './message-scene.ts';

/** `inboxId` comes from the button under an echo; without it the last message that filed something is meant. */
export async function undoFiling(scene: PersonScene, inboxId?: string): Promise<Acted> {
  const { tables, person, cards } = scene;
  const contacts = await tables.contacts.lastFiledBy(person.id, inboxId);
  const handIns = await tables.handIns.lastFiledBy(person.id, inboxId);
  const [contact] = contacts;
  const [handIn] = handIns;
  if (contact !== undefined && (handIn === undefined || contact.loggedAt >= handIn.loggedAt)) {
    return {
      intent: 'undo',
      reply: cards.fill('contact_undone', { what: await undoContacts(scene, contacts, contact) }),
    };
  }
  if (handIn === undefined) return { intent: 'undo', reply: cards.fill('nothing_to_undo', {}) };
  return {
    intent: 'undo',
    reply: cards.fill('contact_undone', { what: await undoHandIns(scene, handIns, handIn) }),
  };
}

async function undoContacts(
  scene: PersonScene,
  contacts: readonly Contact[],
  first: Contact,
): Promise<string> {
  const { tables, now } = scene;
  await tables.contacts.withdraw(
    contacts.map(({ id }) => id),
    now,
  );
  await tables.audit.add(
    contacts.map((contact) => ({
      ...auditBase(scene),
      verb: 'contact_withdrawn' as const,
      subjectId: contact.id,
      detail: { student: contact.studentId, kind: contact.kind, on: contact.occurredOn },
    })),
  );
  const studentIds = contacts.map(({ studentId }) => studentId);
  const { students, kind, day } = describeRecord(scene, { ...first, studentIds, on: first.occurredOn });
  return `${students.join('、')} ${kind} ${day}`;
}

async function undoHandIns(
  scene: PersonScene,
  handIns: readonly FiledHandIn[],
  first: FiledHandIn,
): Promise<string> {
  const { tables, now, roster, cards } = scene;
  await tables.handIns.withdraw(
    handIns.map(({ id }) => id),
    now,
  );
  await tables.audit.add(
    handIns.map((handIn) => ({
      ...auditBase(scene),
      verb: 'hand_in_withdrawn' as const,
      subjectId: handIn.id,
      detail: { kind: handIn.kind },
    })),
  );
  const students = handIns.flatMap(({ studentId }) => roster.people.get(studentId ?? '')?.name ?? []);
  return [cards.words.hand_ins[first.kind], students.join('、')].filter((part) => part !== '').join(' ');
}

function auditBase({ newId, school, now, person }: PersonScene) {
  return { id: newId(), schoolId: school.id, at: now, actorId: person.id };
}
