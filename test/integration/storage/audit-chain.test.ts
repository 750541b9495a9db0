/** The trace in a real database: what was written stays as it was, or the doctor finds it. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { verifyChain } from '../../../src/storage/audit-chain.ts';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { examineWords } from '../../../src/storage/examine-words.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage, type Storage, TakenError } from '../../../src/storage/storage.ts';
import { type SealTraceDeps, sealTrace } from '../../../src/usecases/trace/seal-trace.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aSchool } from '../../support/schools.ts';

const now = new Date('2026-11-18T04:00:00Z');
const wrapper = new KeyWrapper(Buffer.alloc(32, 7));

onEachDatabase('the chain of audit lines', (database) => {
  let storage: Storage;
  let schoolId: string;
  let heads: { sequence: number; hash: string }[];

  beforeEach(async () => {
    await database().empty();
    storage = createStorage(database(), new KeyRing(wrapper));
    schoolId = (await aSchool({ storage, newId: randomUUID }, { now })).id;
    await database().client.auditLine.deleteMany();
    heads = [];
  });

  function instance(holder: string): SealTraceDeps {
    return {
      storage: createStorage(database(), new KeyRing(wrapper)),
      holder,
      now: () => now,
      isTaken: (error) => error instanceof TakenError,
      reportHead: ({ sequence, hash }) => void heads.push({ sequence, hash }),
    };
  }

  async function write(count: number): Promise<void> {
    await storage.audit.add(
      Array.from({ length: count }, (_, index) => ({
        id: randomUUID(),
        schoolId,
        at: new Date(now.getTime() + (index % 7)),
        actorId: 'lin',
        verb: 'contact_filed' as const,
        subjectId: `contact-${index}`,
        detail: { kind: 'talk' },
      })),
    );
  }

  const verify = () => verifyChain(database().client, wrapper, schoolId);
  const lines = () => database().client.auditLine;

  test('is one chain without a gap, in the order of time, over several batches', async () => {
    await write(250);
    expect(await verify()).toMatchObject({ sealed: 0, unsealed: 250 });
    await sealTrace(instance('one'));
    const report = await verify();
    expect(report).toMatchObject({ sealed: 250, unsealed: 0 });
    expect(report.fault).toBeUndefined();
    const sealed = await lines().findMany({ orderBy: { sequence: 'asc' } });
    expect(sealed.map(({ sequence }) => sequence)).toEqual(sealed.map((_, index) => index + 1));
    expect(sealed.map(({ at }) => at)).toEqual(sealed.map(({ at }) => at).toSorted((a, b) => +a - +b));
    expect(heads.at(-1)).toEqual(report.head);
  });

  test('goes on where it ended, also with a line that was written late', async () => {
    await write(5);
    await sealTrace(instance('one'));
    const before = await lines().findMany({ orderBy: { sequence: 'asc' } });
    await write(3);
    await sealTrace(instance('two'));
    expect(await lines().findMany({ orderBy: { sequence: 'asc' }, take: 5 })).toEqual(before);
    expect(await verify()).toMatchObject({ sealed: 8, unsealed: 0 });
  });

  test('is one chain too when four instances seal while lines are written', async () => {
    await Promise.all([
      ...['a', 'b', 'c', 'd'].map((holder) => sealTrace(instance(holder))),
      ...Array.from({ length: 10 }, () => write(20)),
    ]);
    await Promise.all(['a', 'b', 'c', 'd'].map((holder) => sealTrace(instance(holder))));
    await sealTrace(instance('last'));
    const report = await verify();
    expect(report).toMatchObject({ sealed: 200, unsealed: 0 });
    expect(report.fault).toBeUndefined();
  });

  describe('finds', () => {
    beforeEach(async () => {
      await write(20);
      await sealTrace(instance('one'));
      expect((await verify()).fault).toBeUndefined();
    });

    const at = (sequence: number) => ({ schoolId_sequence: { schoolId, sequence } });

    test.each(['actorId', 'verb', 'subjectId', 'detail', 'id'] as const)('a changed %s', async (column) => {
      await lines().update({ where: at(11), data: { [column]: 'zhou' } });
      expect((await verify()).fault).toEqual({ kind: 'changed', sequence: 11 });
    });

    test('a changed moment', async () => {
      await lines().update({ where: at(1), data: { at: new Date(0) } });
      expect((await verify()).fault).toEqual({ kind: 'changed', sequence: 1 });
    });

    test('a removed line', async () => {
      await lines().delete({ where: at(11) });
      expect((await verify()).fault).toEqual({ kind: 'missing', sequence: 11 });
    });

    test('two lines that changed places', async () => {
      const [a, b] = await lines().findMany({
        where: { sequence: { in: [4, 5] } },
        orderBy: { sequence: 'asc' },
      });
      await lines().update({ where: at(4), data: { sequence: 400 } });
      await lines().update({ where: at(5), data: { sequence: 4, hash: a?.hash ?? null } });
      await lines().update({ where: at(400), data: { sequence: 5, hash: b?.hash ?? null } });
      expect((await verify()).fault).toEqual({ kind: 'changed', sequence: 4 });
    });

    test('a cut end, also after more was sealed', async () => {
      await lines().deleteMany({ where: { sequence: { gt: 17 } } });
      expect((await verify()).fault).toEqual({ kind: 'cut', sequence: 20 });
      await write(2);
      await sealTrace(instance('one'));
      expect((await verify()).fault).toEqual({ kind: 'missing', sequence: 18 });
    });

    test('a line that was taken out of the chain to be sealed again in another form', async () => {
      await lines().update({ where: at(20), data: { sequence: null, hash: null, actorId: 'zhou' } });
      await sealTrace(instance('one'));
      expect((await verify()).fault).toEqual({ kind: 'missing', sequence: 20 });
    });

    test('a chain that was made anew by somebody without APP_KEY', async () => {
      const stranger = new KeyWrapper(Buffer.alloc(32, 8));
      await lines().updateMany({ data: { sequence: null, hash: null } });
      await database().client.setting.deleteMany();
      await lines().delete({ where: { id: (await lines().findFirstOrThrow()).id } });
      await sealTrace({ ...instance('x'), storage: createStorage(database(), new KeyRing(stranger)) });
      expect((await verify()).fault).toEqual({ kind: 'unmarked', sequence: 19 });
    });

    test('a head that is gone, and seals nothing until it is back', async () => {
      await database().client.setting.deleteMany();
      await write(1);
      await expect(sealTrace(instance('one'))).rejects.toThrow('head of the chain');
      expect((await verify()).fault).toEqual({ kind: 'unmarked', sequence: 20 });
    });
  });

  test('one changed note is found among all that open', async () => {
    const { client } = database();
    const students = await client.person.findMany({ where: { kind: 'student' }, take: 2 });
    await storage.contacts.add(
      students.map(({ id }, index) => ({
        id: `contact-${index}`,
        schoolId,
        studentId: id,
        authorId: 'lin',
        kind: 'talk' as const,
        occurredOn: '2026-11-18' as never,
        loggedAt: now,
        outcome: 'done' as const,
        guardianIds: [],
        individual: true,
        note: '最近话少了',
      })),
    );
    expect(await examineWords(client, wrapper)).toEqual({ opened: 2, broken: 0 });
    const { noteSealed } = await client.contact.findUniqueOrThrow({ where: { id: 'contact-1' } });
    const bytes = Buffer.from(noteSealed, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    await client.contact.update({
      where: { id: 'contact-1' },
      data: { noteSealed: bytes.toString('base64url') },
    });
    expect(await examineWords(client, wrapper)).toEqual({
      opened: 1,
      broken: 1,
      first: 'Contact.noteSealed contact-1',
    });
  });
});
