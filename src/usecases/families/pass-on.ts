/** What only a teacher can answer is passed on: a question to the mentor, a leave to the homeroom teacher. */
import type { Day } from '../../domain/day.ts';
import type { KnownStudent } from '../../domain/understanding/understanding.ts';
import type { PassedContent } from '../../storage/passed-questions.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { type FamilyCard, planFamilyPush } from './family-notices.ts';
import { type Helper, homeroomTeacherOf, mentorsOf } from './family-scene.ts';

export async function passQuestion(scene: MessageScene, child: KnownStudent, text: string): Promise<Acted> {
  const [mentor] = mentorsOf(scene.roster, child.id, scene.today);
  const homeroom = homeroomTeacherOf(scene.roster, child.id, scene.today);
  const helper = helperOf([mentor, 'mentor'], [homeroom, 'homeroom_teacher']);
  const isPassed = helper !== undefined && (await pass(scene, child, helper, { text }, 'question_arrived'));
  return {
    intent: isPassed ? 'question_passed' : 'question_not_passed',
    reply: isPassed
      ? scene.cards.fill('question_passed', teacher(scene, helper))
      : scene.cards.fill('family_nobody', { who_to_ask: scene.school.askWhom }),
    aboutStudentId: child.id,
  };
}

export async function passLeave(
  scene: MessageScene,
  child: KnownStudent,
  content: PassedContent & { readonly leave: { readonly fromOn: Day; readonly untilOn: Day } },
): Promise<Acted> {
  const { cards, roster, today } = scene;
  const [mentor] = mentorsOf(roster, child.id, today);
  const homeroom = homeroomTeacherOf(roster, child.id, today);
  const helper = helperOf([homeroom, 'homeroom_teacher'], [mentor, 'mentor']);
  const isPassed = helper !== undefined && (await pass(scene, child, helper, content, 'leave_requested'));
  return {
    intent: isPassed ? 'leave_passed' : 'leave_not_passed',
    reply: isPassed
      ? cards.fill('leave_passed', {
          student: child.name,
          days: leaveDays(scene, content.leave),
          ...teacher(scene, helper),
        })
      : cards.fill('family_nobody', { who_to_ask: scene.school.askWhom }),
    aboutStudentId: child.id,
  };
}

export function leaveDays(
  { cards, today }: Pick<MessageScene, 'cards' | 'today'>,
  { fromOn, untilOn }: { readonly fromOn: Day; readonly untilOn: Day },
): string {
  return [...new Set([fromOn, untilOn])].map((on) => cards.say.day(on, today)).join('—');
}

type Candidate = readonly [string | undefined, Helper['role']];

function helperOf(...candidates: readonly Candidate[]): Helper | undefined {
  for (const [personId, role] of candidates) if (personId !== undefined) return { personId, role };
  return undefined;
}

async function pass(
  scene: MessageScene,
  child: KnownStudent,
  { personId }: Helper,
  content: PassedContent,
  card: FamilyCard,
): Promise<boolean> {
  const { tables, newId, school, person, inboxId, now } = scene;
  const questionId = newId();
  if (!(await planFamilyPush(scene, { card, personId, questionId }))) return false;
  await tables.passedQuestions.add({
    id: questionId,
    schoolId: school.id,
    askedById: person.id,
    studentId: child.id,
    mentorId: personId,
    inboxId,
    askedAt: now,
    content,
  });
  await tables.audit.add([
    {
      id: newId(),
      schoolId: school.id,
      at: now,
      actorId: person.id,
      verb: 'question_passed',
      subjectId: questionId,
      detail: { student: child.id, to: personId },
    },
  ]);
  return true;
}

function teacher({ cards, roster }: MessageScene, { personId, role }: Helper) {
  return { role: cards.words.helpers.roles[role], teacher: roster.people.get(personId)?.name ?? '' };
}
