/** In a group nothing about a pupil is answered, and nothing whose answer would name one (chat-corpus.md §2, step 1). */
import { hasTag, isAboutPeople, type Message } from './message.ts';
import type { Understanding } from './understanding.ts';

export function inGroup(meant: Understanding, message: Message): Understanding {
  const isHarmless =
    meant.intent === 'help' || meant.intent === 'smalltalk' || meant.intent === 'unsupported';
  if (!isHarmless || isAboutPeople(message)) return { intent: 'refuse_group' };
  const isAboutRecords = hasTag(message, 'talked', 'visit', 'undo', 'due', 'list');
  return meant.intent !== 'help' && isAboutRecords ? { intent: 'refuse_group' } : meant;
}
