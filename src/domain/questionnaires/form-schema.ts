/** Reads a form from outside: the ready bank, a school's own. Choices that several items share are named once. */
import { z } from 'zod';
import {
  type FormItem,
  formSubjects,
  itemsOf,
  noOpinion,
  personScopes,
  type QuestionnaireForm,
  respondentKinds,
  valuesOf,
} from './form.ts';

const keySchema = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'a key is small letters, digits, - and _');
const wordingSchema = z.string().trim().min(1).max(200);

const choiceSchema = z.strictObject({
  value: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_]{0,19}$/, 'a value is small letters, digits and _')
    .refine((value) => value !== noOpinion, 'this value is kept for the way out'),
  text: z.string().trim().min(1).max(40),
  score: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,2})?$/, 'a score is a decimal in quotes')
    .exactOptional(),
  isSatisfied: z.boolean().exactOptional(),
});

const choicesSchema = z
  .array(choiceSchema)
  .min(2)
  .max(20)
  .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, 'a value stands twice');

/** Either the choices themselves or the name of a list under `choices` of the form. */
const choicesOrName = z.union([choicesSchema, keySchema]);

const base = {
  key: keySchema,
  ask: wordingSchema,
  hint: wordingSchema.exactOptional(),
  isRequired: z.boolean().exactOptional(),
  when: z.strictObject({ item: keySchema, is: z.array(z.string()).min(1) }).exactOptional(),
};

const itemSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.enum(['single', 'scale']),
    choices: choicesOrName,
    isOpinion: z.boolean().exactOptional(),
    hasFaces: z.boolean().exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('multiple'),
    choices: choicesOrName,
    isOpinion: z.boolean().exactOptional(),
    atMost: z.int().min(1).exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('yes_no'),
    yes: z.string().trim().min(1).max(20).default('是'),
    no: z.string().trim().min(1).max(20).default('不是'),
    isOpinion: z.boolean().exactOptional(),
    isEthics: z.boolean().exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('number'),
    least: z.number().default(0),
    most: z.number(),
    decimals: z.int().min(0).max(2).default(0),
    unit: z.string().max(10).exactOptional(),
    isScore: z.boolean().exactOptional(),
  }),
  z.strictObject({ ...base, kind: z.literal('date') }),
  z.strictObject({
    ...base,
    kind: z.enum(['short_text', 'long_text']),
    longest: z.int().min(1).max(2000).exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('person'),
    scope: z.enum(personScopes),
    atMost: z.int().min(1).max(10).default(1),
  }),
  z.strictObject({ ...base, kind: z.literal('mentor_matrix'), choices: choicesOrName }),
]);

const formSchema = z.strictObject({
  key: keySchema,
  version: z.int().min(1),
  title: wordingSchema,
  intro: z.string().trim().min(1).max(300).exactOptional(),
  respondents: z.array(z.enum(respondentKinds)).min(1),
  about: z.enum(formSubjects),
  isNamed: z.boolean(),
  satisfaction: keySchema.exactOptional(),
  source: z.string().exactOptional(),
  choices: z.record(keySchema, choicesSchema).default({}),
  sections: z
    .array(
      z.strictObject({
        title: wordingSchema.exactOptional(),
        intro: wordingSchema.exactOptional(),
        items: z.array(itemSchema).min(1),
      }),
    )
    .min(1),
});

type RawForm = z.output<typeof formSchema>;
type RawItem = RawForm['sections'][number]['items'][number];

export const formFaultKinds = [
  'missing',
  'unknown_field',
  'wrong_value',
  'too_short',
  'too_long',
  'no_list',
  'not_satisfied',
  'twice',
  'depends_on_later',
  'depends_on_dependent',
  'depends_on_people',
  'no_such_answer',
  'no_room',
  'too_many_faces',
  'rows_about_one',
] as const;
export type FormFaultKind = (typeof formFaultKinds)[number];

export interface FormFault {
  /** The key of the item, or the way to the field; empty for the form itself. */
  readonly at: string;
  readonly what: FormFaultKind;
  /** What it is about: a value, a list, another item. */
  readonly detail: string;
}

export type CheckedForm = { readonly form: QuestionnaireForm } | { readonly faults: readonly FormFault[] };

/** For whoever has written the form. */
export function checkForm(value: unknown): CheckedForm {
  const result = formSchema.safeParse(value, { reportInput: true });
  if (!result.success) return { faults: result.error.issues.map(faultOf) };
  const form = toForm(result.data);
  const faults = faultsOf(form, result.data);
  return faults.length > 0 ? { faults } : { form };
}

/** Throws with every fault named. */
export function readForm(value: unknown): QuestionnaireForm {
  const checked = checkForm(value);
  if ('form' in checked) return checked.form;
  const faults = checked.faults.map(({ at, what, detail }) => `${at} ${what} ${detail}`.trim());
  throw new Error(`form: ${faults.join('; ')}`);
}

