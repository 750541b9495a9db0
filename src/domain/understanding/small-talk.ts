/** The last step: a wish the bot cannot fulfil, or a friendly word (chat-corpus.md §2, step 8). */

import { asksForHelp } from './help-request.ts';
import { hasTag, type Message } from './message.ts';
import { has } from './token.ts';
import type { Understanding } from './understanding.ts';

export function readSmallTalk(message: Message): Understanding {
  const { tokens } = message;
  if (tokens.length === 0) return { intent: 'smalltalk' };
  if (hasTag(message, 'otherBusiness', 'remind')) return { intent: 'unsupported' };
  if (hasTag(message, 'nothing', 'notSpeaker')) return { intent: 'smalltalk' };
  if (hasTag(message, 'thanks') && tokens.length <= 8 && !message.isQuestion) return { intent: 'smalltalk' };
  if (asksForHelp(message)) return { intent: 'help' };
  const wants =
    message.isQuestion ||
    tokens.some(
      (token) =>
        has(token, 'how', 'advice', 'show') ||
        ['帮我', '请', '麻烦', '给我', '能', '要', '想'].includes(token.text),
    );
  return wants ? { intent: 'unsupported' } : { intent: 'smalltalk' };
}
