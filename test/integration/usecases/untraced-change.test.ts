/** The watch over integration tests: a change without an audit line does not pass, one with a line does. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage } from '../../../src/storage/storage.ts';
import { addLeave } from '../../../src/usecases/school/record-leave.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { UntracedChange, watchedForTrace } from '../../support/watched-database.ts';

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
});