function faultOf(issue: z.core.$ZodIssue): FormFault {
  const at = issue.path.map((step) => (typeof step === 'number' ? step + 1 : String(step))).join(' › ');
  switch (issue.code) {
    case 'unrecognized_keys':
      return { at, what: 'unknown_field', detail: issue.keys.join(', ') };
    case 'too_small':
      return { at, what: 'too_short', detail: '' };
    case 'too_big':
      return { at, what: 'too_long', detail: '' };
    default: {
      const what = issue.input === undefined && issue.code === 'invalid_type' ? 'missing' : 'wrong_value';
      const detail = typeof issue.input === 'string' ? issue.input.slice(0, 40) : '';
      return { at, what, detail };
    }
  }
}

function toForm({ choices, sections, ...form }: RawForm): QuestionnaireForm {
  return {
    ...form,
    sections: sections.map(({ items, ...section }) => ({
      ...section,
      items: items.map((item) => toItem(item, choices)),
    })),
  };
}

const longestOf = { short_text: 60, long_text: 500 };

function toItem(item: RawItem, lists: RawForm['choices']): FormItem {
  const { key, ask, hint, when } = item;
  const named = {
    key,
    ask,
    ...(hint === undefined ? {} : { hint }),
    ...(when === undefined ? {} : { when }),
  };
  // What is asked to know the mind, and not to fill in a paper, need not be answered.
  const common = { ...named, isRequired: item.isRequired ?? false, isOpinion: false, isEthics: false };
  switch (item.kind) {
    case 'single':
    case 'scale':
      return {
        ...common,
        kind: item.kind,
        choices: listOf(item.choices, lists),
        isOpinion: item.isOpinion ?? true,
        hasFaces: item.hasFaces ?? false,
      };
    case 'multiple':
      return {
        ...common,
        kind: item.kind,
        choices: listOf(item.choices, lists),
        isOpinion: item.isOpinion ?? true,
        hasFaces: false,
        ...(item.atMost === undefined ? {} : { atMost: item.atMost }),
      };
    case 'mentor_matrix':
      return { ...common, kind: item.kind, choices: listOf(item.choices, lists), isOpinion: true };
    case 'yes_no':
      return {
        ...common,
        kind: item.kind,
        yes: item.yes,
        no: item.no,
        isOpinion: item.isOpinion ?? true,
        isEthics: item.isEthics ?? false,
      };
    case 'number': {
      const { least, most, decimals, unit } = item;
      const isScore = item.isScore ?? false;
      return {
        ...common,
        kind: item.kind,
        least,
        most,
        decimals,
        isScore,
        ...(unit === undefined ? {} : { unit }),
      };
    }
    case 'date':
      return { ...common, kind: item.kind };
    case 'short_text':
    case 'long_text':
      return { ...common, kind: item.kind, longest: item.longest ?? longestOf[item.kind] };
    case 'person':
      return { ...common, kind: item.kind, scope: item.scope, atMost: item.atMost };
  }
}

function listOf(
  given: z.output<typeof choicesOrName>,
  lists: RawForm['choices'],
): z.output<typeof choicesSchema> {
  return typeof given === 'string' ? (lists[given] ?? []) : given;
}

function faultsOf(form: QuestionnaireForm, raw: RawForm): readonly FormFault[] {
  const faults: FormFault[] = [];
  const fault = (at: string, what: FormFaultKind, detail = ''): void => {
    faults.push({ at, what, detail });
  };
  const before = new Map<string, FormItem>();
  const names = raw.sections.flatMap(({ items }) =>
    items.flatMap((item) => ('choices' in item && typeof item.choices === 'string' ? [item.choices] : [])),
  );
  for (const name of names) if (raw.choices[name] === undefined) fault('choices', 'no_list', name);
  const { satisfaction } = form;
  if (
    satisfaction !== undefined &&
    !itemsOf(form).some((item) => item.key === satisfaction && saysSatisfied(item))
  )
    fault(satisfaction, 'not_satisfied');
  for (const item of itemsOf(form)) {
    if (before.has(item.key)) fault(item.key, 'twice');
    const { when } = item;
    if (when !== undefined) {
      const asked = before.get(when.item);
      if (asked === undefined) fault(item.key, 'depends_on_later', when.item);
      else if (asked.when !== undefined) fault(item.key, 'depends_on_dependent', when.item);
      else if (asked.kind === 'mentor_matrix' || asked.kind === 'person')
        fault(item.key, 'depends_on_people', when.item);
      else {
        const values = valuesOf(asked) ?? [];
        for (const value of when.is) if (!values.includes(value)) fault(when.item, 'no_such_answer', value);
      }
    }
    if (item.kind === 'number' && item.least > item.most) fault(item.key, 'no_room');
    if (item.kind === 'scale' && item.hasFaces && item.choices.length > 5) fault(item.key, 'too_many_faces');
    if (item.kind === 'mentor_matrix' && form.about === 'mentor') fault(item.key, 'rows_about_one');
    before.set(item.key, item);
  }
  return faults;
}

function saysSatisfied(item: FormItem): boolean {
  return (
    'choices' in item &&
    item.kind !== 'multiple' &&
    item.choices.some(({ isSatisfied }) => isSatisfied === true)
  );
}
