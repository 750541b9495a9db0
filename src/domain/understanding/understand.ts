import { readAmend } from './amend.ts';
import { readAnswer } from './answers.ts';
import { readConcern } from './concern.ts';
import { readFieldWords } from './field-words.ts';
import { inGroup } from './group-chat.ts';
import { isHowTo } from './help-request.ts';
import { type Message, readMessage } from './message.ts';
import { inOriginalPlaces } from './original-places.ts';
import { readQuery } from './queries.ts';
import { readReport } from './report.ts';
import { type Scene, sceneOf } from './scene.ts';
import { readSystemLine } from './system-lines.ts';
import type { Understanding, UnderstandingContext } from './understanding.ts';
import { readUndo } from './undo.ts';

/**
 * What a message means (chat-corpus.md). Pure and deterministic: the same text in the same context always means the
 * same. Never throws, whatever the text.
 */
export function understand(text: string, context: UnderstandingContext): Understanding {
  const scene = sceneOf(context);
  const message = readMessage(text, scene);
  const meant = decide(message, scene);
  return context.chat === 'group' ? inGroup(meant, message) : inOriginalPlaces(meant, message.originOf);
}

/** The order of decisions of chat-corpus.md §2. */
function decide(message: Message, scene: Scene): Understanding {
  const concern = readConcern(message.text, message.wordEdges);
  if (concern.plain.length > 0) return readReport(message, scene, concern);
  const mayCommand = concern.unclear.length === 0;
  return (
    readSystemLine(message.text) ??
    readAnswer(message, scene) ??
    (mayCommand ? readCommand(message, scene) : undefined) ??
    readFieldWords(message, scene) ??
    readReport(message, scene, concern)
  );
}

function readCommand(message: Message, scene: Scene): Understanding | undefined {
  if (isHowTo(message)) return { intent: 'help' };
  return readUndo(message, scene) ?? readAmend(message, scene) ?? readQuery(message);
}
