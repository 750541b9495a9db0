/**
 * Looks into a ZIP before it is unpacked: a file of 20 MB can hold many gigabytes, and one cell in the last corner of
 * a sheet makes a reader fill the whole rectangle.
 */
import { inflateRawSync } from 'node:zlib';
import { SheetError } from './sheet-error.ts';

const maxUnpackedBytes = 100 * 1024 * 1024;
const maxCells = 20_000_000;

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const endOfDirectoryBytes = 22;
const entryBytes = 46;
const localHeaderBytes = 30;
const stored = 0;
const workbookPath = 'xl/workbook.xml';

/** Throws SheetError where unpacking would ask for more than a roster can need. */
export function refuseHugeZip(zip: Buffer): void {
  let left = maxUnpackedBytes;
  const entries = entriesOf(zip);
  for (const entry of entries) {
    if (!entry.path.endsWith('.xml')) continue;
    const xml = unpack(entry, left);
    left -= xml.length;
    if (left < 0) throw new SheetError('too_large');
    if (/worksheets\/[^/]+$/.test(entry.path)) refuseHugeSheet(xml.toString('latin1'));
  }
  if (!entries.some((entry) => entry.path === workbookPath)) throw new SheetError('not_a_sheet');
}

interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly packed: Buffer;
}

function entriesOf(zip: Buffer): readonly ZipEntry[] {
  try {
    return readDirectory(zip);
  } catch (cause) {
    if (cause instanceof RangeError) throw new SheetError('damaged', { cause });
    throw cause;
  }
}

function readDirectory(zip: Buffer): readonly ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + endOfDirectoryBytes > zip.length || zip.readUInt32LE(end) !== endOfDirectory)
    throw new SheetError('damaged');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new SheetError('damaged');
    const nameBytes = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const from = local + localHeaderBytes + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    entries.push({
      path: zip.toString('utf8', at + entryBytes, at + entryBytes + nameBytes),
      method: zip.readUInt16LE(at + 10),
      packed: zip.subarray(from, from + zip.readUInt32LE(at + 20)),
    });
    at += entryBytes + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(entry: ZipEntry, maxBytes: number): Buffer {
  if (entry.method === stored) return entry.packed;
  try {
    return inflateRawSync(entry.packed, { maxOutputLength: Math.max(1, maxBytes) });
  } catch (cause) {
    const tooLarge = cause instanceof RangeError;
    throw new SheetError(tooLarge ? 'too_large' : 'damaged', { cause });
  }
}

function refuseHugeSheet(xml: string): void {
  let columns = 0;
  let rows = 0;
  for (const [, letters = '', digits = ''] of xml.matchAll(/<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"/g)) {
    columns = Math.max(columns, columnNumber(letters));
    rows = Math.max(rows, Number(digits));
  }
  if (columns * rows > maxCells) throw new SheetError('too_large');
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
