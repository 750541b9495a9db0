/** How SQLite's declared column types and values map to what Prisma expects, after Prisma's own SQLite adapter. */
import {
  type ArgType,
  type ColumnType,
  ColumnTypeEnum,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';

export type SqliteValue = null | string | number | bigint | Uint8Array;

const declaredTypes: ReadonlyMap<string, ColumnType> = new Map([
  ['TEXT', ColumnTypeEnum.Text],
  ['INTEGER', ColumnTypeEnum.Int32],
  ['BIGINT', ColumnTypeEnum.Int64],
  ['REAL', ColumnTypeEnum.Double],
  ['DECIMAL', ColumnTypeEnum.Numeric],
  ['BOOLEAN', ColumnTypeEnum.Boolean],
  ['DATETIME', ColumnTypeEnum.DateTime],
  ['BLOB', ColumnTypeEnum.Bytes],
  ['JSONB', ColumnTypeEnum.Json],
]);

/** The declared type, else the type of the first value that is not null, else Int32 as Prisma's engine assumes. */
export function columnTypes(
  declared: readonly (string | null)[],
  rows: readonly (readonly SqliteValue[])[],
): ColumnType[] {
  return declared.map((name, index) => {
    const known = name === null ? undefined : declaredTypes.get(name.toUpperCase());
    return known ?? inferredType(rows.find((row) => row[index] !== null)?.[index] ?? null);
  });
}

function inferredType(value: SqliteValue): ColumnType {
  if (value === null) return ColumnTypeEnum.Int32;
  if (typeof value === 'string') return ColumnTypeEnum.Text;
  if (typeof value === 'bigint') return ColumnTypeEnum.Int64;
  if (typeof value === 'number') return ColumnTypeEnum.UnknownNumber;
  return ColumnTypeEnum.Bytes;
}

export function resultRow(
  row: readonly SqliteValue[],
  types: readonly ColumnType[],
): SqlResultSet['rows'][number] {
  return row.map((value, index) => {
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'number') return value;
    const type = types[index];
    if (type === ColumnTypeEnum.DateTime) return new Date(value).toISOString();
    const isInteger = type === ColumnTypeEnum.Int32 || type === ColumnTypeEnum.Int64;
    return isInteger ? Math.trunc(value) : value;
  });
}

/** A query argument as SQLite stores it. Instants become ISO text with an explicit offset, so that they sort. */
export function sqliteArgument(value: unknown, type: ArgType | undefined): SqliteValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return instantText(value);
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value !== 'string') throw new TypeError(`cannot store a value of type ${typeof value}`);
  switch (type?.scalarType) {
    case 'int':
      return Number.parseInt(value, 10);
    case 'float':
    case 'decimal':
      return Number.parseFloat(value);
    case 'bigint':
      return BigInt(value);
    case 'datetime':
      return instantText(new Date(value));
    case 'bytes':
      return Buffer.from(value, 'base64');
    default:
      return value;
  }
}

function instantText(at: Date): string {
  return at.toISOString().replace('Z', '+00:00');
}
