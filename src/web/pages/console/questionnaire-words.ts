/** What a round and its numbers are called, the same on the page and in the table that is taken away. */
import { Big } from 'big.js';
import type { SatisfiedFigure, ScoreFigure } from '../../../domain/questionnaires/figures.ts';
import { type FormItem, noOpinion, type RespondentKind } from '../../../domain/questionnaires/form.ts';
import type { AnswerValue } from '../../../domain/questionnaires/read-answers.ts';
import type { ResponseState, SmallestGroups } from '../../../domain/questionnaires/report.ts';
import { className, type SchoolRoster } from '../../../domain/school-roster.ts';
import type { RoundState } from '../../../usecases/questionnaires/report-round.ts';

export const respondentWords: Readonly<Record<RespondentKind, string>> = {
  student: '学生填',
  guardian: '家长填',
  staff: '老师填',
};

export const stateWords: Readonly<Record<RoundState, string>> = {
  planned: '还没开始',
  open: '正在收',
  closed: '收完了',
};

export const responseWords: Readonly<Record<ResponseState, string | undefined>> = {
  no_conclusion: '收回不到三成，下面的数说明不了什么，请不要拿来下结论。',
  caution: '收回不到六成，下面的数要小心看：没交的人可能想得不一样。',
  enough: undefined,
};

export const ceilingWords =
  '几乎人人都满意，这个数已经分不出高低。想知道哪里能更好，看一题一题的回答和大家写的话。';

export const noOpinionWords = '不知道 / 不想说';

export function tooFewWords({ numbers }: SmallestGroups): string {
  return `收到的太少：不到 ${numbers} 份不显示，免得猜出是谁填的。`;
}

export function shareWords(part: number, of: number): string {
  return of === 0 ? '—' : `${new Big(part).times(100).div(of).round(0, Big.roundHalfUp).toFixed()}%`;
}

/** Half up, two places, and only here (CV-12). */
export function meanWords(mean: Big): string {
  return mean.round(2, Big.roundHalfUp).toFixed(2);
}

export function scoreWords({ mean, count }: ScoreFigure): string {
  return `平均 ${meanWords(mean)}（${count} 份）`;
}

export function satisfiedWords({ satisfied, asked }: SatisfiedFigure): string {
  return `满意 ${satisfied} / ${asked}（${shareWords(satisfied, asked)}）`;
}

export function returnedWords({ returned, invited }: { returned: number; invited: number }): string {
  return invited === 0 ? '还没有发出' : `收回 ${returned} / ${invited}（${shareWords(returned, invited)}）`;
}

export function scopeWords(roster: SchoolRoster, scope: string): string {
  if (scope === '') return '全校';
  return scope.includes('.') ? className(roster, scope) : `${scope}年级`;
}

export function classWords(roster: SchoolRoster, classKey: string): string {
  return classKey === '' ? '老师' : className(roster, classKey);
}

export function namesOf(roster: SchoolRoster, ids: readonly string[]): string {
  return ids.map((id) => roster.people.get(id)?.name ?? '已离校的老师').join('、');
}

/** One answer in words; people by name, a matrix line by line. */
export function answerWords(roster: SchoolRoster, item: FormItem, answer: AnswerValue | undefined): string {
  if (answer === undefined) return '（没有填）';
  if (item.kind === 'person') return namesOf(roster, [answer].flat().filter(isText));
  if (typeof answer === 'string') return valueWords(item, answer);
  if (isList(answer)) return answer.map((value) => valueWords(item, value)).join('、');
  return Object.entries(answer)
    .map(([id, value]) => `${namesOf(roster, [id])}：${valueWords(item, value)}`)
    .join('；');
}

function isText(answer: string | Readonly<Record<string, string>>): answer is string {
  return typeof answer === 'string';
}

function isList(answer: AnswerValue): answer is readonly string[] {
  return Array.isArray(answer);
}

function valueWords(item: FormItem, value: string): string {
  if (item.kind === 'short_text' || item.kind === 'long_text' || item.kind === 'date') return value;
  if (value === noOpinion) return noOpinionWords;
  if (item.kind === 'number') return `${value}${item.unit ?? ''}`;
  if (item.kind === 'yes_no') return value === 'yes' ? item.yes : item.no;
  return ('choices' in item ? item.choices : []).find((choice) => choice.value === value)?.text ?? value;
}
