/** The buttons of `cards/`, as their files name them: DingTalk carries only their words. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

export interface CardButton {
  /** Without what is filled in: `undo` for `undo[:{undo_key}]`. */
  readonly key: string;
  readonly text: string;
  readonly say: string;
}

const folder = new URL('../../cards/', import.meta.url);
const cardFile = z.looseObject({
  buttons: z.array(z.object({ key: z.string(), text: z.string(), say: z.string() })).catch([]),
});
let known: ReadonlyMap<string, readonly CardButton[]> | undefined;

/** Of one card, or of all. */
export function cardButtons(card?: string): readonly CardButton[] {
  known ??= readAll();
  return card === undefined ? [...known.values()].flat() : (known.get(card) ?? []);
}

function readAll(): ReadonlyMap<string, readonly CardButton[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return new Map(
    files.map((file) => {
      const { buttons } = cardFile.parse(parse(readFileSync(new URL(file, folder), 'utf8')));
      const plain = buttons.map(({ key, ...words }) => ({ ...words, key: /^[\w.-]*/.exec(key)?.[0] ?? key }));
      return [file.slice(0, -'.yaml'.length), plain];
    }),
  );
}
