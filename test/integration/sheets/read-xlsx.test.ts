import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readSheets } from '../../../src/sheets/read-sheet.ts';
import { SheetError } from '../../../src/sheets/sheet-error.ts';
import { sheetFaultTexts } from '../../../src/sheets/sheet-fault-texts.ts';
import { writeXlsx } from '../../../src/sheets/write-sheet.ts';

async function fault(bytes: Uint8Array): Promise<string> {
  const error: unknown = await readSheets(bytes, 'x.xlsx').catch((cause: unknown) => cause);
  return error instanceof SheetError ? error.fault : `no fault: ${String(error)}`;
}

/** A ZIP with one deflated entry, by hand: the writer under test never makes a bomb. */
function zipOf(path: string, content: Buffer): Buffer {
  const name = Buffer.from(path);
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const directory = Buffer.alloc(46);
  directory.writeUInt32LE(0x02014b50, 0);
  directory.writeUInt16LE(8, 10);
  directory.writeUInt32LE(packed.length, 20);
  directory.writeUInt32LE(content.length, 24);
  directory.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, directory, name, end]);
}

describe('an XLSX', () => {
  test('shows numbers and dates as a person sees them', async () => {
    const bytes = await writeXlsxFile([
      [
        { value: 13800138000, type: Number },
        { value: 2026000123, type: Number },
        { value: 0.1 + 0.2, type: Number },
        { value: 1e21, type: Number },
        { value: 5.2, type: Number },
        { value: new Date(Date.UTC(2026, 8, 7)), type: Date, format: 'yyyy/m/d' },
        { value: new Date(Date.UTC(2026, 8, 7, 16, 30)), type: Date, format: 'yyyy/m/d h:mm' },
        { value: true, type: Boolean },
        { value: '001', type: String },
      ],
    ]).toBuffer();
    const [sheet] = await readSheets(bytes, 'x.xlsx');
    expect(sheet?.rows[0]?.cells).toEqual([
      '13800138000',
      '2026000123',
      '0.3',
      '1000000000000000000000',
      '5.2',
      '2026-09-07',
      '2026-09-07 16:30:00',
      'TRUE',
      '001',
    ]);
  });

  test('keeps row numbers over blank rows, and all sheets that have content', async () => {
    const bytes = await writeXlsx([
      { name: '学生', rows: [[], ['某校名单'], [' '], ['姓名'], ['王芳']] },
      { name: '空', rows: [] },
      { name: '教职工', rows: [['姓名']] },
    ]);
    expect(await readSheets(bytes, 'x.xlsx')).toEqual([
      {
        name: '学生',
        rows: [
          { row: 2, cells: ['某校名单'] },
          { row: 4, cells: ['姓名'] },
          { row: 5, cells: ['王芳'] },
        ],
      },
      { name: '教职工', rows: [{ row: 1, cells: ['姓名'] }] },
    ]);
  });

  test('takes a sheet name that Excel would refuse, and a cell longer than Excel allows', async () => {
    const bytes = await writeXlsx([{ name: '一/二[三]'.repeat(9), rows: [['字'.repeat(40_000)]] }]);
    const [sheet] = await readSheets(bytes, 'x.xlsx');
    expect(sheet?.rows[0]?.cells[0]).toHaveLength(32_767);
  });

  test('of 5,000 rows is read, one with 5,100 is not', async () => {
    const rowsOf = (count: number) => [
      ['姓名', '班级', '导师'],
      ...Array.from({ length: count }, (_, index) => [`学生${index}`, '五(2)班', '苏晓棠']),
    ];
    const [sheet] = await readSheets(await writeXlsx([{ name: '学生', rows: rowsOf(5_000) }]), 'x.xlsx');
    expect(sheet?.rows).toHaveLength(5_001);
    expect(await fault(await writeXlsx([{ name: '学生', rows: rowsOf(5_100) }]))).toBe('too_many_rows');
  });
});

describe('a file that is no table is refused with its reason', () => {
  test.each([
    ['too_large', Buffer.alloc(20 * 1024 * 1024 + 1)],
    ['old_excel', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['not_a_sheet', Buffer.from('%PDF-1.7')],
    ['not_a_sheet', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['not_a_sheet', Buffer.from('a\u0000b')],
    ['damaged', Buffer.from('PK\u0003\u0004 and then nothing')],
    ['not_a_sheet', zipOf('word/document.xml', Buffer.from('<a/>'))],
    ['unreadable_text', Buffer.from([0xff, 0xff, 0x41, 0x80, 0xff])],
    ['empty', Buffer.alloc(0)],
    ['empty', Buffer.from(',,,\r\n , \r\n')],
  ])('%s', async (reason, bytes) => {
    expect(await fault(bytes)).toBe(reason);
  });

  test('a small file that unpacks to more than 100 MB', async () => {
    expect(await fault(zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(101 * 1024 * 1024, 32)))).toBe(
      'too_large',
    );
  });

  test('a small file with a cell in the last corner', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>';
    expect(await fault(zipOf('xl/worksheets/sheet1.xml', Buffer.from(sheet)))).toBe('too_large');
  });

  test('a cut-off XLSX', async () => {
    const bytes = await writeXlsx([{ name: '学生', rows: [['姓名'], ['王芳']] }]);
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      expect(await fault(bytes.slice(0, Math.floor(bytes.length * share)))).toBe('damaged');
    }
  });

  test('every fault has a text', () => {
    expect(Object.values(sheetFaultTexts).every((text) => text.endsWith('。'))).toBe(true);
  });
});
