/** The files of one import: read together, so that students find their mentors in another file; written back apart. */
import { basename } from 'node:path';
import { failedRows } from '../domain/roster/failed-rows.ts';
import type { RosterCheck } from '../domain/roster/roster-check.ts';
import type { SheetContent, SheetText } from '../domain/roster/sheet-text.ts';
import { readSheets } from '../sheets/read-sheet.ts';
import { SheetError } from '../sheets/sheet-error.ts';
import { sheetFaultTexts } from '../sheets/sheet-fault-texts.ts';
import { writeCsv, writeXlsx } from '../sheets/write-sheet.ts';
import { FileError, failedRowsPath, readOperatorFile, writeNewFile } from './files.ts';

export interface RosterFiles {
  /** Of all files, each with a name of its own. */
  readonly sheets: readonly SheetText[];
  readonly files: readonly RosterFile[];
}

interface RosterFile {
  readonly path: string;
  readonly ending: 'xlsx' | 'csv';
  /** Name in `sheets` to the name in the file. */
  readonly sheetNames: ReadonlyMap<string, string>;
}

export async function readRosterFiles(paths: readonly string[]): Promise<RosterFiles> {
  const sheets: SheetText[] = [];
  const files: RosterFile[] = [];
  for (const path of paths) {
    const bytes = readOperatorFile(path);
    const sheetNames = new Map<string, string>();
    for (const sheet of await readOrExplain(bytes, path)) {
      const name = freeName(sheet.name, path, sheets);
      sheetNames.set(name, sheet.name);
      sheets.push({ ...sheet, name });
    }
    // An XLSX file is a ZIP, whatever its name says.
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    files.push({ path, ending: isZip ? 'xlsx' : 'csv', sheetNames });
  }
  return { sheets, files };
}

async function readOrExplain(bytes: Uint8Array, path: string): Promise<readonly SheetText[]> {
  try {
    return await readSheets(bytes, path);
  } catch (cause) {
    if (!(cause instanceof SheetError)) throw cause;
    const reason = sheetFaultTexts[cause.fault];
    throw new FileError(`${path}: ${cause.message}`, (words) => words.say('file_fault', { path, reason }), {
      cause,
    });
  }
}

function freeName(wanted: string, path: string, taken: readonly SheetText[]): string {
  let name = wanted;
  for (let number = 1; taken.some((sheet) => sheet.name === name); number += 1)
    name = `${wanted}（${basename(path)}${number === 1 ? '' : ` ${number}`}）`;
  return name;
}

/** One file beside each input that has failed rows, or all of them in the one that was asked for. */
export async function writeFailedRows(
  { sheets, files }: RosterFiles,
  check: RosterCheck,
  { asked, mark }: { readonly asked: string | undefined; readonly mark: string },
): Promise<readonly string[]> {
  const failed = failedRows(sheets, check);
  if (failed.length === 0) return [];
  if (asked !== undefined) {
    await write(asked, /\.csv$/iu.test(asked) && failed.length === 1 ? 'csv' : 'xlsx', failed);
    return [asked];
  }
  const written: string[] = [];
  for (const file of files) {
    const own = failed.flatMap((sheet): SheetContent[] => {
      const name = file.sheetNames.get(sheet.name);
      return name === undefined ? [] : [{ ...sheet, name }];
    });
    if (own.length === 0) continue;
    const path = failedRowsPath(file.path, file.ending, mark);
    await write(path, file.ending, own);
    written.push(path);
  }
  return written;
}

async function write(path: string, ending: 'xlsx' | 'csv', sheets: readonly SheetContent[]): Promise<void> {
  const [first] = sheets;
  writeNewFile(path, ending === 'csv' && first ? writeCsv(first) : await writeXlsx(sheets));
}
