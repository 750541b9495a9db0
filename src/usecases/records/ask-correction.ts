/** 改日期 and 改学生 under an echo: asks for the one thing, and the answer changes that very record. */
import { addDays, dayOf } from '../../domain/day.ts';
import type { Understanding } from '../../domain/understanding/understanding.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import { askQuestion } from '../messages/ask-question.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { makeRoom } from '../messages/waiting-question.ts';
import { correctContacts } from './correct-contacts.ts';

type Answer = Extract<Understanding, { intent: 'answer' }>;

const daysBackOffered = 3;

/** `inboxId`: the message that filed the record. */
export async function askCorrection(
  scene: MessageScene,
  of: 'day' | 'student',
  inboxId: string,
): Promise<Acted> {
  const { tables, cards, person, now, mentees } = scene;
  const contacts = await tables.contacts.lastFiledBy(person.id, inboxId);
  const [first] = contacts;
  if (first === undefined) return { intent: 'amend_nothing', reply: cards.fill('nothing_to_amend', {}) };
  await makeRoom(scene, '');
  const target = { targetId: inboxId };
  const shows = { record: inboxId };
  if (of === 'day') {
    const back = Array.from({ length: daysBackOffered + 1 }, (_, days) => addDays(dayOf(now), -days));
    const candidates = back.filter((day) => day !== first.occurredOn).slice(0, daysBackOffered);
    const asked = await askQuestion(scene, { intent: 'ask', about: 'which_date', candidates }, '', target);
    return { ...asked, shows };
  }
  const candidates = mentees.students.map(({ id }) => id).filter((id) => id !== first.studentId);
  const asked = await askQuestion(scene, { intent: 'ask', about: 'which_student', candidates }, '', target);
  return { ...asked, shows };
}

/** Undefined where the question was about a sentence, and not about a record that is there. */
export async function correctByAnswer(
  scene: MessageScene,
  question: OpenQuestion,
  answer: Answer,
): Promise<Acted | undefined> {
  const { targetId, about } = question;
  if (
    targetId === undefined ||
    about === 'missing_field' ||
    answer.cancel === true ||
    answer.confirm === 'no'
  )
    return undefined;
  const fields =
    about === 'which_date'
      ? answer.on === undefined
        ? undefined
        : { on: answer.on }
      : answer.studentIds === undefined
        ? undefined
        : { studentIds: answer.studentIds };
  if (fields === undefined) return undefined;
  await scene.tables.questions.close(question);
  return correctContacts(scene, { fields, inboxId: targetId });
}
