/** Titles and buttons of `cards/`, as their files name them: DingTalk carries only their words. */
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
  title: z.string().catch(''),
  buttons: z.array(z.object({ key: z.string(), text: z.string(), say: z.string() })).catch([]),
});
interface Card {
  readonly title: RegExp;
  readonly buttons: readonly CardButton[];
}

let known: ReadonlyMap<string, Card> | undefined;

/** Of one card, or of all. */
export function cardButtons(card?: string): readonly CardButton[] {
  known ??= readAll();
  return card === undefined
    ? [...known.values()].flatMap(({ buttons }) => buttons)
    : (known.get(card)?.buttons ?? []);
}

export function hasTitleOf(card: string, title: string): boolean {
  known ??= readAll();
  return known.get(card)?.title.test(title) === true;
}

function readAll(): ReadonlyMap<string, Card> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return new Map(
    files.map((file) => {
      const { title, buttons } = cardFile.parse(parse(readFileSync(new URL(file, folder), 'utf8')));
      const plain = buttons.map(({ key, ...words }) => ({ ...words, key: /^[\w.-]*/.exec(key)?.[0] ?? key }));
      return [file.slice(0, -'.yaml'.length), { title: patternOf(title), buttons: plain }];
    }),
  );
}

/** What is filled in may be anything, what stands in brackets may be missing. */
function patternOf(template: string): RegExp {
  const source = template
    .split(/(\{[a-z_]+\}|\[[^\]]*\])/u)
    .map((piece, index) => (index % 2 === 1 ? '.*' : piece.replaceAll(/[.*+?^${}()|\\]/gu, String.raw`\$&`)))
    .join('');
  return new RegExp(`^${source}$`, 'u');
}
