/** What leaves as a table: what the person may see and not a line more; words only where asked for; always a trace. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { loadCards } from '../../../src/cards/load-cards.ts';
import { readDay } from '../../../src/domain/day.ts';
import { schemeVersionsOf } from '../../../src/domain/schemes/followed-schemes.ts';
import { loadPreset } from '../../../src/schemes/load-preset.ts';
import { type ExportTable, exportTable } from '../../../src/usecases/export/export-table.ts';
import { importResults } from '../../../src/usecases/results/import-results.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aRunningProgram, type RunningProgram, saying } from '../../support/running-program.ts';
import { aRoster, mentees } from '../../support/schools.ts';

const cards = loadCards(new URL('../../../cards', import.meta.url).pathname);
const note = '今天和张宇轩谈了二十分钟，=最近睡得晚';

onEachDatabase('exports', (database) => {
  let running: RunningProgram;
  beforeEach(async () => {
    await database().empty();
    const plan = aRoster();
    running = await aRunningProgram({
      database: database(),
      plan: { ...plan, roles: [{ staffKey: 'qin', role: 'homeroom_teacher', classKey: '5.1' }] },
    });
    await saying(running.wecom, 'wlin', note);
  });
  const table = async (by: string, wanted: Partial<ExportTable> & Pick<ExportTable, 'kind'>) => {
    const exported = await exportTable(
      {
        storage: running.program.storage,
        newId: randomUUID,
        cards,
        schemeVersions: (first, followed) => schemeVersionsOf(loadPreset(first), followed, loadPreset),
      },
      {
        schoolId: running.school.id,
        viewerId: await running.personId(by),
        now: running.clock.now(),
        ...wanted,
      },
    );
    return exported?.rows.slice(1) ?? [];
  };
  const verbs = async () => {
    const lines = await database().client.auditLine.findMany({ orderBy: { at: 'asc' } });
    return lines.filter(({ verb }) => verb === 'exported' || verb === 'note_opened').map(({ verb }) => verb);
  };

  test('the roster holds those whom the person works with', async () => {
    const names = async (by: string) => (await table(by, { kind: 'roster' })).map((row) => row[1]);
    expect(await names('秦望舒')).toEqual(expect.arrayContaining(Object.values(mentees)));
    expect(await names('秦望舒')).toHaveLength(4);
    expect(await names('周建国')).toHaveLength(2);
    expect(await names('马秀英')).toEqual([mentees.zhang]);
    expect(await table('周建国', { kind: 'guardians' })).toEqual([]);
    expect(await table('秦望舒', { kind: 'guardians' })).toEqual([['5年级1班', '张宇轩', '马秀英', '妈妈']]);
  });

  test('contacts come without their words, with a line in the trace', async () => {
    const rows = await table('秦望舒', { kind: 'contacts' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('林晓燕');
    expect(JSON.stringify(rows)).not.toContain('睡');
    expect(await verbs()).toEqual(['exported']);
  });

  test('words of others are asked for, and each leaves its own line', async () => {
    const rows = await table('秦望舒', { kind: 'contacts', withNotes: true });
    expect(rows[0]?.at(-1)).toBe(note);
    expect((await verbs()).toSorted()).toEqual(['exported', 'note_opened']);
    await table('林晓燕', { kind: 'contacts', withNotes: true });
    expect((await verbs()).filter((verb) => verb === 'note_opened')).toHaveLength(1);
  });

  test('nobody exports another mentor’s contacts, and restricted words never leave', async () => {
    expect(await table('周建国', { kind: 'contacts', withNotes: true })).toEqual([]);
    await database().client.contact.updateMany({ data: { isRestricted: true } });
    const own = await table('林晓燕', { kind: 'contacts', withNotes: true });
    expect(own[0]?.at(-1)).toBe('');
  });

  test('can be narrowed to a student, a class, a mentor, some days', async () => {
    const studentId = await running.personId(mentees.wang);
    expect(await table('秦望舒', { kind: 'contacts', studentId })).toEqual([]);
    expect(await table('秦望舒', { kind: 'contacts', classKey: '5.2' })).toEqual([]);
    const mentorId = await running.personId('林晓燕');
    expect(await table('秦望舒', { kind: 'contacts', mentorId })).toHaveLength(1);
    expect(await table('秦望舒', { kind: 'contacts', untilOn: readDay('2026-11-01') })).toEqual([]);
  });

  test('exam scores stand sealed, and a second table of the day takes the place of the first', async () => {
    const studentId = await running.personId(mentees.zhang);
    const { storage } = running.program;
    const file = (score: string) =>
      importResults(
        { storage, newId: randomUUID },
        {
          schoolId: running.school.id,
          resultsOn: readDay('2026-11-16'),
          grades: ['5'],
          results: [{ studentId, subject: '语文', score }],
          now: running.clock.now(),
        },
      );
    expect(await file('92.5')).toMatchObject({ isNew: true });
    expect(await file('待提高')).toMatchObject({ isNew: false });
    expect(await storage.examScores.ofStudent(studentId)).toMatchObject([
      { subject: '语文', score: '待提高' },
    ]);
    const rows = await database().client.examScore.findMany();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('待提高');
  });
});
