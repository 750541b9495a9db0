import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/commands/arguments.ts';
import { FileError } from '../../../src/commands/files.ts';
import { importFiles } from '../../../src/commands/import.ts';
import { SchoolError } from '../../../src/commands/school-error.ts';
import { readSheets } from '../../../src/sheets/read-sheet.ts';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage } from '../../../src/storage/storage.ts';
import {
  aDesk,
  aTerminal,
  clock,
  type Desk,
  staffLines,
  studentHeadings,
  studentLines,
  words,
} from './a-terminal.ts';

async function importing(desk: Desk, ...args: string[]) {
  const terminal = aTerminal();
  const code = await importFiles({ config: desk.config, clock, words, terminal }, args);
  return { code, said: terminal.read() };
}

function aRosterOnTheDesk(desk: Desk, ...more: string[]): readonly [string, string] {
  return [desk.csv('老师.csv', ...staffLines), desk.csv('学生.csv', ...studentLines, ...more)];
}

describe('a dry run', () => {
  test('before the first start counts what is new, and makes nothing: no database, no key', async () => {
    const desk = aDesk();
    const { code, said } = await importing(desk, ...aRosterOnTheDesk(desk));
    expect(code).toBe(0);
    expect(said).toBe(
      [
        '老师：教职工，2 行',
        '学生：学生，2 行',
        '如果写入：',
        '  教职工：新增 2，已有 0',
        '  学生：新增 2，已有 0',
        '  家长：新增 2，已有 0',
        '  结对：新增 2，已有 0',
        '  平台账号：新增 2，已有 0',
        '  钉钉账号 1 个不会写入：还没有配置这个平台。配置好以后再导入一次。',
        '每一行都读懂了。',
        '这是试读，什么也没有写入。没有问题就加上 --write 再运行一次。',
      ].join('\n'),
    );
    expect(readdirSync(desk.folder).sort()).toEqual(['学生.csv', '老师.csv']);
  });

  test('after an import says what is known, renamed and moved, and who would get a second mentor', async () => {
    const desk = aDesk();
    await importing(desk, ...aRosterOnTheDesk(desk), '--write');
    const again = desk.csv(
      '转班.csv',
      studentHeadings,
      '五年级,3班,程诺,202605001,女,,司徒静,2026-11-18,程建国,父亲',
    );
    const { said } = await importing(desk, again);
    expect(said).toContain('  学生：新增 0，已有 1，有改动 1');
    expect(said).toContain('  家长：新增 0，已有 1\n');
    expect(said).toContain('  结对：新增 1，已有 0');
    expect(said).toContain('1 名学生已有别的导师，写入后会多一位：程诺。');
    expect(said).toContain('导入到「学校」');
  });

  test('outlet: terminal: says of each failed row where it is and why, and writes them only where a file is named', async () => {
    const desk = aDesk();
    const files = aRosterOnTheDesk(desk, '五年级,2班,李四,202605003,男,,无名氏,2026-09-07,,');
    const { code, said } = await importing(desk, ...files);
    expect(code).toBe(1);
    expect(said).toContain('没有导入的有 1 行：\n  学生 第 4 行：导师“无名氏”不在教职工名单里。');
    expect(readdirSync(desk.folder)).toHaveLength(2);
    const named = await importing(desk, ...files, '--failed', desk.path('改.csv'));
    expect(named.said).toContain(desk.path('改.csv'));
    expect(readFileSync(desk.path('改.csv'), 'utf8')).toContain('李四');
  });
});

