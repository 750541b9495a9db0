/** One chat sentence: what it means, and the one verb that acts on it. */
import { readDraftCommand, readPlace } from '../../domain/drafts/read-draft-command.ts';
import { readHandIn } from '../../domain/hand-ins/read-hand-in.ts';
import { readOfficeCommand } from '../../domain/office/read-office-command.ts';
import type { Person } from '../../domain/school-roster.ts';
import { chosenAnswer } from '../../domain/understanding/chosen-answer.ts';
import { understand } from '../../domain/understanding/understand.ts';
import type {
  LastRecord,
  Understanding,
  UnderstandingContext,
} from '../../domain/understanding/understanding.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { Draft } from '../../storage/drafts.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import type { Settled } from '../../storage/settled.ts';
import { actOnConcernWords } from '../concern/act-on-concern-words.ts';
import { askConcern, warningSigns } from '../concern/ask-concern.ts';
import { askToWriteInPrivate } from '../concern/ask-to-write-in-private.ts';
import { dropDrafts } from '../drafts/drop-drafts.ts';
import { layAside } from '../drafts/lay-aside.ts';
import { openDrafts } from '../drafts/open-drafts.ts';
import { showDrafts } from '../drafts/show-drafts.ts';
import { answerFamily } from '../families/answer-family.ts';
import { keepPromises } from '../follow-ups/promise-follow-ups.ts';
import { chosenBefore, personAnswered } from '../people/ask-which-person.ts';
import { obeyMentorCommand } from '../people/obey-mentor-command.ts';
import { correctByAnswer } from '../records/ask-correction.ts';
import { correctLast } from '../records/correct-last.ts';
import { logContacts } from '../records/log-contacts.ts';
import { logHandIns } from '../records/log-hand-ins.ts';
import { askFieldAnew, fillMissingField, fillNamedField } from '../records/missing-field.ts';
import { obeyOffice } from '../school/obey-office.ts';
import { type AnsweredQuestion, answered } from './answer-question.ts';
import { askAgain, askQuestion } from './ask-question.ts';
import { askWhetherHandedInTwice, askWhetherTwice } from './ask-whether-twice.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { withLeftOver } from './name-left-over.ts';
import { isNoMessageOfItsOwn, withAddedWords } from './no-message-of-its-own.ts';
import { obeyBotCommand } from './obey-bot-command.ts';
import { isPickRequest, openPick } from './pick-contact.ts';
import { showDue } from './show-due.ts';
import { showStudent } from './show-student.ts';
import { showStudents } from './show-students.ts';
import { undoFiling } from './undo-filing.ts';
import { choiceSaid, isQuestionReason, makeRoom, waitingQuestion } from './waiting-question.ts';
import { withStudent } from './with-student.ts';

/** Longer texts are no sentence about a talk; they are kept out of the grammar and answered kindly. */
const longestText = 4_000;

export async function actOnText(scene: MessageScene, text: string): Promise<Acted> {
  if (text.length > longestText) return { intent: 'too_long', reply: scene.cards.fill('too_long', {}) };
  if (scene.message.chat === 'private') {
    const aboutConcern = await actOnConcernWords(scene, text);
    if (aboutConcern !== undefined) return aboutConcern;
    const toFamily = await answerFamily(scene, text);
    if (toFamily !== undefined) return toFamily;
    const handIn = readHandIn(text, scene.mentees.students);
    if (handIn !== undefined)
      return (await askWhetherHandedInTwice(scene, handIn, text)) ?? logHandIns(scene, handIn);
    const command = readOfficeCommand(text, scene.now);
    if (command !== undefined) return obeyOffice(scene, command);
    const mentors = await obeyMentorCommand(scene, text);
    if (mentors !== undefined) return mentors;
    if (isPickRequest(text)) return openPick(scene);
  }
  const question = await waitingQuestion(scene);
  if (scene.message.chat === 'private') {
    if (question?.about === 'which_person') {
      const chosen = isTakenBack(text) ? 'cancel' : personAnswered(scene, question, text);
      if (chosen !== undefined) return actOnPerson(scene, question, chosen);
    }
    const done =
      (await actOnDraftWords(scene, question, text)) ??
      (await obeyBotCommand(scene, text, question !== undefined));
    if (done !== undefined) return done;
  }
  // Nothing is answered where others read along.
  if (question === undefined || scene.message.chat === 'group')
    return act(scene, understand(text, await contextOf(scene)), text);
  return actWhileAsked(scene, question, text);
}

/** 草稿, a number out of a list that was just shown, 效果：… */
async function actOnDraftWords(
  scene: MessageScene,
  question: OpenQuestion | undefined,
  text: string,
): Promise<Acted | undefined> {
  const command = readDraftCommand(text);
  if (command !== undefined) {
    const drafts = await openDrafts(scene);
    if (command.verb === 'drop_all' && drafts.length > 0) return dropDrafts(scene, drafts);
    const number =
      'number' in command ? command.number : command.verb === 'drop' && drafts.length === 1 ? 1 : 0;
    const draft = drafts[number - 1];
    if (draft === undefined) return showDrafts(scene);
    return command.verb === 'drop' ? dropDrafts(scene, [draft]) : takeUpDraft(scene, draft);
  }
  if (question?.about === 'which_draft') {
    const id = question.candidates[(readPlace(text) ?? 0) - 1];
    const draft = (await openDrafts(scene)).find((one) => one.id === id);
    if (draft !== undefined) return takeUpDraft(scene, draft);
  }
  return fillNamedField(scene, text);
}

