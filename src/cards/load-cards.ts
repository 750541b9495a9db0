/** Reads the wording once, at start. A fault anywhere stops the start, and all of them are named together. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FilledCard } from '../domain/message.ts';
import type { CardData, CardName } from './card-data.ts';
import { type CardShape, cardFields } from './card-fields.ts';
import { type CardFile, cardFileSchema } from './card-file.ts';
import { checkWording } from './check-wording.ts';
import { fillCard } from './fill-card.ts';
import { createPhrases, type Phrases } from './phrases.ts';
import { type FileFault, readYaml } from './read-yaml.ts';
import { type Words, wordsSchema } from './words.ts';

export interface Cards {
  fill<Name extends CardName>(name: Name, data: CardData[Name]): FilledCard;
  readonly words: Words;
  readonly say: Phrases;
  /** With a school's own wording on top; a file of it that does not fit any more is passed over. */
  worded(own: readonly OwnWording[]): Cards;
  /** The file as the program brings it; undefined where no card has this name. */
  source(name: string): string | undefined;
  /** What is wrong with a text as the file of this card; empty where it may take its place. */
  faultsIn(name: string, text: string): readonly WordedFault[];
  readonly names: readonly CardName[];
}

/** A school's own file for one card. */
export interface OwnWording {
  readonly card: string;
  readonly yaml: string;
}

export type WordedFault = Pick<FileFault, 'line' | 'fault'>;

export class CardsError extends Error {
  override readonly name = 'CardsError';
  readonly faults: readonly FileFault[];

  constructor(faults: readonly FileFault[]) {
    super(
      ['The wording in cards/ has faults:', ...faults.map((fault) => `  ${formatFileFault(fault)}`)].join(
        '\n',
      ),
    );
    this.faults = faults;
  }
}

export function formatFileFault({ file, line, fault }: FileFault): string {
  return line === undefined ? `${file}: ${fault}` : `${file}:${line}: ${fault}`;
}

const wordsFile = 'words.yaml';
/** Belong to other readers of the same folder. */
const foreignFiles: readonly string[] = ['doctor.yaml', 'commands.yaml'];

/**
 * `overrides` is a school's own folder: a file there replaces the file of the same name, the rest stays.
 * Throws CardsError.
 */
export function loadCards(folder: string, overrides?: string): Cards {
  const faults: FileFault[] = [];
  const layers = overrides === undefined ? [folder] : [folder, overrides];
  const paths = new Map(layers.flatMap((layer) => yamlFiles(layer).map((file) => [file, join(layer, file)])));

  const known = new Set([
    ...Object.keys(cardFields).map((name) => `${name}.yaml`),
    wordsFile,
    ...foreignFiles,
  ]);
  for (const [file, path] of paths)
    if (!known.has(file)) faults.push({ file: path, fault: 'no card of the program has this name' });

  const files: Record<string, CardFile> = {};
  for (const [name, shape] of Object.entries<CardShape>(cardFields)) {
    const path = paths.get(`${name}.yaml`);
    if (path === undefined) faults.push({ file: join(folder, `${name}.yaml`), fault: 'is missing' });
    else {
      const read = readCard(path, readFileSync(path, 'utf8'), shape);
      if ('faults' in read) faults.push(...read.faults);
      else files[name] = read.card;
    }
  }
  const words = readWords(paths.get(wordsFile) ?? join(folder, wordsFile));
  if ('faults' in words || faults.length > 0)
    throw new CardsError([...faults, ...('faults' in words ? words.faults : [])]);

  return cardsOf(files, paths, words.value);
}

function cardsOf(
  files: Readonly<Record<string, CardFile>>,
  paths: ReadonlyMap<string, string>,
  words: Words,
): Cards {
  const shapes: Readonly<Record<string, CardShape>> = cardFields;
  const known = new WeakMap<readonly OwnWording[], Cards>();
  const read = (name: string, text: string) => {
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    return shape && readCard(`${name}.yaml`, text, shape);
  };
  const cards: Cards = {
    words,
    say: createPhrases(words),
    names: Object.keys(cardFields) as CardName[],
    fill(name, data) {
      const file = files[name];
      if (!file) throw new RangeError(`no such card: ${name}`);
      return fillCard(name, file, data);
    },
    worded(own) {
      if (own.length === 0) return cards;
      const remembered = known.get(own);
      if (remembered) return remembered;
      const fitting = own.flatMap(({ card, yaml }): [string, CardFile][] => {
        const result = read(card, yaml);
        return result !== undefined && 'card' in result ? [[card, result.card]] : [];
      });
      const worded = cardsOf({ ...files, ...Object.fromEntries(fitting) }, paths, words);
      known.set(own, worded);
      return worded;
    },
    source(name) {
      const path = Object.hasOwn(shapes, name) ? paths.get(`${name}.yaml`) : undefined;
      return path === undefined ? undefined : readFileSync(path, 'utf8');
    },
    faultsIn(name, text) {
      const result = read(name, text);
      if (result === undefined) return [{ fault: 'no card of the program has this name' }];
      return 'faults' in result ? result.faults.map(({ file: _file, ...fault }) => fault) : [];
    },
  };
  return cards;
}

function yamlFiles(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
}

function readWords(path: string) {
  if (!existsSync(path)) return { faults: [{ file: path, fault: 'is missing' }] };
  return readYaml(path, readFileSync(path, 'utf8'), wordsSchema);
}

export function readCard(
  file: string,
  text: string,
  shape: CardShape,
): { readonly card: CardFile } | { readonly faults: readonly FileFault[] } {
  const read = readYaml(file, text, cardFileSchema);
  if ('faults' in read) return read;
  const faults = checkWording(read.value, shape).map(({ path, fault }) => {
    const line = read.lineOf(path);
    return { file, ...(line === undefined ? {} : { line }), fault };
  });
  return faults.length > 0 ? { faults } : { card: read.value };
}
