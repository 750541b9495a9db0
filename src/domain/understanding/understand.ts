import { readAnswer } from './answers.ts';
import { readConcern } from './concern.ts';
import { hasTag, isAboutPeople, type Message, namedStudents, readMessage } from './message.ts';
import { readQuery } from './queries.ts';
import { readReport } from './report.ts';
import { type Scene, sceneOf } from './scene.ts';
import { readSystemLine } from './system-lines.ts';
import { has } from './token.ts';
import type { Understanding, UnderstandingContext } from './understanding.ts';
import { readAmend, readUndo } from './undo-amend.ts';

/**
 * What a message means (chat-corpus.md). Pure and deterministic: the same text in the same context always means the
 * same. Never throws, whatever the text.
 */
export function understand(text: string, context: UnderstandingContext): Understanding {
  const scene = sceneOf(context);
  const message = readMessage(text, scene);
  const meant = decide(message, scene);
  return context.chat === 'group' ? inGroup(meant, message) : meant;
}

/** The order of decisions of chat-corpus.md §2. */
function decide(message: Message, scene: Scene): Understanding {
  const concern = readConcern(message.text, message.wordEdges);
  if (concern.plain.length > 0) return readReport(message, scene, concern);
  const system = readSystemLine(message.text);
  if (system) return system;
  return (
    readAnswer(message, scene) ??
    (concern.unclear.length > 0
      ? undefined
      : (readUndo(message, scene) ?? readAmend(message, scene) ?? readQuery(message))) ??
    readReport(message, scene, concern)
  );
}

/** In a group nothing about a pupil is answered, and nothing whose answer would name one (chat-corpus.md §2, step 1). */
function inGroup(meant: Understanding, message: Message): Understanding {
  const isHarmless =
    meant.intent === 'help' || meant.intent === 'smalltalk' || meant.intent === 'unsupported';
  if (!isHarmless)
    return isAllowedAsk(meant, message) ? { intent: 'unsupported' } : { intent: 'refuse_group' };
  if (isAboutPeople(message) || namedStudents(message).length > 0) return { intent: 'refuse_group' };
  if (
    meant.intent !== 'help' &&
    hasTag(message, 'talked', 'visit', 'phone', 'undo', 'noAnswer', 'notMet', 'due', 'notYet', 'list') &&
    message.tokens.some((token) => has(token, 'talked', 'visit', 'undo', 'due', 'list'))
  )
    return { intent: 'refuse_group' };
  return meant;
}

function isAllowedAsk(_meant: Understanding, _message: Message): boolean {
  return false;
}
