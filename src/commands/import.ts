/** `daoshi import FILE…`: says what a roster would change; with `--write` changes it, all or nothing. */
import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { checkRoster } from '../domain/roster/check-roster.ts';
import { writeClass } from '../domain/roster/class-name.ts';
import { foreseeImport, type ImportGround } from '../domain/roster/import-outlook.ts';
import { hasNothing, type RosterCheck } from '../domain/roster/roster-check.ts';
import { nobodyKnown } from '../domain/roster/roster-plan.ts';
import { rosterTemplate } from '../domain/roster/roster-template.ts';
import type { Platform } from '../domain/vocabulary.ts';
import { createIdSource } from '../new-ids.ts';
import { writeXlsx } from '../sheets/write-sheet.ts';
import { locateDatabase } from '../storage/database-url.ts';
import { loadKnownPeople } from '../storage/known-people.ts';
import { describeLocation } from '../storage/open-database.ts';
import type { School } from '../storage/schools.ts';
import { TakenError } from '../storage/storage.ts';
import { importRoster } from '../usecases/school/import-roster.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { CommandWords } from './command-words.ts';
import { writeNewFile } from './files.ts';
import { failureLines, outlookLines, sheetLines } from './import-report.ts';
import { ensureLiveSchool } from './live-school.ts';
import { type OpenedBeside, withDatabase } from './open-beside.ts';
import { type RosterFiles, readRosterFiles, writeFailedRows } from './roster-files.ts';
import type { Terminal } from './terminal.ts';

export interface ImportParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly words: CommandWords;
  readonly terminal: Terminal;
}

interface Ask {
  readonly files: RosterFiles;
  readonly write: boolean;
  readonly failedPath: string | undefined;
}

/** 0 where every row was read; 1 where some were not. */
export async function importFiles(parts: ImportParts, args: readonly string[]): Promise<number> {
  const { words, terminal } = parts;
  const { values, positionals } = readArguments('import', {
    args: [...args],
    options: { write: { type: 'boolean' }, failed: { type: 'string' }, template: { type: 'string' } },
    allowPositionals: true,
  });
  if (values.template !== undefined) {
    writeNewFile(values.template, await writeXlsx(rosterTemplate()));
    terminal.print(words.say('import_template_written', { path: values.template }));
    return 0;
  }
  if (positionals.length === 0) throw new UsageError('import', words.say('import_no_file', {}));
  const files = await readRosterFiles(positionals);
  const ask: Ask = { files, write: values.write === true, failedPath: values.failed };
  // A dry run makes nothing, a database least of all.
  if (!ask.write && isDatabaseNotYet(parts.config)) return dryRun(parts, ask, nothingThere(parts.config));
  return withDatabase(parts.config, (opened) => importInto(parts, ask, opened));
}

function isDatabaseNotYet({ database }: Config): boolean {
  const { kind, target } = locateDatabase(database.url);
  return kind === 'sqlite' && !existsSync(target);
}

function nothingThere(config: Config): ImportGround {
  const configured = new Set<Platform>();
  if (config.wecom) configured.add('wecom');
  if (config.dingtalk) configured.add('dingtalk');
  return { known: nobodyKnown, ties: new Set(), configured };
}

async function importInto(parts: ImportParts, ask: Ask, opened: OpenedBeside): Promise<number> {
  const { config, clock, words, terminal } = parts;
  const { storage, database, madeKeyFile } = opened;
  if (madeKeyFile !== undefined) terminal.print(words.say('key_made', { path: madeKeyFile }));
  if (!ask.write && (await storage.schools.list()).length === 0)
    return dryRun(parts, ask, nothingThere(config));

  const school = await ensureLiveSchool(
    { storage, newId: createIdSource(clock) },
    { config, now: clock.now() },
  );
  const where = describeLocation(locateDatabase(config.database.url));
  terminal.print(words.say('import_into', { school: school.name, where }));
  const accounts = await storage.schools.accounts();
  const accountIds = Object.fromEntries(accounts.map(({ platform, id }) => [platform, id]));
  const ground: ImportGround = {
    known: await loadKnownPeople(database.client, school.id),
    ties: await storage.rosterWriter.ties(school.id),
    configured: new Set(accounts.map(({ platform }) => platform)),
  };
  if (!ask.write) return dryRun(parts, ask, ground);

  const check = checkRoster(ask.files.sheets, ground.known);
  printLines(terminal, sheetLines(check, words));
  if (hasNothing(check)) terminal.print(words.say('import_nothing_readable', {}));
  else if (!(await write(parts, opened, { check, school, accountIds }))) return 1;
  printLines(terminal, failureLines(check, words));
  return handBackFailed(parts, ask, check);
}

async function dryRun(parts: ImportParts, ask: Ask, ground: ImportGround): Promise<number> {
  const { words, terminal } = parts;
  const check = checkRoster(ask.files.sheets, ground.known);
  printLines(terminal, sheetLines(check, words));
  printLines(terminal, outlookLines(foreseeImport(check, ground), check, words));
  printLines(terminal, failureLines(check, words));
  const failed = check.failures.length > 0;
  terminal.print(words.say(failed ? 'import_dry_failed_hint' : 'import_dry_hint', {}));
  return ask.failedPath === undefined ? Number(failed) : handBackFailed(parts, ask, check);
}

async function handBackFailed(
  { words, terminal }: ImportParts,
  { files, failedPath }: Ask,
  check: RosterCheck,
): Promise<number> {
  const mark = words.word('failed_rows');
  for (const path of await writeFailedRows(files, check, { asked: failedPath, mark }))
    terminal.print(words.say('import_failed_written', { path }));
  return Number(check.failures.length > 0);
}

/** False where somebody else changed the same people meanwhile. */
async function write(
  { clock, words, terminal }: ImportParts,
  { storage }: OpenedBeside,
  {
    check,
    school,
    accountIds,
  }: {
    readonly check: RosterCheck;
    readonly school: School;
    readonly accountIds: Partial<Readonly<Record<Platform, string>>>;
  },
): Promise<boolean> {
  try {
    const { added } = await importRoster(
      { storage, newId: createIdSource(clock) },
      {
        schoolId: school.id,
        plan: check,
        calendar: check.calendar,
        accountIds,
        fromOn: school.startOn,
        classNameOf: (grade, number) => writeClass({ grade, number }),
        now: clock.now(),
      },
    );
    terminal.print(words.say('import_written', added));
    if (!school.isStarted) terminal.print(words.say('import_preview', {}));
    return true;
  } catch (error) {
    if (!(error instanceof TakenError)) throw error;
    terminal.complain(words.say('import_taken', {}));
    return false;
  }
}

function printLines(terminal: Terminal, lines: readonly string[]): void {
  for (const line of lines) terminal.print(line);
}
