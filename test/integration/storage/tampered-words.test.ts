/** Whatever is done to sealed words past the program, in whichever table: the doctor finds it and names the row. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { examineWords } from '../../../src/storage/examine-words.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { sealedColumns, sealedWordsOf } from '../../../src/storage/sealed-columns.ts';
import { createStorage } from '../../../src/storage/storage.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { type FilledRow, fillSealedTables } from '../../support/filled-tables.ts';
import { aSchool } from '../../support/schools.ts';

const wrapper = new KeyWrapper(Buffer.alloc(32, 7));
const now = new Date('2026-11-18T04:00:00Z');

onEachDatabase('sealed words that were tampered with', (database) => {
  let filled: readonly FilledRow[];
  let subjectIds: [string, string];
  let schoolId: string;

  beforeEach(async () => {
    await database().empty();
    const storage = createStorage(database(), new KeyRing(wrapper));
    schoolId = (await aSchool({ storage, newId: randomUUID }, { now })).id;
    const [one, other] = await database().client.person.findMany({ where: { kind: 'student' }, take: 2 });
    subjectIds = [one?.id ?? '', other?.id ?? ''];
    filled = await fillSealedTables(database(), storage, { schoolId, subjectIds });
  });

  const examine = () => examineWords(database().client, wrapper);

  async function sealedAt({ column, row }: FilledRow): Promise<string> {
    const found = [];
    for (const subjectId of [schoolId, ...subjectIds])
      found.push(...(await sealedWordsOf(database().client, subjectId, column)));
    return found.find((words) => words.row === row)?.sealed ?? '';
  }

  /** As somebody with the file in hand would. */
  async function put({ column, row }: FilledRow, sealed: string): Promise<void> {
    const sql = `UPDATE "${column.table}" SET "${column.column}" = '${sealed}' WHERE "${column.row}" = '${row}'`;
    await database().client.$executeRawUnsafe(sql);
  }

  const nameOf = ({ column, row }: FilledRow) => `${column.table}.${column.column} ${row}`;

  /** One at a time, and put right again: the first that the doctor names is the one. */
  async function eachIsFound(change: (sealed: string, other: string) => string): Promise<void> {
    expect(await examine()).toEqual({ opened: sealedColumns.length * 2, broken: 0 });
    const found: (string | undefined)[] = [];
    const rows = filled.filter(({ row }) => row.endsWith('-0'));
    for (const row of rows) {
      const sealed = await sealedAt(row);
      const other = await sealedAt({ ...row, row: row.row.replace('-0', '-1') });
      await put(row, change(sealed, other));
      const { broken, first } = await examine();
      found.push(broken === 1 ? first : `${nameOf(row)}: ${broken}`);
      await put(row, sealed);
    }
    expect(found).toEqual(rows.map(nameOf));
    expect((await examine()).broken).toBe(0);
  }

  test('are found in every column with one bit turned', () =>
    eachIsFound((sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
      return bytes.toString('base64url');
    }));

  test('are found in every column with those of another row in their place', () =>
    eachIsFound((_sealed, other) => other));

  test('are found in every column cut short', () => eachIsFound((sealed) => sealed.slice(0, 20)));

  test('are found where they are gone from a row that cannot be without', async () => {
    const always = filled.filter(({ column, row }) => !column.mayBeEmpty && row.endsWith('-0'));
    expect(always.length).toBeGreaterThan(10);
    for (const row of always) {
      const sealed = await sealedAt(row);
      await put(row, '');
      expect(await examine()).toMatchObject({ broken: 1, first: nameOf(row) });
      await put(row, sealed);
    }
  });

  test('are found where the key of their student is gone or is another one', async () => {
    const { client } = database();
    const [subjectId, otherId] = subjectIds;
    const own = await client.dataKey.findUniqueOrThrow({ where: { subjectId } });
    const other = await client.dataKey.findUniqueOrThrow({ where: { subjectId: otherId } });
    const sealedUnderIt = filled.filter(
      ({ column, row }) => column.subject !== 'schoolId' && row.endsWith('-0'),
    ).length;
    await client.dataKey.update({ where: { subjectId }, data: { wrapped: other.wrapped } });
    expect((await examine()).broken).toBe(sealedUnderIt);
    await client.dataKey.delete({ where: { subjectId } });
    expect((await examine()).broken).toBe(sealedUnderIt);
    await client.dataKey.create({ data: own });
    expect((await examine()).broken).toBe(0);
  });
});
