/** The ways a pupil is written in a message (chat-corpus.md §6). */
import { splitName } from './surnames.ts';

export const nameForms = ['full', 'given', 'nickname', 'surname'] as const;
export type NameForm = (typeof nameForms)[number];

export interface WrittenForm {
  readonly text: string;
  readonly form: NameForm;
}

/** 阿依古丽·买买提: whole, with or without its dot; the part before the dot is the given name. */
function dottedForms({ name, nicknames = [] }: Named): readonly WrittenForm[] {
  const [given = '', ...rest] = name.split('·');
  const full: WrittenForm[] = [
    { text: [given, ...rest].join('.'), form: 'full' },
    { text: [given, ...rest].join(''), form: 'full' },
  ];
  return [
    ...full,
    { text: given, form: 'given' as const },
    ...nicknames.map((text) => ({ text, form: 'nickname' as const })),
  ].filter(({ text }) => [...text].length >= 2);
}

interface Named {
  readonly name: string;
  readonly nicknames?: readonly string[];
}

/** Full name, given name (one character doubled), nicknames, 小 with the last character, 小 or 老 with the surname. */
export function writtenForms(person: Named): readonly WrittenForm[] {
  if (person.name.includes('·')) return dottedForms(person);
  const { surname, given } = splitName(person.name);
  const characters = [...given];
  const last = characters.at(-1) ?? '';
  const forms: WrittenForm[] = [{ text: person.name, form: 'full' }];
  if (characters.length >= 2) forms.push({ text: given, form: 'given' });
  if (characters.length === 1) forms.push({ text: given + given, form: 'given' });
  for (const nickname of person.nicknames ?? []) forms.push({ text: nickname, form: 'nickname' });
  if (last !== '') forms.push({ text: `小${last}`, form: 'given' });
  forms.push({ text: `小${surname}`, form: 'surname' });
  if ([...surname].length > 1) forms.push({ text: surname, form: 'surname' });
  return forms.filter(({ text }) => [...text].length >= 2);
}
