/** One row in every table that holds sealed words, made from the schema itself: a new table is filled without a word here. */
import { readFileSync } from 'node:fs';
import type { Database } from '../../src/storage/open-database.ts';
import { placeOfWords, type SealedColumn, sealedColumns } from '../../src/storage/sealed-columns.ts';
import type { Storage } from '../../src/storage/storage.ts';

interface Field {
  readonly name: string;
  readonly type: string;
}

const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');

/** Fields of a model that have neither a default nor a question mark. */
function requiredFields(table: string): readonly Field[] {
  const [, body = ''] = new RegExp(`^model ${table} \\{([\\s\\S]*?)^\\}`, 'm').exec(schema) ?? [];
  return [...body.matchAll(/^ {2}(\w+)\s+(String|Int|Boolean|DateTime)(?!\?)([^\n]*)$/gm)].flatMap(
    ([, name = '', type = '', rest = '']) => (rest.includes('@default') ? [] : [{ name, type }]),
  );
}

export interface FilledRow {
  readonly column: SealedColumn;
  readonly row: string;
}

/**
 * `subjectIds`: whose keys seal the words, in turn; two rows of each table, so that words can change places. The school
 * and the subjects are there already.
 */
export async function fillSealedTables(
  { client }: Pick<Database, 'client'>,
  storage: Storage,
  { schoolId, subjectIds }: { readonly schoolId: string; readonly subjectIds: readonly [string, string] },
): Promise<readonly FilledRow[]> {
  const filled: FilledRow[] = [];
  for (const table of new Set(sealedColumns.map((column) => column.table))) {
    const columns = sealedColumns.filter((column) => column.table === table);
    for (const [index, studentId] of subjectIds.entries()) {
      const row = `${table}-${index}`;
      const data: Record<string, unknown> = {};
      for (const { name, type } of requiredFields(table)) data[name] = valueOf(type, `${row}-${name}`);
      for (const { row: key } of columns) data[key] = row;
      for (const { subject } of columns)
        if (subject === 'contact.studentId') data['contactId'] = `Contact-${index}`;
        else data[subject] = subject === 'schoolId' ? schoolId : studentId;
      if ('schoolId' in data) data['schoolId'] = schoolId;
      for (const column of columns) {
        const subjectId = column.subject === 'schoolId' ? schoolId : studentId;
        data[column.column] = await storage.words.seal(
          subjectId,
          placeOfWords(column, row),
          wordsOf(column, row),
        );
        filled.push({ column, row });
      }
      await modelOf(client, table).create({ data });
    }
  }
  return filled;
}

function wordsOf({ column }: SealedColumn, row: string): string {
  return `字-${row}-${column}`;
}

function valueOf(type: string, text: string): unknown {
  if (type === 'Int') return 1;
  if (type === 'Boolean') return false;
  return type === 'DateTime' ? new Date('2026-11-18T04:00:00Z') : text;
}

interface Model {
  create(given: { readonly data: object }): Promise<unknown>;
}

function modelOf(client: object, table: string): Model {
  const model: unknown = Reflect.get(client, table.slice(0, 1).toLowerCase() + table.slice(1));
  if (typeof model !== 'object' || model === null || !('create' in model))
    throw new Error(`no model ${table}`);
  return model as Model;
}
