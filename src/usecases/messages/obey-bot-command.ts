/** The commands that are a whole message by themselves: 为什么, 本周, 改日期, 不用了. */
import { readBotCommand } from '../../domain/understanding/bot-commands.ts';
import { dropPromised } from '../follow-ups/drop-follow-ups.ts';
import { askCorrection } from '../records/ask-correction.ts';
import { askWhichEarlier } from '../records/ask-which-earlier.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { recordMeant } from './record-meant.ts';
import { showDue } from './show-due.ts';
import { showPeriod } from './show-period.ts';
import { showWhy } from './show-why.ts';

/** Undefined where the message is none, or says something else here: 不用了 to a question answers the question. */
export async function obeyBotCommand(
  scene: MessageScene,
  text: string,
  isAsked: boolean,
): Promise<Acted | undefined> {
  if (scene.message.chat === 'group') return undefined;
  const command = readBotCommand(text);
  switch (command) {
    case undefined:
      return undefined;
    case 'why':
      return showWhy(scene);
    case 'week':
    case 'month':
      return showPeriod(scene, command);
    case 'own_list':
      return showDue(scene);
    case 'change_day':
      return askCorrectionMeant(scene, 'day', text);
    case 'change_student':
      return askCorrectionMeant(scene, 'student', text);
    case 'drop_promise':
      return isAsked ? undefined : dropPromised(scene);
  }
}

async function askCorrectionMeant(scene: MessageScene, of: 'day' | 'student', text: string): Promise<Acted> {
  const inboxId = (await recordMeant(scene))?.[0]?.inboxId;
  return inboxId === undefined ? askWhichEarlier(scene, text) : askCorrection(scene, of, inboxId);
}
