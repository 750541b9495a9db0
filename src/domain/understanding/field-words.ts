/** The effect of a call and the like, told in free words while the bot waits for them. A report is no such answer. */
import { isReport } from './answer-words.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import type { Scene } from './scene.ts';
import { has } from './token.ts';
import type { Understanding } from './understanding.ts';

const longestAnswer = 60;

export function readFieldWords(message: Message, scene: Scene): Understanding | undefined {
  const { tokens, text } = message;
  if (scene.context.awaiting?.about !== 'missing_field' || tokens.length > longestAnswer) return undefined;
  if (/[?吗]\s*$/u.test(text) || isReport(message) || tellsOfContact(message)) return undefined;
  if (!/\p{Script=Han}{2}/u.test(text) || isNod(message)) return undefined;
  return { intent: 'answer', isInWords: true };
}

/** 和小刚谈了: with somebody, though nobody known; or a mentee's name and what was done. */
function tellsOfContact(message: Message): boolean {
  const isContact = message.tokens.some((token) => has(token, 'talk', 'talked', 'phone', 'visit', 'meet'));
  return (
    isContact &&
    (hasTag(message, 'towards') ? !hasTag(message, 'speaker') : namedStudents(message).length > 0)
  );
}

/** 好的, 嗯嗯, 谢谢你 */
function isNod({ tokens }: Message): boolean {
  return (
    tokens.length <= 4 && tokens.every((token) => has(token, 'yes', 'thanks') || token.text.length === 1)
  );
}
