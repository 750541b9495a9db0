/** Reads what somebody filled in against the form. Pure; nothing given is lost where something else is wrong. */
import { isDay } from '../day.ts';
import { type FormItem, itemsOf, noOpinion, type QuestionnaireForm, valuesOf } from './form.ts';

/** One value, several, or one per mentor by id. */
export type AnswerValue = string | readonly string[] | Readonly<Record<string, string>>;
export type Answers = Readonly<Record<string, AnswerValue>>;

/** Whom this respondent may name or rate: ids by item key. */
export type PeopleAsked = Readonly<Record<string, readonly string[]>>;

export type AnswerFault =
  | 'missing'
  | 'not_offered'
  | 'too_many'
  | 'too_long'
  | 'not_a_number'
  | 'out_of_range'
  | 'not_a_day';

/** The fields of a sent page by item key; a row of a matrix is `key.personId`. */
export interface GivenFields {
  all(name: string): readonly string[];
}

export interface ReadAnswers {
  readonly answers: Answers;
  /** By item key. */
  readonly faults: ReadonlyMap<string, AnswerFault>;
}

/** The items that are asked, given what was answered before them. */
function askedItems(form: QuestionnaireForm, answers: Answers): readonly FormItem[] {
  return itemsOf(form).filter(({ when }) => {
    if (when === undefined) return true;
    const given = answers[when.item];
    return chosenIn(given).some((value) => when.is.includes(value));
  });
}

function chosenIn(given: AnswerValue | undefined): readonly string[] {
  if (given === undefined) return [];
  if (typeof given === 'string') return [given];
  return Array.isArray(given) ? given : Object.values(given);
}

/** A whole sheet: what must be answered and is not is a fault. */
export function readAnswers(form: QuestionnaireForm, given: GivenFields, people: PeopleAsked): ReadAnswers {
  return read(form, given, people, true);
}

/** A half-filled sheet: what is readable is kept, nothing is missing yet. */
export function readDraft(form: QuestionnaireForm, given: GivenFields, people: PeopleAsked): ReadAnswers {
  return read(form, given, people, false);
}

function read(
  form: QuestionnaireForm,
  given: GivenFields,
  people: PeopleAsked,
  isWhole: boolean,
): ReadAnswers {
  const answers: Record<string, AnswerValue> = {};
  const faults = new Map<string, AnswerFault>();
  for (const item of itemsOf(form)) {
    if (!askedItems(form, answers).includes(item)) continue;
    const value = readItem(item, given, people[item.key] ?? []);
    if (value === undefined) {
      if (isWhole && item.isRequired) faults.set(item.key, 'missing');
    } else if ('fault' in value) faults.set(item.key, value.fault);
    else answers[item.key] = value.answer;
  }
  return { answers, faults };
}

type Read<Value> = { readonly answer: Value } | { readonly fault: AnswerFault } | undefined;
type ReadItem = Read<AnswerValue>;

function readItem(item: FormItem, given: GivenFields, people: readonly string[]): ReadItem {
  const values = given
    .all(item.key)
    .map((value) => value.trim())
    .filter((value) => value !== '');
  switch (item.kind) {
    case 'single':
    case 'scale':
    case 'yes_no':
      return oneOf(values, valuesOf(item) ?? []);
    case 'multiple':
      return someOf(values, valuesOf(item) ?? [], item.atMost ?? item.choices.length);
    case 'person':
      return someOf(values, people, item.atMost);
    case 'mentor_matrix':
      return readRows(item, given, people);
    case 'number':
      return readNumber(item, values[0]);
    case 'date':
      return readDay(values[0]);
    case 'short_text':
    case 'long_text':
      return readText(given.all(item.key)[0], item.longest);
  }
}

function oneOf(values: readonly string[], offered: readonly string[]): Read<string> {
  const [value] = values;
  if (value === undefined) return undefined;
  return values.length === 1 && offered.includes(value) ? { answer: value } : { fault: 'not_offered' };
}

/** Who picks the way out and something else beside it has said something else. */
function someOf(values: readonly string[], offered: readonly string[], atMost: number): ReadItem {
  if (values.length === 0) return undefined;
  const chosen = [...new Set(values)];
  if (!chosen.every((value) => offered.includes(value))) return { fault: 'not_offered' };
  const said = chosen.filter((value) => value !== noOpinion);
  if (said.length === 0) return { answer: chosen };
  return said.length > atMost ? { fault: 'too_many' } : { answer: said };
}

function readRows(item: FormItem, given: GivenFields, people: readonly string[]): ReadItem {
  const offered = valuesOf(item) ?? [];
  const rows: Record<string, string> = {};
  for (const id of people) {
    const row = oneOf(
      given.all(`${item.key}.${id}`).filter((value) => value !== ''),
      offered,
    );
    if (row === undefined) continue;
    if ('fault' in row) return row;
    rows[id] = row.answer;
  }
  return Object.keys(rows).length === 0 ? undefined : { answer: rows };
}

function readNumber(
  { least, most, decimals }: Extract<FormItem, { kind: 'number' }>,
  text: string | undefined,
): ReadItem {
  if (text === undefined) return undefined;
  // Phones type full-width digits, and people write the unit beside them.
  const plain = text
    .normalize('NFKC')
    .replace(/。/g, '.')
    .replace(/[^\d.-]+$/u, '')
    .trim();
  const match = /^-?\d{1,9}(?:\.(\d{1,9}))?$/.exec(plain);
  if (match === null || (match[1] ?? '').length > decimals) return { fault: 'not_a_number' };
  const number = Number(plain);
  return number < least || number > most ? { fault: 'out_of_range' } : { answer: String(number) };
}

function readDay(text: string | undefined): ReadItem {
  if (text === undefined) return undefined;
  const [, year = '', month = '', day = ''] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.normalize('NFKC')) ?? [];
  const plain = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(plain) ? { answer: plain } : { fault: 'not_a_day' };
}

/** Lines stay; control characters, half characters and marks that turn the reading direction do not. */
function readText(text: string | undefined, longest: number): ReadItem {
  const plain = (text ?? '')
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  if (plain === '') return undefined;
  return [...plain].length > longest ? { fault: 'too_long' } : { answer: plain };
}
