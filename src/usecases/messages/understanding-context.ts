/** What a sentence is understood against: who speaks, of whom, and what was asked or filed last. */
import type { Person } from '../../domain/school-roster.ts';
import type { LastRecord, UnderstandingContext } from '../../domain/understanding/understanding.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import type { MessageScene } from './message-scene.ts';
import { recordMeant } from './record-meant.ts';

export async function contextOf(scene: MessageScene, question?: OpenQuestion): Promise<UnderstandingContext> {
  const meant = await recordMeant(scene);
  const lastRecord = toLastRecord(meant ?? (await scene.tables.contacts.lastFiledBy(scene.person.id)));
  const { pairedSince, students } = scene.mentees;
  return {
    now: scene.now,
    ...(pairedSince === undefined ? {} : { pairedSince }),
    speaker: { id: scene.person.id, name: scene.person.name, roles: rolesOf(scene, scene.person) },
    mentees: students,
    otherStudents: scene.roster.pupils,
    chat: scene.message.chat,
    ...(lastRecord === undefined ? {} : { lastRecord }),
    ...(question === undefined ? {} : awaitedBy(question)),
  };
}

function awaitedBy({ about, candidates, text }: OpenQuestion): Pick<UnderstandingContext, 'awaiting'> {
  if (
    about === 'which_draft' ||
    about === 'file_again' ||
    about === 'which_child' ||
    about === 'which_earlier' ||
    about === 'which_person'
  )
    return {};
  return { awaiting: { about, candidates, text } };
}

function rolesOf(scene: MessageScene, person: Person): string[] {
  const held = scene.roster.facts.staff
    .filter((role) => role.personId === person.id)
    .map((role) => role.role);
  return [...new Set<string>(scene.mentees.students.length > 0 ? ['mentor', ...held] : held)];
}

/** Without its words: what was said last is not read again to understand what is said now. */
export function toLastRecord(contacts: readonly Contact[]): LastRecord | undefined {
  const [first] = contacts;
  if (first === undefined) return undefined;
  return {
    studentIds: contacts.map((contact) => contact.studentId),
    kind: first.kind,
    on: first.occurredOn,
    outcome: first.outcome,
    ...(first.minutes === undefined ? {} : { minutes: first.minutes }),
    ...(first.medium === undefined ? {} : { medium: first.medium }),
    guardianIds: first.guardianIds,
    text: '',
  };
}
