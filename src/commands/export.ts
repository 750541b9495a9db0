/** `daoshi export KIND --as PERSON --out FILE`: what that person may see, as a table. */
import { loadCards } from '../cards/load-cards.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { type Day, isDay } from '../domain/day.ts';
import { exportKinds } from '../domain/export/export-headings.ts';
import { classKey, readClass } from '../domain/roster/class-name.ts';
import { RowRefused } from '../domain/roster/roster-reason.ts';
import { schemeVersionsOf } from '../domain/schemes/followed-schemes.ts';
import { createIdSource } from '../new-ids.ts';
import { loadPreset } from '../schemes/load-preset.ts';
import { writeCsv, writeXlsx } from '../sheets/write-sheet.ts';
import { exportTable } from '../usecases/export/export-table.ts';
import { readArguments, UsageError } from './arguments.ts';
import { cardsFolder } from './cards-folder.ts';
import type { CommandWords } from './command-words.ts';
import { writeNewFile } from './files.ts';
import { ensureLiveSchool } from './live-school.ts';
import { type OpenedBeside, withDatabase } from './open-beside.ts';
import type { Terminal } from './terminal.ts';

export interface ExportParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly words: CommandWords;
  readonly terminal: Terminal;
}

export async function exportFile(parts: ExportParts, args: readonly string[]): Promise<number> {
  const { config, clock, words, terminal } = parts;
  const { values, positionals } = readArguments('export', {
    args: [...args],
    options: {
      as: { type: 'string' },
      out: { type: 'string' },
      student: { type: 'string' },
      class: { type: 'string' },
      mentor: { type: 'string' },
      from: { type: 'string' },
      until: { type: 'string' },
      notes: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const kind = exportKinds.find((one) => one === positionals[0]);
  if (kind === undefined)
    throw new UsageError(
      'export',
      words.say('export_unknown_kind', { found: positionals[0] ?? '', allowed: exportKinds }),
    );
  const out = given(values.out, '--out', words);
  const viewer = given(values.as, '--as', words);
  const fromOn = dayOf(values.from, '--from', words);
  const untilOn = dayOf(values.until, '--until', words);
  return withDatabase(config, async (opened) => {
    const { storage } = opened;
    const newId = createIdSource(clock);
    const school = await ensureLiveSchool({ storage, newId }, { config, now: clock.now() });
    const ids: string[] = [];
    for (const [wanted, which] of [
      [viewer, 'staff'],
      [values.student, 'student'],
      [values.mentor, 'staff'],
    ] as const) {
      const found = wanted === undefined ? [''] : await idsOf(opened, school.id, { wanted, kind: which });
      const [only] = found;
      if (only === undefined || found.length > 1) {
        terminal.complain(words.say('export_no_viewer', { wanted, count: found.length }));
        return 1;
      }
      ids.push(only);
    }
    const [viewerId = '', studentId = '', mentorId = ''] = ids;
    const table = await exportTable(
      {
        storage,
        newId,
        cards: loadCards(cardsFolder),
        schemeVersions: (first, followed) => schemeVersionsOf(loadPreset(first), followed, loadPreset),
      },
      {
        schoolId: school.id,
        viewerId,
        kind,
        now: clock.now(),
        withNotes: values.notes === true,
        ...(studentId === '' ? {} : { studentId }),
        ...(mentorId === '' ? {} : { mentorId }),
        ...(values.class === undefined ? {} : { classKey: keyOf(values.class) }),
        ...(fromOn === undefined ? {} : { fromOn }),
        ...(untilOn === undefined ? {} : { untilOn }),
      },
    );
    if (table === undefined || table.rows.length < 2) {
      terminal.complain(words.say('export_empty', {}));
      return 1;
    }
    writeNewFile(out, /\.csv$/iu.test(out) ? writeCsv(table) : await writeXlsx([table]));
    terminal.print(words.say('export_written', { path: out, rows: table.rows.length - 1 }));
    return 0;
  });
}

function given(value: string | undefined, option: string, words: CommandWords): string {
  if (value === undefined || value.trim() === '')
    throw new UsageError('export', words.say('value_empty', { option }));
  return value.trim();
}

function dayOf(value: string | undefined, option: string, words: CommandWords): Day | undefined {
  if (value === undefined) return undefined;
  if (!isDay(value)) throw new UsageError('export', words.say('value_not_day', { option }));
  return value;
}

/** Written as on the door, or as a key: 五(2)班, 5.2. A class that there is not has no students. */
function keyOf(written: string): string {
  try {
    return classKey(readClass(undefined, written));
  } catch (cause) {
    if (cause instanceof RowRefused) return written;
    throw cause;
  }
}

async function idsOf(
  { database }: OpenedBeside,
  schoolId: string,
  { wanted, kind }: { readonly wanted: string; readonly kind: 'staff' | 'student' },
): Promise<readonly string[]> {
  const at = { schoolId, kind, endedOn: null };
  const numbered = await database.client.person.findMany({
    where: { ...at, number: wanted },
    select: { id: true },
  });
  const found =
    numbered.length > 0
      ? numbered
      : await database.client.person.findMany({ where: { ...at, name: wanted }, select: { id: true } });
  return found.map(({ id }) => id);
}
