/** 点选记一次: a record without typing. The card is good for one record; what it files goes the way of every record. */
import { byUrgency } from '../../domain/duties/open-duties.ts';
import type { KnownStudent } from '../../domain/understanding/understanding.ts';
import { type ContactKind, contactOutcomes } from '../../domain/vocabulary.ts';
import { loadDuties } from '../duties/load-duties.ts';
import { logContacts } from '../records/log-contacts.ts';
import type { Acted, MessageScene } from './message-scene.ts';

/** A platform's card lists no more in one question. */
const mostStudents = 10;

/** What one has with one student or one family; a group is said in a sentence. */
const pickableKinds: readonly ContactKind[] = [
  'talk',
  'phone_call',
  'home_visit',
  'guardian_contact',
  'daily_meet',
  'deep_exchange',
];

export function isPickRequest(text: string): boolean {
  return /^\s*点选(?:记一次|记录)?\s*[。.]?\s*$/u.test(text);
}

export async function openPick(scene: MessageScene): Promise<Acted> {
  const { cards, inboxId } = scene;
  const students = await mostDueFirst(scene);
  if (students.length === 0) return { intent: 'pick', reply: cards.fill('student_list_empty', {}) };
  const rest = students.length - mostStudents;
  return {
    intent: 'pick',
    reply: cards.fill('pick_contact', {
      students: students.slice(0, mostStudents).map(({ id, name }) => ({ id, name })),
      kinds: pickableKinds.map((kind) => ({ id: kind, name: cards.say.kind(kind) })),
      outcomes: contactOutcomes.map((outcome) => ({ id: outcome, name: cards.words.outcomes[outcome] })),
      rest: rest > 0 ? rest : undefined,
      pick_key: inboxId,
    }),
  };
}

async function mostDueFirst({
  tables,
  mentees,
  person,
  today,
  ...scene
}: MessageScene): Promise<KnownStudent[]> {
  const ids = mentees.students.map(({ id }) => id);
  const lastDays = await tables.contacts.lastDays(ids);
  const duties = await loadDuties({ tables, ...scene }, today, { ownerIds: [person.id] });
  const open = duties.filter((duty) => duty.state === 'open' && duty.ownerId === person.id);
  const due = byUrgency(open, (studentId) => lastDays.get(studentId)).flatMap(
    ({ studentId }) => studentId ?? [],
  );
  const restByLastDay = ids.toSorted((a, b) => ((lastDays.get(a) ?? '') < (lastDays.get(b) ?? '') ? -1 : 1));
  const byId = new Map(mentees.students.map((student) => [student.id, student]));
  return [...new Set([...due, ...restByLastDay])].flatMap((id) => byId.get(id) ?? []);
}

/** `pickKey` is the message that opened the card: what it files belongs to that message. */
export async function submitPick(scene: MessageScene, pickKey: string): Promise<Acted> {
  const { message, mentees, tables, person, cards, today } = scene;
  const { content } = message;
  const chosen = content.kind === 'button' ? content.selections : {};
  const studentId = chosen['student']?.[0];
  const kind = pickableKinds.find((known) => known === chosen['kind']?.[0]);
  const outcome = contactOutcomes.find((known) => known === chosen['outcome']?.[0]);
  const isMentee = mentees.students.some(({ id }) => id === studentId);
  if (studentId === undefined || !isMentee || kind === undefined || outcome === undefined)
    return { intent: 'unknown_button', reply: cards.fill('button_outdated', {}) };
  if (await tables.contacts.hasEverFiledWith(person.id, pickKey))
    return { intent: 'pick_used', reply: cards.fill('pick_used', {}) };
  const record = { studentIds: [studentId], kind, on: today, outcome, spans: {} };
  return logContacts({ ...scene, inboxId: pickKey }, [record], '');
}
