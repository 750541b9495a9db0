/** A teacher answers what a family asked, grants a leave, or has spoken to them already. Only the teacher's own words go out. */
import { readTeacherReply, type TeacherReply } from '../../domain/families/read-teacher-reply.ts';
import { markOf } from '../../domain/mark.ts';
import type { PassedQuestion } from '../../storage/passed-questions.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { addLeave } from '../school/record-leave.ts';
import { planFamilyPush } from './family-notices.ts';
import { nameOfAsker } from './family-scene.ts';
import { leaveDays } from './pass-on.ts';

/** `undefined` where the sentence is no answer. */
export async function answerFamily(scene: MessageScene, text: string): Promise<Acted | undefined> {
  const reply = readTeacherReply(text);
  return reply === undefined ? undefined : answer(scene, reply);
}

export async function pressFamily(
  scene: MessageScene,
  verb: 'leave_grant' | 'leave_refuse' | 'question_spoken',
  mark = '',
): Promise<Acted> {
  const said = { leave_grant: 'grant', leave_refuse: 'refuse', question_spoken: 'spoken' } as const;
  return answer(scene, { verb: said[verb], mark });
}

async function answer(scene: MessageScene, reply: TeacherReply): Promise<Acted> {
  const open = await scene.tables.passedQuestions.openFor(scene.person.id);
  const meant = open.filter((question) => isMeant(scene, question, reply));
  const [question, other] = meant;
  if (question === undefined)
    return { intent: 'reply_to_nothing', reply: scene.cards.fill('question_reply_none', {}) };
  if (other !== undefined) {
    const askers = meant.map(({ askedById, studentId }) => nameOfAsker(scene, askedById, studentId));
    const example = scene.roster.people.get(question.studentId)?.name ?? '';
    return {
      intent: 'ask_which_question',
      reply: scene.cards.fill('question_reply_which', { askers, example }),
    };
  }
  switch (reply.verb) {
    case 'reply':
      return deliver(scene, question, reply.text);
    case 'grant':
      return grant(scene, question);
    case 'refuse':
      return refuse(scene, question);
    case 'spoken':
      await close(scene, question, undefined);
      return { intent: 'question_spoken', reply: scene.cards.fill('question_spoken', {}) };
  }
}

function isMeant({ roster }: MessageScene, question: PassedQuestion, reply: TeacherReply): boolean {
  if ((reply.verb === 'grant' || reply.verb === 'refuse') && question.content.leave === undefined)
    return false;
  if (reply.verb !== 'reply')
    return reply.mark === undefined || (reply.mark !== '' && markOf(question.id) === reply.mark);
  const name = roster.people.get(question.studentId)?.name ?? '';
  return reply.name === undefined || reply.name === name || name.slice(-2) === reply.name;
}

async function deliver(scene: MessageScene, question: PassedQuestion, words: string): Promise<Acted> {
  await close(scene, question, words);
  const isReached = await planFamilyPush(scene, {
    card: 'question_answered',
    personId: question.askedById,
    questionId: question.id,
  });
  return {
    intent: 'question_answered',
    reply: scene.cards.fill(isReached ? 'question_reply_sent' : 'question_reply_unsent', {
      asker: nameOfAsker(scene, question.askedById, question.studentId),
    }),
    aboutStudentId: question.studentId,
  };
}

async function grant(scene: MessageScene, question: PassedQuestion): Promise<Acted> {
  const { tables, newId, school, person, now, cards } = scene;
  const { leave } = question.content;
  if (leave === undefined)
    return { intent: 'reply_to_nothing', reply: cards.fill('question_reply_none', {}) };
  await close(scene, question, undefined);
  await addLeave(
    { tables, newId },
    { schoolId: school.id, personId: question.studentId, ...leave, actorId: person.id, now },
  );
  await planFamilyPush(scene, {
    card: 'leave_granted',
    personId: question.askedById,
    questionId: question.id,
  });
  return {
    intent: 'leave_granted',
    reply: cards.fill('leave_grant_done', {
      student: scene.roster.people.get(question.studentId)?.name ?? '',
      days: leaveDays(scene, leave),
    }),
    aboutStudentId: question.studentId,
  };
}

/** The family is told to speak to the teacher, who has the reasons. */
async function refuse(scene: MessageScene, question: PassedQuestion): Promise<Acted> {
  const { cards, roster } = scene;
  const { leave } = question.content;
  if (leave === undefined)
    return { intent: 'reply_to_nothing', reply: cards.fill('question_reply_none', {}) };
  await close(scene, question, undefined);
  await planFamilyPush(scene, {
    card: 'leave_refused',
    personId: question.askedById,
    questionId: question.id,
  });
  return {
    intent: 'leave_refused',
    reply: cards.fill('leave_refuse_done', {
      student: roster.people.get(question.studentId)?.name ?? '',
      days: leaveDays(scene, leave),
    }),
    aboutStudentId: question.studentId,
  };
}

async function close(
  { tables, newId, school, person, now }: MessageScene,
  question: PassedQuestion,
  words: string | undefined,
): Promise<void> {
  await tables.passedQuestions.answer(question, words, now);
  await tables.audit.add([
    {
      id: newId(),
      schoolId: school.id,
      at: now,
      actorId: person.id,
      verb: 'question_answered',
      subjectId: question.id,
      detail: { student: question.studentId },
    },
  ]);
}
