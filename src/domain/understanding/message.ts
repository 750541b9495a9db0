/** One message, scanned: what every later step reads. */
import { type Clause, clausesOf, isFiller } from './clauses.ts';
import type { Tag } from './lexicon.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { normalise } from './normalise.ts';
import { scan } from './scan.ts';
import type { Scene } from './scene.ts';
import { withoutMention } from './system-lines.ts';
import { has, type Token } from './token.ts';

export interface Message {
  readonly text: string;
  /** Place in the original message of a place in `text`. */
  readonly originOf: (at: number) => number;
  /** All tokens but marks and fillers. */
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly clauses: readonly Clause[];
  readonly isQuestion: boolean;
}

export function readMessage(written: string, scene: Scene): Message {
  const normal = normalise(written);
  const { text, cut } = withoutMention(normal.text);
  const all = scan(text, scene);
  const tokens = all.filter((token) => token.kind !== 'mark' && !isFiller(token));
  const last = all.filter(({ kind }) => kind !== 'mark').at(-1);
  return {
    text,
    originOf: (at) => normal.origins[Math.min(at + cut, normal.origins.length - 1)] ?? 0,
    tokens,
    mentions: mentionsIn(tokens, scene),
    clauses: clausesOf(all),
    isQuestion:
      text.trimEnd().endsWith('?') || ['吗', '么', '没', '没有', '呢', '不'].includes(last?.text ?? ''),
  };
}

export function hasTag(message: Message, ...tags: readonly Tag[]): boolean {
  return message.tokens.some((token) => has(token, ...tags));
}

/** Pupils named by the words themselves. */
export function namedStudents(message: Message): readonly Mention[] {
  return message.mentions.filter(
    ({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'),
  );
}

/** Whether any pupil, family or record is touched: what must not be answered in a group. */
export function isAboutPeople(message: Message): boolean {
  return message.mentions.some(({ kind }) => kind !== 'speaker' && kind !== 'staff');
}