/** Its question is asked anew, or it is filed where nothing is unclear any more. */
export async function takeUpDraft(scene: MessageScene, draft: Draft): Promise<Acted> {
  const { tables, person, now } = scene;
  await tables.drafts.close(draft.id, now);
  const waiting = await tables.questions.get(person.id);
  if (waiting !== undefined) await layAside(scene, waiting);
  if (draft.about === 'missing_field') {
    const contacts = await tables.contacts.standing(draft.candidates);
    return contacts.length === 0 ? showDrafts(scene) : askFieldAnew(scene, contacts);
  }
  const { text, settled, saidAt } = draft;
  const context = { ...(await contextOf(scene)), now: saidAt, settled };
  return act(scene, understand(text, context), text, { settled, saidAt });
}

/** A complete report is treated as itself; what is no answer and no message of its own is asked about once more. */
async function actWhileAsked(scene: MessageScene, question: OpenQuestion, text: string): Promise<Acted> {
  const choice = choiceSaid(scene, question, text);
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
  }
  return act(scene, meaning, text);
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
  const { about, text, settled, saidAt } = question;
  if (choice === 'cancel') return actOnAnswer(scene, question, { intent: 'answer', cancel: true });
  if (about === 'file_again') {
    await scene.tables.questions.close(question);
    const handIn = readHandIn(text, scene.mentees.students);
    if (handIn !== undefined) return logHandIns(scene, handIn);
    const meaning = understand(text, { ...(await contextOf(scene)), now: saidAt, settled });
    return meaning.intent === 'log'
      ? logContacts(scene, meaning.records, text, meaning.plans)
      : act(scene, meaning, text);
  }
  if (about === 'which_person') {
    const chosen = personAnswered(scene, question, choice);
    return chosen === undefined ? outdated(scene) : actOnPerson(scene, question, chosen);
  }
  const answer = isQuestionReason(about)
    ? chosenAnswer({ about, candidates: question.candidates }, choice, scene.today)
    : undefined;
  if (answer === undefined) return outdated(scene);
  return actOnAnswer(scene, question, answer);
}

/** The sentence once more, now that it is clear who is meant; `cancel` takes it back. */
async function actOnPerson(scene: MessageScene, question: OpenQuestion, chosen: string): Promise<Acted> {
  await scene.tables.questions.close(question);
  const done =
    chosen === 'cancel'
      ? undefined
      : await obeyMentorCommand(scene, question.text, [...chosenBefore(question), chosen]);
  return done ?? { intent: 'answer_cancel', reply: scene.cards.fill('question_closed', {}) };
}

function isTakenBack(text: string): boolean {
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
  return act(scene, meaning, text, { settled, saidAt: question.saidAt });
}

async function act(
  scene: MessageScene,
  meaning: Understanding,
  text: string,
  told: Partial<Settled> = {},
): Promise<Acted> {
  const { cards } = scene;
  switch (meaning.intent) {
    case 'log':
      // A complete report is treated as itself, and what waited before it no longer waits (chat-corpus.md §2).
      await makeRoom(scene, text);
      return (await askWhetherTwice(scene, meaning.records, text, told)) ?? logRecords(scene, meaning, text);
    case 'ask':
      await makeRoom(scene, text);
      return withStudent(scene, text, await askQuestion(scene, meaning, text, told));
    case 'undo':
      return undoFiling(scene);
    case 'list_due':
      return showDue(scene);
    case 'list_students':
      return showStudents(scene);
    case 'show_student':
      return showStudent(scene, meaning.studentId);
    case 'plan':
      await makeRoom(scene, text);
      return keepPromises(scene, meaning.plans, text);
    case 'concern':
      await makeRoom(scene, text);
      return askConcern(scene, { ...meaning, text });
    case 'amend':
      return correctLast(scene, meaning);
    case 'help':
      return { intent: 'help', reply: cards.fill('help', {}) };
    case 'smalltalk':
      return { intent: 'smalltalk', reply: cards.fill('smalltalk', {}) };
    case 'refuse_group':
      await askToWriteInPrivate(scene, text);
      return { intent: 'refuse_group', reply: cards.fill('write_in_private', {}) };
    case 'answer':
      return { intent: 'answer_to_nothing', reply: cards.fill('smalltalk', {}) };
    case 'unsupported': {
      const part = meaning.part === undefined ? undefined : text.slice(meaning.part.from, meaning.part.to);
      return {
        intent: 'unsupported',
        reply: cards.fill('not_understood', { part, example: exampleFor(scene) }),
      };
    }
  }
}

/** Where the scheme itself takes a light sign for a warning, its reporter is asked as about a heavier one (XXX-54). */
async function logRecords(
  scene: MessageScene,
  { records, plans }: Extract<Understanding, { intent: 'log' }>,
  text: string,
): Promise<Acted> {
  const signs = warningSigns(scene, records);
  if (signs.length === 0) {
    const acted = await logContacts(scene, records, text, plans);
    return withLeftOver(scene, acted, { text, records, context: await contextOf(scene) });
  }
  const studentIds = [...new Set(records.flatMap((record) => record.studentIds))];
  return askConcern(scene, { studentIds, signs, records, plans, text });
}

function exampleFor({ cards, mentees }: MessageScene): string {
  return cards.words.example.replace('{student}', mentees.students[0]?.name ?? cards.words.example_student);
}

async function contextOf(scene: MessageScene, question?: OpenQuestion): Promise<UnderstandingContext> {
  const lastRecord = toLastRecord(await scene.tables.contacts.lastFiledBy(scene.person.id));
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
function toLastRecord(contacts: readonly Contact[]): LastRecord | undefined {
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
