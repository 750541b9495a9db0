/** Signs of danger as a child or its family would say them (chat-corpus.md §9). */
import { readConcern } from '../understanding/concern.ts';
import { readMessage } from '../understanding/message.ts';
import { sceneOf } from '../understanding/scene.ts';
import { firstPersonSigns } from './family-words.ts';
import { speaksOfIllness } from './read-leave.ts';

export interface SignsRead {
  readonly plain: readonly string[];
  /** In a story, as a joke, denied: enough to be looked at where it is all that was said. */
  readonly unclear: readonly string[];
}

const nobody: readonly never[] = [];

export function readSigns(text: string, now: Date): SignsRead {
  const scene = sceneOf({
    now,
    speaker: { id: '', name: '', roles: [] },
    mentees: nobody,
    otherStudents: nobody,
    chat: 'private',
  });
  const message = readMessage(text, scene);
  const read = readConcern(message.text, message.wordEdges, 'family');
  const own = firstPersonSigns.filter(({ words }) => words.some((word) => text.includes(word)));
  const plain = [...new Set([...read.plain, ...own.map(({ sign }) => sign)])];
  // An ill child that stays at home refuses nothing.
  const isIll = speaksOfIllness(text);
  return { plain: plain.filter((sign) => !(isIll && sign === 'school_refusal')), unclear: read.unclear };
}
