/** One chat sentence: what it means, and the one verb that acts on it. */
import { readHandIn } from '../../domain/hand-ins/read-hand-in.ts';
import { readOfficeCommand } from '../../domain/office/read-office-command.ts';
import type { Person } from '../../domain/school-roster.ts';
import { understand } from '../../domain/understanding/understand.ts';
import type {
  LastRecord,
  SettledPoints,
  Understanding,
  UnderstandingContext,
  UnderstoodPlan,
  UnderstoodRecord,
} from '../../domain/understanding/understanding.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import { actOnConcernWords } from '../concern/act-on-concern-words.ts';
import { askConcern, warningSigns } from '../concern/ask-concern.ts';
import { askToWriteInPrivate } from '../concern/ask-to-write-in-private.ts';
import { logContacts } from '../records/log-contacts.ts';
import { logHandIns } from '../records/log-hand-ins.ts';
import { obeyOffice } from '../school/obey-office.ts';
import { answered } from './answer-question.ts';
import { askQuestion } from './ask-question.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { isPickRequest, openPick } from './pick-contact.ts';
import { showDue } from './show-due.ts';
import { showStudent, showStudents } from './show-students.ts';
import { isWhy, showWhy } from './show-why.ts';
import { undoFiling } from './undo-filing.ts';

/** Longer texts are no sentence about a talk; they are kept out of the grammar and answered kindly. */
const longestText = 4_000;

export async function actOnText(scene: MessageScene, text: string): Promise<Acted> {
  if (text.length > longestText) return { intent: 'too_long', reply: scene.cards.fill('too_long', {}) };
  if (scene.message.chat === 'private') {
    const aboutConcern = await actOnConcernWords(scene, text);
    if (aboutConcern !== undefined) return aboutConcern;
    const handIn = readHandIn(text, scene.mentees.students);
    if (handIn !== undefined) return logHandIns(scene, handIn);
    const command = readOfficeCommand(text, scene.now);
    if (command !== undefined) return obeyOffice(scene, command);
    if (isWhy(text)) return showWhy(scene);
    if (isPickRequest(text)) return openPick(scene);
  }
  const question = await openQuestion(scene);
  const context = await contextOf(scene, question);
  const meaning = understand(text, context);
  if (meaning.intent !== 'answer' || question === undefined) return act(scene, meaning, text);

  await scene.tables.questions.close(scene.person.id);
  const settled = answered(question, meaning, context);
  if (settled === undefined)
    return { intent: 'answer_cancel', reply: scene.cards.fill('question_closed', {}) };
  return act(scene, settled.meaning, settled.text, settled.settled);
}

async function act(
  scene: MessageScene,
  meaning: Understanding,
  text: string,
  settled: SettledPoints = {},
): Promise<Acted> {
  const { cards } = scene;
  switch (meaning.intent) {
    case 'log':
      // A complete report is treated as itself, and what waited before it no longer waits (chat-corpus.md §2).
      await scene.tables.questions.close(scene.person.id);
      return logRecords(scene, meaning.records, text);
    case 'ask':
      return askQuestion(scene, meaning, text, settled);
    case 'undo':
      return undoFiling(scene);
    case 'list_due':
      return showDue(scene);
    case 'list_students':
      return showStudents(scene);
    case 'show_student':
      return showStudent(scene, meaning.studentId);
    case 'plan':
      return { intent: 'plan', reply: planCard(scene, meaning.plans) };
    case 'concern':
      return askConcern(scene, { ...meaning, text });
    case 'amend':
      return { intent: 'amend', reply: cards.fill('amend_unsupported', {}) };
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
  records: readonly UnderstoodRecord[],
  text: string,
): Promise<Acted> {
  const signs = warningSigns(scene, records);
  if (signs.length === 0) return logContacts(scene, records, text);
  const studentIds = [...new Set(records.flatMap((record) => record.studentIds))];
  return askConcern(scene, { studentIds, signs, records, text });
}

function exampleFor({ cards, mentees }: MessageScene): string {
  return cards.words.example.replace('{student}', mentees.students[0]?.name ?? cards.words.example_student);
}

/** An unanswered question ends by itself; the message that follows is treated as itself. */
async function openQuestion(scene: MessageScene): Promise<OpenQuestion | undefined> {
  const question = await scene.tables.questions.get(scene.person.id);
  if (question === undefined || question.expiresAt > scene.now) return question;
  await scene.tables.questions.close(scene.person.id);
  return undefined;
}

async function contextOf(
  scene: MessageScene,
  question: OpenQuestion | undefined,
): Promise<UnderstandingContext> {
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
    ...(question === undefined
      ? {}
      : { awaiting: { about: question.about, candidates: question.candidates, text: question.text } }),
  };
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

function planCard({ cards, roster, today }: MessageScene, plans: readonly UnderstoodPlan[]) {
  const [first] = plans;
  const studentIds = [...new Set(plans.flatMap((plan) => plan.studentIds))];
  return cards.fill('plan_noted_not_filed', {
    students: studentIds.map((id) => roster.people.get(id)?.name ?? ''),
    kind: first?.kind === undefined ? undefined : cards.say.kind(first.kind),
    on: first?.on === undefined ? undefined : cards.say.day(first.on, today),
  });
}
