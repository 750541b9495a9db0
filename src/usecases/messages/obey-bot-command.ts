/** The commands that are a whole message by themselves: 为什么, 本周, 改日期, 不用了. */
import { readBotCommand } from '../../domain/understanding/bot-commands.ts';
import { dropPromised } from '../follow-ups/drop-follow-ups.ts';
import { askCorrection } from '../records/ask-correction.ts';
import type { Acted, MessageScene } from './message-scene.ts';
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
      return askCorrection(scene, 'day');
    case 'change_student':
      return askCorrection(scene, 'student');
    case 'drop_promise':
      return isAsked ? undefined : dropPromised(scene);
  }
}
