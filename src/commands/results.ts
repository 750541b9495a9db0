/** `daoshi results FILE --on DAY`: says what a table of exam results would file; with `--write` files it. */
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { dayOf, isDay } from '../domain/day.ts';
import { checkResults } from '../domain/results/check-results.ts';
import { resultsTemplate } from '../domain/results/result-words.ts';
import { createIdSource } from '../new-ids.ts';
import { writeXlsx } from '../sheets/write-sheet.ts';
import { loadKnownPeople } from '../storage/known-people.ts';
import { importResults, ranksAllowed } from '../usecases/results/import-results.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { CommandWords } from './command-words.ts';
import { writeNewFile } from './files.ts';
import { ensureLiveSchool } from './live-school.ts';
import { withDatabase } from './open-beside.ts';
import { readRosterFiles } from './roster-files.ts';
import type { Terminal } from './terminal.ts';

export interface ResultsParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly words: CommandWords;
  readonly terminal: Terminal;
}

const shownFailures = 40;

/** 0 where every row was read; 1 where some were not. */
export async function results(parts: ResultsParts, args: readonly string[]): Promise<number> {
  const { config, clock, words, terminal } = parts;
  const { values, positionals } = readArguments('results', {
    args: [...args],
    options: {
      on: { type: 'string' },
      write: { type: 'boolean' },
      failed: { type: 'string' },
      template: { type: 'string' },
    },
    allowPositionals: true,
  });
  if (values.template !== undefined) {
    writeNewFile(values.template, await writeXlsx([{ name: words.word('results'), rows: resultsTemplate }]));
    terminal.print(words.say('results_template_written', { path: values.template }));
    return 0;
  }
  const resultsOn = values.on ?? dayOf(clock.now());
  if (!isDay(resultsOn)) throw new UsageError('results', words.say('value_not_day', { option: '--on' }));
  if (positionals.length === 0) throw new UsageError('results', words.say('import_no_file', {}));
  const { sheets } = await readRosterFiles(positionals);
  return withDatabase(config, async ({ storage, database }) => {
    const now = clock.now();
    const newId = createIdSource(clock);
    const school = await ensureLiveSchool({ storage, newId }, { config, now });
    const { students } = await loadKnownPeople(database.client, school.id);
    const ranks = ranksAllowed(await storage.roster(school), dayOf(now));
    const check = checkResults(sheets, students, { ranks });
    terminal.print(
      words.say('results_found', {
        scores: check.results.length,
        subjects: check.subjects,
        failed: check.failures.length,
      }),
    );
    if (check.skippedRanks.length > 0)
      terminal.print(words.say('results_ranks_skipped', { headings: check.skippedRanks }));
    for (const { sheet, row, reason } of check.failures.slice(0, shownFailures))
      terminal.print(words.say('import_failed_row', { sheet, row, reason }));
    if (values.failed !== undefined && check.failures.length > 0) {
      const rows = check.failures.map(({ sheet, row, reason }) => {
        const cells = sheets.find(({ name }) => name === sheet)?.rows.find((one) => one.row === row)?.cells;
        return [...(cells ?? []), reason];
      });
      const [head] = sheets[0]?.rows ?? [];
      writeNewFile(
        values.failed,
        await writeXlsx([{ name: words.word('failed_rows'), rows: [head?.cells ?? [], ...rows] }]),
      );
      terminal.print(words.say('import_failed_written', { path: values.failed }));
    }
    if (values.write !== true) terminal.print(words.say('import_dry_hint', {}));
    else if (check.results.length === 0) terminal.print(words.say('import_nothing_readable', {}));
    else {
      await importResults(
        { storage, newId },
        { schoolId: school.id, resultsOn, grades: check.grades, results: check.results, now },
      );
      terminal.print(words.say('results_written', { scores: check.results.length, day: resultsOn }));
    }
    return Number(check.failures.length > 0);
  });
}
