/** The lines an operator reads about an import. */

import type { ImportOutlook } from '../domain/roster/import-outlook.ts';
import { reasonText } from '../domain/roster/reasons.ts';
import type { RosterCheck } from '../domain/roster/roster-check.ts';
import type { CommandWords } from './command-words.ts';

const shownFailures = 40;
const shownStudents = 10;

export function sheetLines({ sheets }: RosterCheck, words: CommandWords): string[] {
  return sheets.map(({ name, kind, dataRows, ignoredHeadings }) =>
    words.say('import_sheet', {
      sheet: name,
      what: words.word(kind),
      rows: dataRows,
      ignored: ignoredHeadings,
    }),
  );
}

/** What the file says of the calendar; nothing where it says nothing. */
function calendarLines({ calendar }: RosterCheck, words: CommandWords): string[] {
  const { terms, holidays, makeUpDays } = calendar;
  return [
    ...terms.map(({ firstOn, lastOn }) => words.say('import_term', { first: firstOn, last: lastOn })),
    ...(holidays.length + makeUpDays.length === 0
      ? []
      : [words.say('import_days', { holidays: holidays.length, make_ups: makeUpDays.length })]),
  ];
}

export function outlookLines(outlook: ImportOutlook, check: RosterCheck, words: CommandWords): string[] {
  const kinds = ['staff', 'students', 'guardians', 'pairings', 'identities'] as const;
  const counts = kinds
    .filter((kind) => outlook[kind].fresh + outlook[kind].known > 0)
    .map((kind) => {
      const { fresh, known, changed } = outlook[kind];
      return words.say('import_count', {
        what: words.word(kind),
        fresh,
        known,
        changed: changed === 0 ? undefined : changed,
      });
    });
  const changes = [...counts, ...calendarLines(check, words)];
  const unconfigured = [...outlook.withoutAccount].map(([platform, count]) =>
    words.say('import_no_account', { platform: words.word(platform), count }),
  );
  const { otherMentor } = outlook;
  const more = otherMentor.length > shownStudents ? '…' : '';
  const students = otherMentor.slice(0, shownStudents).join('、') + more;
  return [
    words.say('import_would', {}),
    ...(changes.length > 0 ? changes : [words.say('import_nothing_new', {})]),
    ...unconfigured,
    ...(otherMentor.length > 0
      ? [words.say('import_other_mentor', { count: otherMentor.length, students })]
      : []),
  ];
}

export function failureLines({ failures }: RosterCheck, words: CommandWords): string[] {
  if (failures.length === 0) return [words.say('import_all_fine', {})];
  const rest = failures.length - shownFailures;
  return [
    words.say('import_failed_title', { count: failures.length }),
    ...failures
      .slice(0, shownFailures)
      .map(({ sheet, row, reason }) =>
        words.say('import_failed_row', { sheet, row, reason: reasonText(reason) }),
      ),
    ...(rest > 0 ? [words.say('import_failed_more', { rest })] : []),
  ];
}
