/** A pressed button or menu entry. The key proves nothing: only the presser's own things are touched. */

import { markOf } from '../../domain/mark.ts';
import { pressConcern } from '../concern/press-concern.ts';
import { openDrafts } from '../drafts/open-drafts.ts';
import { pressFamily } from '../families/answer-family.ts';
import { dropPromised } from '../follow-ups/drop-follow-ups.ts';
import { askCorrection } from '../records/ask-correction.ts';
import { seeAll } from '../records/see-all.ts';
import { actOnChoice, outdated } from './act-on-answer.ts';
import { takeUpDraft } from './act-on-drafts.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { openPick, submitPick } from './pick-contact.ts';
import { showDue } from './show-due.ts';
import { showStudents } from './show-students.ts';
import { undoFiling } from './undo-filing.ts';
import { waitingQuestion } from './waiting-question.ts';

export async function actOnButton(scene: MessageScene, key: string): Promise<Acted> {
  // A menu entry that opened a page: the page answers.
  if (/^https?:/.test(key)) return { intent: 'event_view', reply: undefined };
  const [verb, argument, choice = ''] = key.split(':');
  switch (verb) {
    case 'answer':
      return pressAnswer(scene, argument ?? '', choice);
    case 'draft': {
      const draft = (await openDrafts(scene)).find(({ id }) => markOf(id) === argument);
      return draft === undefined ? outdated(scene) : takeUpDraft(scene, draft);
    }
    case 'undo':
      return undoFiling(scene, await messageMeant(scene, argument));
    case 'redate':
      return askCorrection(scene, 'day', (await messageMeant(scene, argument)) ?? '');
    case 'restudent':
      return askCorrection(scene, 'student', (await messageMeant(scene, argument)) ?? '');
    case 'drop':
      return (await dropPromised(scene, argument ?? '')) ?? outdated(scene);
    case 'seen_all':
      return (await seeAll(scene, argument)) ?? outdated(scene);
    case 'due':
      return showDue(scene);
    case 'students':
      return showStudents(scene);
    case 'concern_raise':
    case 'concern_note':
    case 'concern_harmless':
    case 'concern_view':
    case 'acknowledge':
      return pressConcern(scene, verb, argument);
    case 'pick':
      return argument === undefined ? openPick(scene) : submitPick(scene, argument);
    case 'leave_grant':
    case 'leave_refuse':
    case 'question_spoken':
      return pressFamily(scene, verb, argument);
    case 'help':
      return { intent: 'help', reply: scene.cards.fill('help', {}) };
    default:
      return outdated(scene);
  }
}

/** By the mark in the key; the whole id where nothing has this mark, so that nothing else is touched. */
async function messageMeant(
  { tables, person }: MessageScene,
  mark: string | undefined,
): Promise<string | undefined> {
  return mark === undefined ? undefined : ((await tables.inbox.marked(person.id, mark)) ?? mark);
}

/** Only the question that still waits is answered, by a button of its own. */
async function pressAnswer(scene: MessageScene, mark: string, choice: string): Promise<Acted> {
  const question = await waitingQuestion(scene);
  if (question === undefined || markOf(question.inboxId) !== mark) return outdated(scene);
  return actOnChoice(scene, question, choice);
}

const markPattern = /#([0-9a-f]{8})-([a-z]+|\d{1,2})\s*$/u;

/** Words behind a mark that are no choice of a question: what their button does elsewhere. */
const verbsInWords: ReadonlyMap<string, string> = new Map([
  ['draft', 'draft'],
  ['undo', 'undo'],
  ['redate', 'redate'],
  ['restudent', 'restudent'],
  ['drop', 'drop'],
  ['seen', 'seen_all'],
]);

/** DingTalk: a press says its words in the chat, with a mark behind them. */
export function keyInWords(text: string): string | undefined {
  const [, mark, choice] = markPattern.exec(text) ?? [];
  if (mark === undefined) return undefined;
  const verb = verbsInWords.get(choice ?? '');
  return verb === undefined ? `answer:${mark}:${choice}` : `${verb}:${mark}`;
}
