/** New keys beside a running program: nothing is lost, whoever seals meanwhile, and wherever it is broken off. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { verifyChain } from '../../../src/storage/audit-chain.ts';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { examineWords } from '../../../src/storage/examine-words.ts';
import { KeyWrapper, WrongKeyError } from '../../../src/storage/private-words.ts';
import { createStorage, type Storage, TakenError } from '../../../src/storage/storage.ts';
import { forgetWords, renewKey, wrapKeysAnew } from '../../../src/usecases/keys/change-keys.ts';
import { sealTrace } from '../../../src/usecases/trace/seal-trace.ts';
import { onEachDatabase, openAt } from '../../support/databases.ts';
import { aSchool } from '../../support/schools.ts';

const now = new Date('2026-11-18T04:00:00Z');
const oldKey = Buffer.alloc(32, 7);
const newKey = Buffer.alloc(32, 9);
const under = (key: Buffer, previous: readonly Buffer[] = []) => new KeyRing(new KeyWrapper(key, previous));

onEachDatabase('keys that change', (database) => {
  let storage: Storage;
  let schoolId: string;
  let students: string[];

  beforeEach(async () => {
    await database().empty();
    storage = createStorage(database(), under(oldKey));
    schoolId = (await aSchool({ storage, newId: randomUUID }, { now })).id;
    const rows = await database().client.person.findMany({
      where: { kind: 'student' },
      orderBy: { id: 'asc' },
    });
    students = rows.map(({ id }) => id);
    for (const studentId of students) await file(storage, studentId, `关于${studentId}`);
  });

  async function file(target: Storage, studentId: string, note: string): Promise<string> {
    const id = randomUUID();
    await target.transaction(async (tables) =>
      tables.contacts.add([
        {
          id,
          schoolId,
          studentId,
          authorId: 'lin',
          kind: 'talk',
          occurredOn: '2026-11-18' as never,
          loggedAt: now,
          outcome: 'done',
          guardianIds: [],
          individual: true,
          note,
          fields: { topic: note },
        },
      ]),
    );
    return id;
  }

  const both = () => createStorage(database(), under(newKey, [oldKey]));
  const deps = (of: Storage) => ({ storage: of, newId: randomUUID });
  const readAll = async (key: Buffer) => examineWords(database().client, new KeyWrapper(key));

  test('a new APP_KEY opens everything, the old one nothing, and words in between are not lost', async () => {
    const server = both();
    const student = students[0] ?? '';
    await server.contacts.note({ id: await file(server, student, '之前'), studentId: student });
    const { looked, wrapped } = await wrapKeysAnew(deps(both()), now);
    expect([looked, wrapped]).toEqual([students.length + 1, students.length + 1]);
    const id = await file(server, student, '之后');
    expect(await server.contacts.note({ id, studentId: student })).toBe('之后');
    expect((await readAll(newKey)).broken).toBe(0);
    expect((await readAll(oldKey)).opened).toBe(0);
    expect(await wrapKeysAnew(deps(both()), now)).toMatchObject({ wrapped: 0 });
  });

  test('a change that was broken off goes on, and both keys are good meanwhile', async () => {
    const half = await both().transaction((tables) => tables.keys.wrapNext({ after: '', limit: 3 }));
    expect(half.wrapped).toBe(3);
    expect((await readAll(newKey)).broken).toBeGreaterThan(0);
    expect(await examineWords(database().client, new KeyWrapper(newKey, [oldKey]))).toMatchObject({
      broken: 0,
    });
    expect(await wrapKeysAnew(deps(both()), now)).toMatchObject({ wrapped: students.length + 1 - 3 });
    expect((await readAll(newKey)).broken).toBe(0);
  });

  test('with a wrong old key nothing is changed', async () => {
    const wrong = createStorage(database(), under(newKey, [Buffer.alloc(32, 8)]));
    await expect(wrapKeysAnew(deps(wrong), now)).rejects.toThrow(WrongKeyError);
    expect((await readAll(oldKey)).broken).toBe(0);
  });

  test('the end of the chain is marked under the new key', async () => {
    const deps_ = { storage, holder: 'x', now: () => now, reportHead: () => {} };
    await sealTrace({ ...deps_, isTaken: (error) => error instanceof TakenError });
    const verify = (key: Buffer) => verifyChain(database().client, new KeyWrapper(key), schoolId);
    expect((await verify(newKey)).fault?.kind).toBe('unmarked');
    await wrapKeysAnew(deps(both()), now);
    expect((await verify(newKey)).fault).toBeUndefined();
  });

  test('a student gets a new key; another instance that remembers the old one reads and writes on', async () => {
    const [student = '', other = ''] = students;
    const server = createStorage(database(), under(oldKey));
    const before = await file(server, student, '之前');
    const columns = () =>
      database().client.contact.findMany({ where: { studentId: student }, orderBy: { id: 'asc' } });
    const sealedBefore = await columns();
    const beside = await openAt({ url: database().url });
    try {
      expect(
        await renewKey(deps(createStorage(beside, under(oldKey))), { schoolId, studentId: student, now }),
      ).toBe(4);
    } finally {
      await beside.close();
    }
    for (const [index, row] of (await columns()).entries())
      expect(row.noteSealed).not.toBe(sealedBefore[index]?.noteSealed);
    expect(await server.contacts.note({ id: before, studentId: student })).toBe('之前');
    const after = await file(server, student, '之后');
    expect(
      await createStorage(database(), under(oldKey)).contacts.note({ id: after, studentId: student }),
    ).toBe('之后');
    expect(await readAll(oldKey)).toMatchObject({ broken: 0 });
    const lines = await database().client.auditLine.findMany({ where: { verb: 'data_key_changed' } });
    expect(lines.map(({ subjectId }) => subjectId)).toEqual([student]);
    expect(other).not.toBe('');
  });

  test('words that are filed while the key changes are not lost', async () => {
    const [student = ''] = students;
    const server = createStorage(database(), under(oldKey));
    const commands = createStorage(database(), under(oldKey));
    const ids = await Promise.all([
      ...Array.from({ length: 12 }, (_, index) => file(server, student, `第${index}句`)),
      ...Array.from({ length: 3 }, () =>
        renewKey(deps(commands), { schoolId, studentId: student, now }).then(String, String),
      ),
    ]);
    expect(await readAll(oldKey)).toMatchObject({ broken: 0 });
    const fresh = createStorage(database(), under(oldKey));
    for (const [index, id] of ids.slice(0, 12).entries())
      expect(await fresh.contacts.note({ id, studentId: student })).toBe(`第${index}句`);
  });

  test('a renewal that fails half way leaves everything as it was', async () => {
    const [student = ''] = students;
    const { client } = database();
    await client.contact.create({
      data: {
        ...(await client.contact.findFirstOrThrow({ where: { studentId: student } })),
        id: 'zzz',
        noteSealed: 'moved from elsewhere',
      },
    });
    const before = await client.dataKey.findUniqueOrThrow({ where: { subjectId: student } });
    await expect(renewKey(deps(storage), { schoolId, studentId: student, now })).rejects.toThrow(
      WrongKeyError,
    );
    expect(await client.dataKey.findUniqueOrThrow({ where: { subjectId: student } })).toEqual(before);
    expect(await readAll(oldKey)).toMatchObject({ broken: 2, first: 'Contact.noteSealed zzz' });
  });

  test('forgotten words open to nobody, also not from a copy of the rows; the record itself stays', async () => {
    const [student = ''] = students;
    const { client } = database();
    const copy = await client.contact.findFirstOrThrow({ where: { studentId: student } });
    await forgetWords(deps(createStorage(database(), under(oldKey))), { schoolId, studentId: student, now });
    expect(await storage.contacts.note({ id: copy.id, studentId: student })).toBe('');
    await client.contact.update({ where: { id: copy.id }, data: { noteSealed: copy.noteSealed } });
    await expect(
      createStorage(database(), under(oldKey)).contacts.note({ id: copy.id, studentId: student }),
    ).rejects.toThrow(WrongKeyError);
    expect(await client.contact.count({ where: { studentId: student, kind: 'talk' } })).toBe(1);
    expect(await client.auditLine.count({ where: { verb: 'words_forgotten', subjectId: student } })).toBe(1);
  });

  test('of a card on its way that may quote the words nothing stays', async () => {
    const [student = ''] = students;
    const notice = { id: 'n', schoolId, accountId: 'a', channel: 'app', card: 'reminder', payload: '{}' };
    const times = { notBeforeAt: now, notAfterAt: now, createdAt: now, beganAt: now };
    const place = { table: 'OutboxNotice', column: 'cardSealed', row: 'n' };
    const cardSealed = await storage.transaction((tables) =>
      tables.words.seal(schoolId, place, `关于${student}`),
    );
    await database().client.outboxNotice.create({
      data: { ...notice, ...times, naturalKey: 'n', state: 'waiting', cardSealed },
    });
    await forgetWords(deps(storage), { schoolId, studentId: student, now });
    expect(await database().client.outboxNotice.findMany()).toMatchObject([{ cardSealed: null }]);
  });

  test('another process forgets the key it remembers at its next minute', async () => {
    const [student = ''] = students;
    const server = createStorage(database(), under(oldKey));
    const { id } = await database().client.contact.findFirstOrThrow({ where: { studentId: student } });
    expect(await server.contacts.note({ id, studentId: student })).not.toBe('');
    await forgetWords(deps(storage), { schoolId, studentId: student, now });
    await server.keys.refresh();
    expect(await server.contacts.note({ id, studentId: student })).toBe('');
  });
});
