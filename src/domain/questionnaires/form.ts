/** A form as data: what is asked, of whom, about whom. Checked by `form-schema.ts`; the ready bank is in `src/forms`. */

export const respondentKinds = ['student', 'guardian', 'staff'] as const;
export type RespondentKind = (typeof respondentKinds)[number];

/** `mentor`: one sheet per mentor of the student; `self`: an application or agreement of the respondent's own. */
export const formSubjects = ['mentor', 'school', 'self'] as const;
export type FormSubject = (typeof formSubjects)[number];

/** What never reaches minors unless the psych teacher has signed the item off. */
export const sensitiveTopics = ['symptoms', 'self_harm', 'family_income', 'belief'] as const;
export type SensitiveTopic = (typeof sensitiveTopics)[number];

/** Whom a respondent may name. */
export const personScopes = ['mentors', 'classmates', 'staff'] as const;
export type PersonScope = (typeof personScopes)[number];

/** "I don't know / I'd rather not say": a way out of every question of opinion. */
export const noOpinion = 'no_opinion';

/** The three answers of an item of kind `yes_no`. */
const yesNoValues = ['yes', 'no'] as const;

export interface Choice {
  readonly value: string;
  readonly text: string;
  /** Decimal text; what the choice counts in the form's figure. */
  readonly score?: string;
  /** Counts towards the share of the satisfied. */
  readonly isSatisfied?: boolean;
}

/** Asked only where an earlier item was answered so. */
export interface Condition {
  readonly item: string;
  readonly is: readonly string[];
}

interface ItemBase {
  readonly key: string;
  readonly ask: string;
  readonly hint?: string;
  readonly isRequired: boolean;
  /** A question of opinion may always be left open by name. */
  readonly isOpinion: boolean;
  readonly when?: Condition;
  /** A "no" is a possible complaint: it becomes a private case and is never counted. */
  readonly isEthics: boolean;
}

export interface ChoiceItem extends ItemBase {
  readonly kind: 'single' | 'multiple' | 'scale';
  readonly choices: readonly Choice[];
  /** Of `multiple`: at most so many. */
  readonly atMost?: number;
  /** Of `scale`: drawn as faces, for those who read little. */
  readonly hasFaces: boolean;
}

export interface YesNoItem extends ItemBase {
  readonly kind: 'yes_no';
  /** How the two answers are worded. */
  readonly yes: string;
  readonly no: string;
}

export interface NumberItem extends ItemBase {
  readonly kind: 'number';
  readonly least: number;
  readonly most: number;
  readonly decimals: number;
  readonly unit?: string;
  /** The number itself is the score of the item. */
  readonly isScore: boolean;
}

export interface DateItem extends ItemBase {
  readonly kind: 'date';
}

export interface TextItem extends ItemBase {
  readonly kind: 'short_text' | 'long_text';
  /** Characters. */
  readonly longest: number;
}

export interface PersonItem extends ItemBase {
  readonly kind: 'person';
  readonly scope: PersonScope;
  readonly atMost: number;
}

/** Every own mentor is given one of the choices. */
export interface MatrixItem extends ItemBase {
  readonly kind: 'mentor_matrix';
  readonly choices: readonly Choice[];
}

export type FormItem = ChoiceItem | YesNoItem | NumberItem | DateItem | TextItem | PersonItem | MatrixItem;

export interface FormSection {
  readonly title?: string;
  readonly intro?: string;
  readonly items: readonly FormItem[];
}

export interface QuestionnaireForm {
  readonly key: string;
  readonly version: number;
  readonly title: string;
  /** One or two plain sentences above the first question. */
  readonly intro?: string;
  readonly respondents: readonly RespondentKind[];
  readonly about: FormSubject;
  /** Said before the first question. */
  readonly isNamed: boolean;
  /** The item that says who is satisfied, for the share of them (SONGSHI-73). */
  readonly satisfaction?: string;
  /** The form of schemes.md (e) that this one fills, e.g. `F-SHEWOBO-6`. */
  readonly source?: string;
  readonly sections: readonly FormSection[];
}

export function itemsOf(form: QuestionnaireForm): readonly FormItem[] {
  return form.sections.flatMap((section) => section.items);
}

/** What may be picked in an item with fixed answers, the way out included; undefined where answers are free. */
export function valuesOf(item: FormItem): readonly string[] | undefined {
  const values = fixedValues(item);
  return values && (item.isOpinion ? [...values, noOpinion] : values);
}

function fixedValues(item: FormItem): readonly string[] | undefined {
  switch (item.kind) {
    case 'single':
    case 'multiple':
    case 'scale':
    case 'mentor_matrix':
      return item.choices.map(({ value }) => value);
    case 'yes_no':
      return yesNoValues;
    default:
      return undefined;
  }
}
