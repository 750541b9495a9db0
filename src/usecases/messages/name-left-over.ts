import { leftOver } from '../../domain/understanding/left-over.ts';
import type { UnderstandingContext, UnderstoodRecord } from '../../domain/understanding/understanding.ts';
import { firstWords } from '../drafts/first-words.ts';
import type { Acted, MessageScene } from './message-scene.ts';

const shownCharacters = 30;

/** One line under the echo for what the sentence told besides, so that nobody believes it filed. */
export function withLeftOver(
  { cards }: MessageScene,
  acted: Acted,
  said: {
    readonly text: string;
    readonly records: readonly UnderstoodRecord[];
    readonly context: UnderstandingContext;
  },
): Acted {
  const span = leftOver(said.text, said.records, said.context);
  if (span === undefined || acted.reply === undefined) return acted;
  const part = firstWords(said.text.slice(span.from, span.to), shownCharacters);
  const lines = [...acted.reply.lines, cards.words.left_over.replace('{part}', part)];
  return { ...acted, reply: { ...acted.reply, lines } };
}
