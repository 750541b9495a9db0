/** A name alone may want to see the student, or begin a record: both are served. */
import type { Acted, MessageScene } from './message-scene.ts';
import { showStudent } from './show-student.ts';

/** Of what was asked about a bare name only the hint how to go on; the question itself stays open. */
export async function withStudent(scene: MessageScene, text: string, asked: Acted): Promise<Acted> {
  if (asked.intent !== 'ask_empty_content' || scene.message.chat === 'group') return asked;
  const named = scene.mentees.students.filter(({ name }) => name === text.trim());
  const [student] = named;
  if (student === undefined || named.length > 1) return asked;
  const { reply, aboutStudentId } = await showStudent(scene, student.id, scene.cards.words.record_hint);
  return {
    ...asked,
    reply,
    ...(aboutStudentId === undefined ? {} : { aboutStudentId }),
  };
}
