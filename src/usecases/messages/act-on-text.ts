/** One chat sentence: whom its words are for, and what it means. */
import { readHandIn } from '../../domain/hand-ins/read-hand-in.ts';
import { readOfficeCommand } from '../../domain/office/read-office-command.ts';
import { understand } from '../../domain/understanding/understand.ts';
import { actOnConcernWords } from '../concern/act-on-concern-words.ts';
import { answerFamily } from '../families/answer-family.ts';
import { obeyInspectionCommand } from '../inspection/obey-inspection-command.ts';
import { personAnswered } from '../people/ask-which-person.ts';
import { obeyMentorCommand } from '../people/obey-mentor-command.ts';
import { obeyRoundCommand } from '../questionnaires/obey-round-command.ts';
import { logHandIns } from '../records/log-hand-ins.ts';
import { obeyOffice } from '../school/obey-office.ts';
import { actOnPerson, actWhileAsked, isTakenBack } from './act-on-answer.ts';
import { actOnDraftWords } from './act-on-drafts.ts';
import { actOnMeaning } from './act-on-meaning.ts';
import { askWhetherHandedInTwice } from './ask-whether-twice.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { obeyBotCommand } from './obey-bot-command.ts';
import { isPickRequest, openPick } from './pick-contact.ts';
import { contextOf } from './understanding-context.ts';
import { waitingQuestion } from './waiting-question.ts';

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
    if (command !== undefined) return { ...(await obeyOffice(scene, command)), shows: 'something_else' };
    const inspection = await obeyInspectionCommand(scene, text);
    if (inspection !== undefined) return { ...inspection, shows: 'something_else' };
    const round = await obeyRoundCommand(scene, text);
    if (round !== undefined) return { ...round, shows: 'something_else' };
    const mentors = await obeyMentorCommand(scene, text);
    if (mentors !== undefined) return { ...mentors, shows: 'something_else' };
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
    return actOnMeaning(scene, understand(text, await contextOf(scene)), text);
  return actWhileAsked(scene, question, text);
}
