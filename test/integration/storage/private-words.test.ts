/** Words about a child in a real database: readable through their own row and key, and in no other way. */

import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { KeyWrapper, WrongKeyError } from '../../../src/storage/private-words.ts';
import { createStorage, type Storage } from '../../../src/storage/storage.ts';
import { onEachDatabase } from '../../support/databases.ts';

const canary = '金丝雀一句话也不该留在盘上';
const now = new Date('2026-11-18T04:00:00Z');
const appKey = (fill: number): KeyRing => new KeyRing(new KeyWrapper(Buffer.alloc(32, fill)));

onEachDatabase('the note of a contact', (database) => {
  let storage: Storage;
  const first = { id: 'contact-1', studentId: 'student-1' };
  const second = { id: 'contact-2', studentId: 'student-2' };

  beforeEach(async () => {
    await database().empty();
    storage = createStorage(database(), appKey(7));
    await storage.words.createKeys(['student-1', 'student-2']);
    await storage.contacts.add([aContact(first, canary), aContact(second, '别的话')]);
  });

  function aContact(place: { id: string; studentId: string }, note: string) {
    return {
      ...place,
      schoolId: 'school',
      authorId: 'mentor',
      kind: 'talk' as const,
      occurredOn: readDay('2026-11-18'),
      loggedAt: now,
      outcome: 'done' as const,
      guardianIds: [],
      individual: true,
      note,
    };
  }

  async function move(columns: { id?: string; studentId?: string; noteSealed?: string }): Promise<void> {
    await database().client.contact.update({ where: { id: second.id }, data: columns });
  }

  const sealedFirst = async (): Promise<string> =>
    (await database().client.contact.findUniqueOrThrow({ where: { id: first.id } })).noteSealed;

  test('comes back as it was written', async () => {
    expect(await storage.contacts.note(first)).toBe(canary);
  });

  test('comes back to another instance with the same key', async () => {
    expect(await createStorage(database(), appKey(7)).contacts.note(first)).toBe(canary);
  });

  test('is refused to an instance with another APP_KEY', async () => {
    await expect(createStorage(database(), appKey(8)).contacts.note(first)).rejects.toThrow(WrongKeyError);
  });

  test('moved to the row of another student is refused', async () => {
    await move({ noteSealed: await sealedFirst() });
    await expect(storage.contacts.note(second)).rejects.toThrow(WrongKeyError);
  });

  test('moved to another row of the same student is refused', async () => {
    await move({ studentId: first.studentId, noteSealed: await sealedFirst() });
    await expect(storage.contacts.note({ ...second, studentId: first.studentId })).rejects.toThrow(
      WrongKeyError,
    );
  });

  test('moved to another column is refused', async () => {
    const sealed = await sealedFirst();
    const elsewhere = { table: 'Contact', column: 'other', row: first.id };
    await expect(storage.words.open(first.studentId, elsewhere, sealed)).rejects.toThrow(WrongKeyError);
  });

  test('with one bit turned is refused', async () => {
    const bytes = Buffer.from(await sealedFirst(), 'base64url');
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await database().client.contact.update({
      where: { id: first.id },
      data: { noteSealed: bytes.toString('base64url') },
    });
    await expect(storage.contacts.note(first)).rejects.toThrow(WrongKeyError);
  });

  test('cannot be read any more once the key of its student is deleted', async () => {
    await database().client.dataKey.delete({ where: { subjectId: first.studentId } });
    await expect(createStorage(database(), appKey(7)).contacts.note(first)).rejects.toThrow();
  });

  test('sealed twice never looks the same', async () => {
    const place = { table: 'Contact', column: 'noteSealed', row: randomUUID() };
    const seal = () => storage.words.seal(first.studentId, place, canary);
    expect(await seal()).not.toBe(await seal());
  });

  test('outlet: database-file: stands nowhere in the rows', async () => {
    const rows = [
      await database().client.contact.findMany(),
      await database().client.auditLine.findMany(),
      await database().client.dataKey.findMany(),
    ];
    expect(JSON.stringify(rows)).not.toContain(canary);
  });

  test('stands nowhere in the bytes of an SQLite file or its log', () => {
    if (database().kind !== 'sqlite') return;
    const folder = dirname(fileURLToPath(database().url.replace('file:', 'file://')));
    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`)));
    expect([bytes.includes(first.id), bytes.includes(canary)]).toEqual([true, false]);
  });
});
