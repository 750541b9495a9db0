/** Numbers out of returned sheets. Decimal, nothing is rounded here (CV-12); who may see them says `report.ts`. */
import { Big } from 'big.js';
import { type Choice, type FormItem, itemsOf, noOpinion, type QuestionnaireForm } from './form.ts';
import type { Answers, AnswerValue } from './read-answers.ts';

/** One returned sheet, without who returned it. */
export interface Sheet {
  /** Empty where the sheet is not about a mentor. */
  readonly mentorId: string;
  readonly answers: Answers;
}

/** Plain mean of the scores of the items that were answered; undefined where none was, or none counts. */
export function sheetScore(form: QuestionnaireForm, answers: Answers): Big | undefined {
  return meanOf(itemsOf(form).flatMap((item) => itemScore(item, answers[item.key]) ?? []));
}

function itemScore(item: FormItem, answer: AnswerValue | undefined): Big | undefined {
  if (typeof answer !== 'string') return undefined;
  if (item.kind === 'number') return item.isScore ? new Big(answer) : undefined;
  const score = choiceOf(item, answer)?.score;
  return score === undefined ? undefined : new Big(score);
}

function choiceOf(item: FormItem, value: string): Choice | undefined {
  if (item.kind !== 'single' && item.kind !== 'scale') return undefined;
  return item.choices.find((choice) => choice.value === value);
}

function meanOf(values: readonly Big[]): Big | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum.plus(value)).div(values.length);
}

/** CV-14: the plain mean of the sheets. */
export interface ScoreFigure {
  readonly mean: Big;
  /** Sheets with a score. */
  readonly count: number;
}

export function scoreFigure(form: QuestionnaireForm, sheets: readonly Sheet[]): ScoreFigure | undefined {
  const scores = sheets.flatMap(({ answers }) => sheetScore(form, answers) ?? []);
  const mean = meanOf(scores);
  return mean && { mean, count: scores.length };
}

/** How many of those who said so are satisfied. */
export interface SatisfiedFigure {
  readonly satisfied: number;
  readonly asked: number;
}

export function satisfiedFigure(
  form: QuestionnaireForm,
  sheets: readonly Sheet[],
): SatisfiedFigure | undefined {
  const item = itemsOf(form).find(({ key }) => key === form.satisfaction);
  if (item === undefined) return undefined;
  const chosen = sheets.flatMap(({ answers }) => {
    const answer = answers[item.key];
    return (typeof answer === 'string' ? choiceOf(item, answer) : undefined) ?? [];
  });
  return { satisfied: chosen.filter(({ isSatisfied }) => isSatisfied).length, asked: chosen.length };
}

export interface ItemFigure {
  readonly key: string;
  /** Sheets with an answer, the way out included. */
  readonly answered: number;
  readonly noOpinion: number;
  /** By value, in the order of the form; of `multiple` a sheet counts under each. */
  readonly counts: readonly { readonly value: string; readonly text: string; readonly count: number }[];
  /** Of scores and numbers. */
  readonly mean?: Big;
}

/** Figures of items with fixed answers and of numbers; words, people and complaints have none. */
export function itemFigures(form: QuestionnaireForm, sheets: readonly Sheet[]): readonly ItemFigure[] {
  return itemsOf(form).flatMap((item) => {
    const choices = countedChoices(item);
    if (choices === undefined) return [];
    const answers = sheets.flatMap(({ answers }) => answers[item.key] ?? []);
    const given = answers.map((answer) => [answer].flat().flatMap(valuesIn));
    const numbers = answers.flatMap((answer) => numberIn(item, answer) ?? []);
    const mean = meanOf(numbers);
    return [
      {
        key: item.key,
        answered: sheets.filter(({ answers }) => answers[item.key] !== undefined).length,
        noOpinion: given.filter((values) => values.includes(noOpinion)).length,
        counts: choices.map(({ value, text }) => ({
          value,
          text,
          count: given.reduce((sum, values) => sum + values.filter((one) => one === value).length, 0),
        })),
        ...(mean === undefined ? {} : { mean }),
      },
    ];
  });
}

function valuesIn(answer: string | Readonly<Record<string, string>>): readonly string[] {
  return typeof answer === 'string' ? [answer] : Object.values(answer);
}

function countedChoices(item: FormItem): readonly Pick<Choice, 'value' | 'text'>[] | undefined {
  switch (item.kind) {
    case 'single':
    case 'multiple':
    case 'scale':
    case 'mentor_matrix':
      return item.choices;
    case 'yes_no':
      return item.isEthics
        ? undefined
        : [
            { value: 'yes', text: item.yes },
            { value: 'no', text: item.no },
          ];
    case 'number':
      return [];
    default:
      return undefined;
  }
}

function numberIn(item: FormItem, answer: AnswerValue): Big | undefined {
  if (item.kind === 'number' && typeof answer === 'string') return new Big(answer);
  return itemScore(item, answer);
}
