/** 我的学生, and the short card of one of them. */
import { className } from '../domain/school-roster.ts';
import { describeDuty } from './describe-duties.ts';
import { loadDuties } from './load-duties.ts';
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

/** Only for an own mentee: dates and kinds, no words of a note. */
export async function showStudent(scene: MessageScene, studentId: string): Promise<Acted> {
  const { cards, mentees, roster, tables, today } = scene;
  const student = mentees.students.find((mentee) => mentee.id === studentId);
  if (student === undefined) {
    const name = roster.people.get(studentId)?.name ?? '';
    return { intent: 'show_student', reply: cards.fill('ask_not_your_mentee', { name }) };
  }
  const contacts = await tables.contacts.recent(studentId, recentContacts);
  const duties = await loadDuties(scene, today, { ownerIds: [scene.person.id], studentIds: [studentId] });
  const due = duties
    .filter(
      (duty) => duty.state === 'open' && duty.ownerId === scene.person.id && duty.studentId === studentId,
    )
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
