/** A message while a question waits: its answer by words, number or press, or something else altogether. */
import { readHandIn } from '../../domain/hand-ins/read-hand-in.ts';
import { chosenAnswer } from '../../domain/understanding/chosen-answer.ts';
import { understand } from '../../domain/understanding/understand.ts';
import type { Understanding } from '../../domain/understanding/understanding.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import { chosenBefore, personAnswered } from '../people/ask-which-person.ts';
import { obeyMentorCommand } from '../people/obey-mentor-command.ts';
import { correctByAnswer } from '../records/ask-correction.ts';
import {
  askWhichEarlier,
  askWhichEarlierAgain,
  correctEarlier,
  earlierSaid,
} from '../records/ask-which-earlier.ts';
import { logContacts } from '../records/log-contacts.ts';
import { logHandIns } from '../records/log-hand-ins.ts';
import { fillMissingField } from '../records/missing-field.ts';
import { actOnMeaning } from './act-on-meaning.ts';
import { type AnsweredQuestion, answered } from './answer-question.ts';
import { askAgain } from './ask-question.ts';
import { askWhetherTwiceAgain, sentenceAskedAbout } from './ask-whether-twice.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { isNoMessageOfItsOwn, withAddedWords } from './no-message-of-its-own.ts';
import { contextOf } from './understanding-context.ts';
import { undoFiling } from './undo-filing.ts';
import { choiceSaid, isQuestionReason } from './waiting-question.ts';

/** A complete report is treated as itself; what is no answer and no message of its own is asked about once more. */
export async function actWhileAsked(
  scene: MessageScene,
  question: OpenQuestion,
  text: string,
): Promise<Acted> {
  const choice =
    choiceSaid(scene, question, text) ??
    (question.about === 'which_earlier' ? await earlierSaid(scene, question, text) : undefined);
  if (choice !== undefined) return actOnChoice(scene, question, choice);
  const context = await contextOf(scene, question);
  const meaning = understand(text, context);
  if (question.about === 'missing_field' && understand(text, await contextOf(scene)).intent === 'undo')
    return undoFiling(scene);
  const isNoneOfThem = meaning.intent === 'answer' && meaning.confirm === 'no' && isAboutPerson(question);
  if (meaning.intent === 'answer' && meaning.isInWords === true) return fillAskedField(scene, question, text);
  if (meaning.intent === 'answer' && !isNoneOfThem) return actOnAnswer(scene, question, meaning);
  const added = withAddedWords(question, text, context);
  if (added !== undefined) return actOnAnswerMeaning(scene, question, added);
  if (isNoneOfThem || isNoMessageOfItsOwn(meaning, text, context)) {
    const { about } = question;
    if (isQuestionReason(about)) return askAgain(scene, { ...question, about }, question.text);
    if (about === 'which_earlier') return askWhichEarlierAgain(scene, question);
    if (about === 'file_again') return askWhetherTwiceAgain(scene, question);
  }
  // It may be about the sentence that waits as well as about a record.
  if (meaning.intent === 'amend' && isQuestionReason(question.about) && question.targetId === undefined)
    return askWhichEarlier(scene, text);
  return actOnMeaning(scene, meaning, text);
}

async function fillAskedField(scene: MessageScene, question: OpenQuestion, text: string): Promise<Acted> {
  await scene.tables.questions.close(question);
  return (await fillMissingField(scene, question.candidates, text.trim())) ?? outdated(scene);
}

/** 都不是: somebody else is meant, and the sentence still stands. */
function isAboutPerson({ about }: OpenQuestion): boolean {
  return about === 'which_student' || about === 'not_your_mentee';
}

/** A press on a button of the question that waits, or its words typed. `undefined` where it offers no such choice. */
export async function actOnChoice(
  scene: MessageScene,
  question: OpenQuestion,
  choice: string,
): Promise<Acted> {
  const { about, text } = question;
  if (choice === 'cancel') return actOnAnswer(scene, question, { intent: 'answer', cancel: true });
  if (about === 'file_again') {
    await scene.tables.questions.close(question);
    const handIn = readHandIn(text, scene.mentees.students);
    if (handIn !== undefined) return logHandIns(scene, handIn);
    const meaning = await sentenceAskedAbout(scene, question);
    return meaning.intent === 'log'
      ? logContacts(scene, meaning.records, text, meaning.plans)
      : actOnMeaning(scene, meaning, text);
  }
  if (about === 'which_person') {
    const chosen = personAnswered(scene, question, choice);
    return chosen === undefined ? outdated(scene) : actOnPerson(scene, question, chosen);
  }
  if (about === 'which_earlier') return (await correctEarlier(scene, question, choice)) ?? outdated(scene);
  const answer = isQuestionReason(about)
    ? chosenAnswer({ about, candidates: question.candidates }, choice, scene.today)
    : undefined;
  if (answer === undefined) return outdated(scene);
  return actOnAnswer(scene, question, answer);
}

/** The sentence once more, now that it is clear who is meant; `cancel` takes it back. */
export async function actOnPerson(
  scene: MessageScene,
  question: OpenQuestion,
  chosen: string,
): Promise<Acted> {
  await scene.tables.questions.close(question);
  const done =
    chosen === 'cancel'
      ? undefined
      : await obeyMentorCommand(scene, question.text, [...chosenBefore(question), chosen]);
  return done ?? { intent: 'answer_cancel', reply: scene.cards.fill('question_closed', {}) };
}

export function isTakenBack(text: string): boolean {
  return /^(?:算了|不用了|取消)$/u.test(text.trim());
}

export function outdated({ cards }: MessageScene): Acted {
  return { intent: 'unknown_button', reply: cards.fill('button_outdated', {}) };
}

async function actOnAnswer(
  scene: MessageScene,
  question: OpenQuestion,
  answer: Extract<Understanding, { intent: 'answer' }>,
): Promise<Acted> {
  const corrected = await correctByAnswer(scene, question, answer);
  if (corrected !== undefined) return corrected;
  const settled =
    question.targetId === undefined
      ? answered(question, answer, await contextOf(scene, question))
      : undefined;
  if (settled !== undefined) return actOnAnswerMeaning(scene, question, settled);
  await scene.tables.questions.close(question);
  return {
    intent: 'answer_cancel',
    reply: scene.cards.fill(isQuestionReason(question.about) ? 'question_closed' : 'left_as_it_is', {}),
  };
}

async function actOnAnswerMeaning(
  scene: MessageScene,
  question: OpenQuestion,
  { meaning, text, settled }: AnsweredQuestion,
): Promise<Acted> {
  await scene.tables.questions.close(question);
  return actOnMeaning(scene, meaning, text, { settled, saidAt: question.saidAt });
}
