/** The one verb that acts on what a sentence means. */
import { appointmentsIn } from '../../domain/follow-ups/appointments-in.ts';
import type { Understanding } from '../../domain/understanding/understanding.ts';
import type { Settled } from '../../storage/settled.ts';
import { askConcern, warningSigns } from '../concern/ask-concern.ts';
import { askToWriteInPrivate } from '../concern/ask-to-write-in-private.ts';
import { keepPromises } from '../follow-ups/promise-follow-ups.ts';
import { askWhichEarlier } from '../records/ask-which-earlier.ts';
import { correctContacts } from '../records/correct-contacts.ts';
import { logContacts } from '../records/log-contacts.ts';
import { askQuestion } from './ask-question.ts';
import { askWhetherTwice } from './ask-whether-twice.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { withLeftOver } from './name-left-over.ts';
import { recordMeant } from './record-meant.ts';
import { showDue } from './show-due.ts';
import { showStudent } from './show-student.ts';
import { showStudents } from './show-students.ts';
import { contextOf } from './understanding-context.ts';
import { undoFiling } from './undo-filing.ts';
import { makeRoom } from './waiting-question.ts';
import { withStudent } from './with-student.ts';

export async function actOnMeaning(
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
      if (meaning.isQuery === true && meaning.about === 'not_your_mentee')
        return showStudent(scene, meaning.candidates[0] ?? '');
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
      return askConcern(scene, {
        ...meaning,
        text,
        plans: meaning.records.some(({ followUp }) => followUp !== undefined)
          ? []
          : appointmentsIn(text, await contextOf(scene), meaning.studentIds),
      });
    case 'amend':
      return correctMeant(scene, meaning, text, told);
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

/** A correction is about what was shown last; where that is not plain, one question comes before any change. */
async function correctMeant(
  scene: MessageScene,
  meaning: Extract<Understanding, { intent: 'amend' }>,
  text: string,
  told: Partial<Settled>,
): Promise<Acted> {
  const inboxId = (await recordMeant(scene))?.[0]?.inboxId;
  if (inboxId === undefined) return askWhichEarlier(scene, text, told);
  return correctContacts(scene, { ...meaning, inboxId });
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
