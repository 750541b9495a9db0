/** Which required field of the scheme's form an entry leaves out. One that lists no field at all is taken as it is. */
import type { Day } from '../day.ts';
import type { SchemeVersion } from '../schemes/scheme.ts';
import type { ContactOutcome } from '../vocabulary.ts';
import { settlingKinds } from './settles-contact.ts';

export interface WrittenForm {
  readonly kind: string;
  readonly on: Day;
  /** The words of the record itself: its summary. */
  readonly text: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** F-CONTACT-1. Time, person and form of the contact are known from the record. */
const guardianForm = {
  rules: ['SHEWOBO-42', 'XIGAO-42'],
  kinds: ['phone_call', 'home_visit', 'guardian_contact'],
  fields: ['topic', 'summary', 'effect_evaluation'],
} as const;

export function missingField(
  schemeVersions: readonly SchemeVersion[],
  { kind, on, text, fields }: WrittenForm,
): string | undefined {
  if (!fields || Object.keys(fields).length === 0) return undefined;
  const version = schemeVersions.findLast(({ effectiveFrom }) => effectiveFrom <= on);
  const written = { summary: text, ...fields };
  const isBlank = (field: string) => (new Map(Object.entries(written)).get(field) ?? '').trim() === '';
  return version && requiredFields(version, kind).find(isBlank);
}

/** A report in chat tells these in its own words. */
const toldInWords: ReadonlySet<string> = new Set(['topic', 'summary']);

/** The first field that is asked for once a report was filed. What came to nothing has no effect to tell of. */
export function fieldToAsk(
  schemeVersions: readonly SchemeVersion[],
  contact: Pick<WrittenForm, 'kind' | 'on' | 'fields'> & { readonly outcome: ContactOutcome },
): string | undefined {
  if (contact.outcome !== 'done') return undefined;
  const version = schemeVersions.findLast(({ effectiveFrom }) => effectiveFrom <= contact.on);
  if (version === undefined) return undefined;
  const isFilled = (field: string) =>
    (new Map(Object.entries(contact.fields ?? {})).get(field) ?? '').trim() !== '';
  return requiredFields(version, contact.kind).find((field) => !toldInWords.has(field) && !isFilled(field));
}

/** What the form of such an entry asks for, in the scheme of the day. */
export function fieldsOfForm(
  schemeVersions: readonly SchemeVersion[],
  { kind, on }: Pick<WrittenForm, 'kind' | 'on'>,
): readonly string[] {
  const version = schemeVersions.findLast(({ effectiveFrom }) => effectiveFrom <= on);
  return version === undefined ? [] : requiredFields(version, kind);
}

function requiredFields({ rules }: SchemeVersion, kind: string): readonly string[] {
  const asked = rules
    .flatMap(({ duties }) => duties)
    .filter((template) => settlingKinds(template).includes(kind))
    .flatMap((template) => template.fields ?? []);
  const isGuardianForm =
    guardianForm.kinds.some((known) => known === kind) &&
    rules.some(({ id }) => guardianForm.rules.some((known) => known === id));
  return isGuardianForm ? [...asked, ...guardianForm.fields] : asked;
}
