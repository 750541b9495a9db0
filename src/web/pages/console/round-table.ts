/** A round's page as sheets of a table: the same report, the same words. */
import { itemsOf } from '../../../domain/questionnaires/form.ts';
import {
  isAtCeiling,
  type SmallestGroups,
  type WholeFigures,
} from '../../../domain/questionnaires/report.ts';
import type { SheetContent } from '../../../domain/roster/sheet-text.ts';
import type { SchoolRoster } from '../../../domain/school-roster.ts';
import type { QuestionnaireResult, RoundReport } from '../../../usecases/questionnaires/report-round.ts';
import {
  ceilingWords,
  classWords,
  meanWords,
  namesOf,
  noOpinionWords,
  respondentWords,
  responseWords,
  scoreWords,
  shareWords,
  tooFewWords,
} from './questionnaire-words.ts';

type Rows = readonly (readonly string[])[];

/** One sheet for each questionnaire, under a name of its own. */
export function roundTable(roster: SchoolRoster, { questionnaires, smallest }: RoundReport): SheetContent[] {
  return questionnaires.map((result, index) => ({
    name: `${index + 1} ${respondentWords[result.respondents]}`,
    rows: [[result.form.title], ...returned(roster, result), ...told(roster, result, smallest)],
  }));
}

function returned(roster: SchoolRoster, result: QuestionnaireResult): Rows {
  const count = (name: string, { invited, returned }: { invited: number; returned: number }) => [
    name,
    String(invited),
    String(returned),
    shareWords(returned, invited),
  ];
  return [
    [],
    ['班级', '请了', '收回', '收回率'],
    ...result.classes.map((one) => count(classWords(roster, one.classKey), one)),
    count('合计', result),
  ];
}

function told(
  roster: SchoolRoster,
  { form, report, response }: QuestionnaireResult,
  smallest: SmallestGroups,
): Rows {
  if (report === undefined) return [];
  const { own, groups, whole } = report;
  const warning = responseWords[response];
  return [
    ...(warning === undefined ? [] : [[], [warning]]),
    ...(own === undefined
      ? []
      : [[], ['关于自己', own === 'too_few' ? tooFewWords(smallest) : scoreWords(own)]]),
    ...(whole === 'too_few' ? [[], [tooFewWords(smallest)]] : []),
    ...(whole === undefined || whole === 'too_few' ? [] : totals(whole)),
    ...(groups === undefined || groups.length === 0
      ? []
      : [
          [],
          ['导师', '平均', '份数', '满意'],
          ...groups.map(({ mentorIds, score, satisfied }) => [
            namesOf(roster, mentorIds),
            meanWords(score.mean),
            String(score.count),
            satisfied === undefined ? '' : shareWords(satisfied.satisfied, satisfied.asked),
          ]),
        ]),
    ...(whole === undefined || whole === 'too_few' ? [] : items(form, whole, smallest)),
  ];
}

function totals({ score, satisfied }: WholeFigures): Rows {
  return [
    ...(score === undefined ? [] : [[], ['总的平均', meanWords(score.mean), String(score.count)]]),
    ...(satisfied === undefined
      ? []
      : [
          [
            '满意',
            `${satisfied.satisfied} / ${satisfied.asked}`,
            shareWords(satisfied.satisfied, satisfied.asked),
          ],
        ]),
    ...(satisfied !== undefined && isAtCeiling(satisfied) ? [[ceilingWords]] : []),
  ];
}

function items(form: QuestionnaireResult['form'], whole: WholeFigures, smallest: SmallestGroups): Rows {
  return itemsOf(form).flatMap((item): Rows => {
    const figure = whole.items.find(({ key }) => key === item.key);
    const texts = whole.words.find(({ key }) => key === item.key)?.texts;
    if (texts !== undefined) return [[], [item.ask], ...texts.map((text) => ['', text])];
    if (figure !== undefined) {
      const { answered, noOpinion, counts, mean } = figure;
      const row = (text: string, count: number) => ['', text, String(count), shareWords(count, answered)];
      return [
        [],
        [item.ask, mean === undefined ? '' : `平均 ${meanWords(mean)}`, String(answered)],
        ...counts.map(({ text, count }) => row(text, count)),
        ...(counts.length > 0 && item.isOpinion ? [row(noOpinionWords, noOpinion)] : []),
      ];
    }
    const isCounted = !item.isEthics && !['short_text', 'long_text', 'date', 'person'].includes(item.kind);
    return isCounted ? [[], [item.ask], ['', tooFewWords(smallest)]] : [];
  });
}
