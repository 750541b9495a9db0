/** 我的学生: whom this person mentors, and when each was last talked to. */
import { className } from '../../domain/school-roster.ts';
import type { Acted, MessageScene } from './message-scene.ts';

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
