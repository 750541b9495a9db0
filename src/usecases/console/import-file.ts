/** An uploaded roster: first a dry run, then, on confirmation, all that was readable at once. */
import { checkRoster } from '../../domain/roster/check-roster.ts';
import { writeClass } from '../../domain/roster/class-name.ts';
import { failedRows } from '../../domain/roster/failed-rows.ts';
import { foreseeImport, type ImportOutlook } from '../../domain/roster/import-outlook.ts';
import type { RosterCheck } from '../../domain/roster/roster-check.ts';
import type { SheetContent, SheetText } from '../../domain/roster/sheet-text.ts';
import type { StagedFile } from '../../storage/staged-files.ts';
import type { OwnPageDeps } from '../own-page/own-scene.ts';
import { type ImportedRoster, importRoster } from '../school/import-roster.ts';
import type { ConsoleScene } from './console-scene.ts';

export interface ImportTrial {
  readonly fileName: string;
  readonly check: RosterCheck;
  readonly outlook: ImportOutlook;
}

export interface ImportDeps extends OwnPageDeps {
  /** Throws where the bytes are no table. */
  readonly readSheets: (bytes: Uint8Array, filename: string) => Promise<readonly SheetText[]>;
}

/** Keeps the file for the confirmation. Throws where it cannot be read. */
export async function tryImport(
  deps: ImportDeps,
  scene: ConsoleScene,
  file: StagedFile,
): Promise<ImportTrial> {
  const trial = await trialOf(deps, scene, file);
  await deps.storage.transaction(async (tables) => {
    await tables.stagedFiles.dropOlder(scene.school.id, scene.now);
    await tables.stagedFiles.put(scene.school.id, scene.person.id, file, scene.now);
  });
  return trial;
}

/** Undefined where nothing waits for a confirmation, or somebody changed the same people meanwhile. */
export async function confirmImport(
  deps: ImportDeps,
  scene: ConsoleScene,
): Promise<(ImportedRoster & { readonly failures: number }) | undefined> {
  const { school, person, tables, now } = scene;
  const file = await tables.stagedFiles.find(school.id, person.id, now);
  if (file === undefined) return undefined;
  const check = checkRoster(
    await deps.readSheets(file.bytes, file.name),
    await tables.knownPeople(school.id),
  );
  const accounts = (await tables.schools.accounts()).filter(({ schoolId }) => schoolId === school.id);
  try {
    const imported = await importRoster(deps, {
      schoolId: school.id,
      plan: check,
      calendar: check.calendar,
      accountIds: Object.fromEntries(accounts.map(({ platform, id }) => [platform, id])),
      fromOn: school.isStarted ? scene.today : school.startOn,
      classNameOf: (grade, number) => writeClass({ grade, number }),
      now,
      actorId: person.id,
    });
    return { ...imported, failures: check.failures.length };
  } catch (error) {
    if (!deps.isTaken(error)) throw error;
    return undefined;
  }
}

/** The rows that cannot be taken as things stand, with their reasons, to be corrected. */
export async function rowsNotImported(
  deps: ImportDeps,
  scene: ConsoleScene,
): Promise<readonly SheetContent[] | undefined> {
  const { school, person, tables, now } = scene;
  const file = await tables.stagedFiles.find(school.id, person.id, now);
  if (file === undefined) return undefined;
  const sheets = await deps.readSheets(file.bytes, file.name);
  return failedRows(sheets, checkRoster(sheets, await tables.knownPeople(school.id)));
}

async function trialOf(
  deps: ImportDeps,
  { tables, school }: ConsoleScene,
  file: StagedFile,
): Promise<ImportTrial> {
  const sheets = await deps.readSheets(file.bytes, file.name);
  const known = await tables.knownPeople(school.id);
  const check = checkRoster(sheets, known);
  const accounts = (await tables.schools.accounts()).filter(({ schoolId }) => schoolId === school.id);
  const outlook = foreseeImport(check, {
    known,
    ties: await tables.rosterWriter.ties(school.id),
    configured: new Set(accounts.map(({ platform }) => platform)),
  });
  return { fileName: file.name, check, outlook };
}
