/** SQLite's result codes in Prisma's words, mapped as Prisma's own SQLite adapter does. */
import { DriverAdapterError, type MappedError } from '@prisma/driver-adapter-utils';

const constraintForeignKey = 787;
const constraintNotNull = 1299;
const constraintPrimaryKey = 1555;
const constraintTrigger = 1811;
const constraintUnique = 2067;

/** Wraps an error of the SQLite library; anything else is passed on as it is. */
export function toDriverError(error: unknown): unknown {
  const code = sqliteCodeOf(error);
  if (code === undefined || !(error instanceof Error)) return error;
  return new DriverAdapterError({
    originalCode: String(code),
    originalMessage: error.message,
    ...mapped(code, error.message),
  });
}

/**
 * The extended result code (sqlite.org/rescode.html). The library hands the number over for scripts; for prepared
 * statements it gives only SQLite's own words, which are fixed.
 */
export function sqliteCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const holder: Error & { code?: unknown; sqliteExtendedCode?: unknown } = error;
  if (typeof holder.sqliteExtendedCode === 'number') return holder.sqliteExtendedCode;
  if (holder.code !== 'ERR_SQLITE_ERROR') return undefined;
  return wordedCodes.find(([words]) => error.message.startsWith(words))?.[1] ?? generalError;
}

const generalError = 1;
const wordedCodes: readonly (readonly [string, number])[] = [
  ['UNIQUE constraint failed', constraintUnique],
  ['NOT NULL constraint failed', constraintNotNull],
  ['FOREIGN KEY constraint failed', constraintForeignKey],
  ['database is locked', 5],
  ['attempt to write a readonly database', 8],
  ['disk I/O error', 10],
  ['database or disk is full', 13],
  ['unable to open database file', 14],
  ['file is not a database', 26],
];

function mapped(code: number, message: string): MappedError {
  switch (code) {
    case constraintUnique:
    case constraintPrimaryKey:
      return { kind: 'UniqueConstraintViolation', constraint: { fields: failedFields(message) } };
    case constraintNotNull:
      return { kind: 'NullConstraintViolation', constraint: { fields: failedFields(message) } };
    case constraintForeignKey:
    case constraintTrigger:
      return { kind: 'ForeignKeyConstraintViolation', constraint: { foreignKey: {} } };
    default:
  }
  const table = /no such table: (\S+)/.exec(message)?.[1];
  if (table !== undefined) return { kind: 'TableDoesNotExist', table };
  const column = /(?:no such column: |has no column named )(\S+)/.exec(message)?.[1];
  if (column !== undefined) return { kind: 'ColumnNotFound', column };
  return { kind: 'sqlite', extendedCode: code, message };
}

/** `UNIQUE constraint failed: Slot.key, Slot.at` → `['key', 'at']`. */
function failedFields(message: string): string[] {
  const list = message.split('constraint failed: ')[1] ?? '';
  return list.split(', ').map((field) => field.split('.').at(-1) ?? field);
}
