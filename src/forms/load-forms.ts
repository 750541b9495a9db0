/** The ready bank of forms. Read once: what is shipped does not change while the program runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { QuestionnaireForm } from '../domain/questionnaires/form.ts';
import { readForm } from '../domain/questionnaires/form-schema.ts';

let bank: ReadonlyMap<string, QuestionnaireForm> | undefined;

/** By key. Throws with the faults of the first file that does not fit. */
export function loadForms(): ReadonlyMap<string, QuestionnaireForm> {
  bank ??= new Map(formFiles().map(readFile));
  return bank;
}

/** The text of a form of the bank, to begin one's own with; empty where there is none of this key. */
export function formText(key: string): string {
  return formFiles().includes(`${key}.yaml`) ? readFileSync(new URL(`${key}.yaml`, folder), 'utf8') : '';
}

const folder = new URL('./', import.meta.url);

function formFiles(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
}

function readFile(file: string): [string, QuestionnaireForm] {
  const form = readForm(parse(readFileSync(new URL(file, folder), 'utf8')));
  if (`${form.key}.yaml` !== file) throw new Error(`form ${form.key} stands in ${file}`);
  return [form.key, form];
}