describe('with --write', () => {
  test('the readable rows are stored, the others come back beside their file, and mending them is enough', async () => {
    const desk = aDesk();
    const files = aRosterOnTheDesk(desk, '五年级,2班,李四,202605003,男,,无名氏,2026-09-07,,');
    const { code, said } = await importing(desk, ...files, '--write');
    expect(code).toBe(1);
    expect(said).toContain('已生成密钥文件');
    expect(said).toContain('写好了：新增教职工 2、学生 2、家长 2、结对 2。');
    expect(said).toContain('学校还没有开始实施');
    const failed = desk.path('学生.未导入.csv');
    expect(said).toContain(failed);
    expect(existsSync(desk.path('老师.未导入.csv'))).toBe(false);

    writeFileSync(failed, readFileSync(failed, 'utf8').replace('无名氏', '高远'));
    const mended = await importing(desk, failed, '--write');
    expect(mended.code).toBe(0);
    expect(mended.said).toContain('写好了：新增教职工 0、学生 1、家长 0、结对 1。');
  });

  test('the same files a second time change nothing', async () => {
    const desk = aDesk();
    const files = aRosterOnTheDesk(desk);
    await importing(desk, ...files, '--write');
    const { code, said } = await importing(desk, ...files, '--write');
    expect(code).toBe(0);
    expect(said).toContain('新增教职工 0、学生 0、家长 0、结对 0');
    const { client } = await desk.open();
    expect(await client.person.count()).toBe(6);
    expect(await client.school.count()).toBe(1);
  });

  test('a running server sees the new people at its next look', async () => {
    const desk = aDesk();
    const server = await desk.openAsServer();
    const key = Buffer.alloc(32, 7);
    const { config } = desk;
    const storage = createStorage(server, new KeyRing(new KeyWrapper(key)));
    const terminal = aTerminal();
    const files = aRosterOnTheDesk(desk);
    await importFiles({ config: { ...config, appKey: key }, clock, words, terminal }, [files[0], '--write']);
    const [before] = await storage.schools.list();
    if (before === undefined) throw new Error('the import makes the school');
    expect((await storage.roster(before)).pupils).toHaveLength(0);
    await importFiles({ config: { ...config, appKey: key }, clock, words, terminal }, [files[1], '--write']);
    const after = await storage.schools.get(before.id);
    expect((await storage.roster(after)).pupils.map(({ name }) => name).sort()).toEqual(['欧阳宇轩', '程诺']);
  });

  test('an XLSX comes back as XLSX, every sheet under its own name, and no file is written over', async () => {
    const desk = aDesk();
    const staff = staffLines.map((line) => line.split(','));
    const students = [...studentLines, '五年级,2班,李四,1,男,,无名氏,,,'].map((line) => line.split(','));
    const one = await desk.xlsx('甲.xlsx', { 教职工: staff, 学生: students });
    const two = await desk.xlsx('乙.xlsx', {
      学生: [studentHeadings.split(','), ['五年级', '2班', '王五', '2', '甲']],
    });
    const { said } = await importing(desk, one, two, '--write');
    expect(said).toContain('  学生（乙.xlsx） 第 2 行：性别“甲”认不出来');
    const sheets = await readSheets(readFileSync(desk.path('乙.未导入.xlsx')), 'x');
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([['学生', 2]]);
    await importing(desk, desk.path('乙.未导入.xlsx'), '--write');
    expect(readdirSync(desk.folder).sort()).toEqual([
      'data',
      '乙.xlsx',
      '乙.未导入-2.xlsx',
      '乙.未导入.xlsx',
      '甲.xlsx',
      '甲.未导入.xlsx',
    ]);
  });
});

test('the template is written once, and can be imported as it is', async () => {
  const desk = aDesk();
  const path = desk.path('花名册.xlsx');
  expect((await importing(desk, '--template', path)).code).toBe(0);
  expect((await importing(desk, path)).said).toContain('  没有要新增的。');
  await expect(importing(desk, '--template', path)).rejects.toThrow(FileError);
});

test.each([
  [['nothing.xlsx'], '找不到文件 nothing.xlsx。'],
  [['PICTURE'], '这不是可以读的表格'],
])('of a file that cannot be read (%s) it says why', async (names, expected) => {
  const desk = aDesk();
  const picture = desk.csv('picture.xlsx', '\u0089PNG');
  writeFileSync(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  const args = names.map((name) => (name === 'PICTURE' ? picture : name));
  const error: unknown = await importing(desk, ...args).catch((thrown: unknown) => thrown);
  if (!(error instanceof FileError)) throw error;
  expect(error.explain(words)).toContain(expected);
});

test('without a file it shows how it is used', async () => {
  await expect(importing(aDesk())).rejects.toThrow(UsageError);
  await expect(importing(aDesk(), '--wirte')).rejects.toThrow(UsageError);
});

test.runIf(process.getuid?.() === 0)('root makes nothing in a folder of somebody else', async () => {
  const desk = aDesk();
  mkdirSync(desk.path('data'));
  chownSync(desk.path('data'), 65_534, 65_534);
  const [staff] = aRosterOnTheDesk(desk);
  await expect(importing(desk, staff, '--write')).rejects.toThrow('run this as that user');
  expect(readdirSync(desk.path('data'))).toEqual([]);
});

test('a sandbox that was never started has no school to import into', async () => {
  const desk = aDesk({});
  const [staff] = aRosterOnTheDesk(desk);
  await expect(importing(desk, staff, '--write')).rejects.toThrow(SchoolError);
});

test('lost account variables do not turn a real school into a sandbox', async () => {
  const desk = aDesk();
  const [staff] = aRosterOnTheDesk(desk);
  await importing(desk, staff, '--write');
  const lost = { ...desk, config: { ...desk.config, sandbox: true } };
  await expect(importing(lost, staff, '--write')).rejects.toMatchObject({ fault: 'real_school' });
});
