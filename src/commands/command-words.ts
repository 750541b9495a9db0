/** What the command line says, from `cards/commands.yaml`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CardsError } from '../cards/load-cards.ts';
import { readYaml } from '../cards/read-yaml.ts';
import { type FieldValues, fieldsOf, fillTemplate, parseTemplate } from '../cards/template.ts';
import { type CommandSentence, commandSentences } from './command-sentences.ts';

const wordNames = [
  'failed_rows',
  'results',
  'staff',
  'students',
  'calendar',
  'guardians',
  'classes',
  'pairings',
  'identities',
  'holiday',
  'make_up',
  'wecom',
  'dingtalk',
] as const;
type WordName = (typeof wordNames)[number];

const describedVerbs = [
  'admin',
  'doctor',
  'import',
  'school',
  'sync',
  'understand',
  'rotate-key',
  'forget-words',
  'results',
  'promote',
  'export',
] as const;
export type DescribedVerb = (typeof describedVerbs)[number];

export interface CommandWords {
  readonly help: string;
  usage(verb: DescribedVerb): string;
  word(name: WordName): string;
  say<Name extends CommandSentence>(name: Name, values: ValuesOf<Name>): string;
}

/** Every field of the sentence must be handed over; one that may be missing is handed over as undefined. */
type ValuesOf<Name extends CommandSentence> = Readonly<
  Record<(typeof commandSentences)[Name][number], string | number | readonly string[] | undefined>
>;

const names = Object.keys(commandSentences).filter(
  (name): name is CommandSentence => name in commandSentences,
);
const text = z.string().min(1);
const schema = z.strictObject({
  help: text,
  usage: z.record(z.enum(describedVerbs), text),
  sentences: z.record(z.enum(names), text.transform(parseTemplate)),
  words: z.record(z.enum(wordNames), text),
});

/** Throws CardsError with every fault. */
export function loadCommandWords(folder: string): CommandWords {
  const file = join(folder, 'commands.yaml');
  const read = readYaml(file, readFileSync(file, 'utf8'), schema);
  if ('faults' in read) throw new CardsError(read.faults);
  const { help, usage, sentences, words } = read.value;
  const faults = names.flatMap((name) => {
    const known: readonly string[] = commandSentences[name];
    return fieldsOf(sentences[name])
      .filter(({ field }) => !known.includes(field))
      .map(({ field }) => ({ file, fault: `${name}: {${field}} is not a field here` }));
  });
  if (faults.length > 0) throw new CardsError(faults);
  return {
    help: help.trimEnd(),
    usage: (verb) => usage[verb].trimEnd(),
    word: (name) => words[name],
    say: (name, values) => fillTemplate(sentences[name], values satisfies FieldValues),
  };
}
