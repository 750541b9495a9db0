/** The watch over integration tests: a change without an audit line does not pass, one with a line does. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage } from '../../../src/storage/storage.ts';
import { addLeave } from '../../../src/usecases/school/record-leave.ts';
import { onEachDatabase } from '../../support/databases.ts';
import {
  tracedTables,
  UntracedChange,
  untracedTables,
  watchedForTrace,
} from '../../support/watched-database.ts';

onEachDatabase('a watched transaction', (database) => {
  const day = readDay('2026-11-18');
  const leave = { schoolId: 'school', personId: 'lin', fromOn: day, untilOn: day, now: new Date(0) };
  beforeEach(async () => {
    await database().empty();
    const { client } = database();
    const words = { name: '', schemeId: 'shewobo', calendarId: '', startOn: day, createdAt: new Date(0) };
    await client.school.create({ data: { id: 'school', ...words } });
  });
  const storage = () =>
    createStorage(watchedForTrace(database()), new KeyRing(new KeyWrapper(Buffer.alloc(32, 7))));

  test('with a line goes through', async () => {
    await storage().transaction((tables) => addLeave({ tables, newId: randomUUID }, leave));
    expect(await database().client.leave.count()).toBe(1);
  });

  test('without a line is refused, and nothing of it stays', async () => {
    const written = storage().transaction((tables) =>
      tables.rosterWriter.addLeave('school', { id: 'x', personId: 'lin', fromOn: day, untilOn: day }),
    );
    await expect(written).rejects.toThrow(UntracedChange);
    expect(await database().client.leave.count()).toBe(0);
  });

  test('is the only way to change a fact', async () => {
    const written = async () =>
      storage().rosterWriter.addLeave('school', { id: 'x', personId: 'lin', fromOn: day, untilOn: day });
    await expect(written()).rejects.toThrow(UntracedChange);
    expect(await database().client.leave.count()).toBe(0);
  });
});

test('every table of the schema is watched, or stands with a reason in the list of those that are not', () => {
  const schema = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');
  const tables = [...schema.matchAll(/^model (\w)(\w+) \{/gm)].map(
    ([, first = '', rest = '']) => first.toLowerCase() + rest,
  );
  expect(tables.length).toBeGreaterThan(40);
  expect([...tracedTables, ...Object.keys(untracedTables)].toSorted()).toEqual(tables.toSorted());
});
