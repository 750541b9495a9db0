/** 我的学生, and the short card of one of them. */
import { className } from '../../domain/school-roster.ts';
import { describeDuty } from '../duties/describe-duties.ts';
import { loadDuties } from '../duties/load-duties.ts';
import { sightOfContact } from '../records/see-contact.ts';
import type { Acted, MessageScene } from './message-scene.ts';

const recentContacts = 5;

export async function showStudents(scene: MessageScene): Promise<Acted> {
  const { cards, mentees, roster, tables, today } = scene;
  if (mentees.students.length === 0)
    return { intent: 'list_students', reply: cards.fill('student_list_empty', {}) };
  const lastDays = await tables.contacts.lastDays(mentees.students.map((student) => student.id));
  const items = mentees.students.map((student) => {
    const last = lastDays.get(student.id);
    return {
      student: student.name,
      class: className(roster, student.className),
      last: last === undefined ? cards.words.no_contact : cards.say.day(last, today),
    };
  });
  return { intent: 'list_students', reply: cards.fill('student_list', { count: items.length, items }) };
}

/** Dates and kinds, no words of a note; of contacts this person may know of (V-01, V-09). */
export async function showStudent(scene: MessageScene, studentId: string): Promise<Acted> {
  const { cards, mentees, roster, tables, today, person } = scene;
  const student = roster.pupilById.get(studentId);
  const looking = { roster, schemeVersions: scene.schemeVersions, viewerId: person.id, on: today };
  const contacts = (await tables.contacts.recent(studentId, recentContacts)).filter(
    (contact) => sightOfContact(looking, contact) !== 'nothing',
  );
  const isMentee = mentees.students.some((mentee) => mentee.id === studentId);
  if (student === undefined || (!isMentee && contacts.length === 0)) {
    const name = roster.people.get(studentId)?.name ?? '';
    return { intent: 'show_student', reply: cards.fill('student_not_shown', { name }) };
  }
  const duties = await loadDuties(scene, today, { ownerIds: [person.id], studentIds: [studentId] });
  const due = duties
    .filter((duty) => duty.state === 'open' && duty.ownerId === person.id && duty.studentId === studentId)
    .map((duty) => describeDuty(scene, duty));
  return {
    intent: 'show_student',
    aboutStudentId: studentId,
    reply: cards.fill('student_card', {
      student: student.name,
      class: className(roster, student.className),
      items: contacts.map((contact) => ({
        day: cards.say.day(contact.occurredOn, today),
        kind: cards.say.kind(contact.kind),
        outcome: cards.say.outcome(contact.outcome),
      })),
      due,
    }),
  };
}
