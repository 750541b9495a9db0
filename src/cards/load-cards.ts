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
}

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

  return {
    words: words.value,
    say: createPhrases(words.value),
    fill(name, data) {
      const file = files[name];
      if (!file) throw new RangeError(`no such card: ${name}`);
      return fillCard(name, file, data);
    },
  };
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
