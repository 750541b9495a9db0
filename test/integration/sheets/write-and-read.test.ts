import fc from 'fast-check';
import iconv from 'iconv-lite';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { cellText } from '../../../src/sheets/cell-text.ts';
import { guardFormula } from '../../../src/sheets/formula-guard.ts';
import { readSheets } from '../../../src/sheets/read-sheet.ts';
import { writeCsv, writeXlsx } from '../../../src/sheets/write-sheet.ts';

const formats = [
  ['XLSX', async (rows: readonly (readonly string[])[]) => writeXlsx([{ name: '名单', rows }]), '名单.xlsx'],
  ['CSV', async (rows: readonly (readonly string[])[]) => writeCsv({ name: '名单', rows }), '名单.csv'],
] as const;

/** Spaces are folded and trimmed on reading; nothing else may change. */
function seen(text: string): string {
  return cellText(guardFormula(text));
}

/** U+FFFD says that a character was lost before it came here; XLSX drops it. */
const cell = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\ufffd', ''));
const operators = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '＝',
  '＋',
  '－',
  '＠',
  "'=",
  "''=",
  ' =',
  "' @",
  '\t=',
  "'\t",
];
const payloads = [
  '1+1',
  'HYPERLINK("http://x.invalid","y")',
  "cmd|'/C calc'!A0",
  'SUM(A1:A9)',
  '王芳',
  '',
  '"; DROP',
  'a,b;c\td',
  'x\ny',
];

async function roundTrip(write: (typeof formats)[number][1], filename: string, rows: string[][]) {
  const sheets = await readSheets(await write([['开头', '第二列'], ...rows]), filename);
  const found = new Map(sheets[0]?.rows.map(({ row, cells }) => [row, cells]));
  return rows.map((row, index) => row.map((_, column) => found.get(index + 2)?.[column] ?? ''));
}

describe.each(formats)('%s', (_name, write, filename) => {
  test('text written comes back as it was, up to the space around it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 8 }),
        async (rows) => {
          const back = await roundTrip(write, filename, rows);
          expect(back).toEqual(rows.map((row) => row.map(seen)));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('500 texts that look like formulas come back as the same text', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => [
      `${operators[index % operators.length]}${payloads[index % payloads.length]}${index}`,
    ]);
    const back = await roundTrip(write, filename, rows);
    expect(back).toEqual(rows.map(([text = '']) => [text.trim()]));
  });

  test('numbers that are text keep their zeros and their length, and no word is special', async () => {
    const rows = [
      ['001'],
      ['2026000123456789012'],
      ['1.10'],
      ['1e5'],
      ['5-2'],
      ['toString'],
      ['__proto__'],
      ['_x000D_'],
    ];
    expect(await roundTrip(write, filename, rows)).toEqual(rows);
  });
});

test('no cell of an XLSX is a formula, and every one that looks like one begins with an apostrophe', async () => {
  const rows = operators.map((operator) => [`${operator}1+1`]);
  const [sheet] = await readXlsxFile(Buffer.from(await writeXlsx([{ name: 'x', rows }])), { trim: false });
  expect(sheet?.data.map(([value]) => value)).toEqual(rows.map(([text]) => `'${text}`));
});

test.each(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])(
  'a CSV cell beginning with %j begins with an apostrophe',
  (first) => {
    const written = new TextDecoder().decode(writeCsv({ name: 'x', rows: [[`${first}1`]] }));
    expect(written.replace(/^"/, '').startsWith(`'${first}`)).toBe(true);
  },
);

test('a CSV begins with the UTF-8 mark and ends its lines as RFC 4180 says', () => {
  const bytes = writeCsv({
    name: 'x',
    rows: [
      ['甲', '说“好”"'],
      ['乙', ''],
    ],
  });
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe('甲,"说“好”"""\r\n乙,\r\n');
});

describe('CSV as offices save it', () => {
  const table = '姓名,班级,备注\r\n周䶮,五(2)班,"一, 二"\r\n\r\n阿迪莱·买合木提,五(1)班,\r\n';
  const rows = [
    { row: 1, cells: ['姓名', '班级', '备注'] },
    { row: 2, cells: ['周䶮', '五(2)班', '一, 二'] },
    { row: 4, cells: ['阿迪莱·买合木提', '五(1)班', ''] },
  ];

  test.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${table}`)],
    ['UTF-8 without', Buffer.from(table)],
    ['GBK', iconv.encode(table, 'gb18030')],
    ['UTF-16 as "Unicode text"', iconv.encode(table, 'utf-16le', { addBOM: true })],
    ['bare line feeds', Buffer.from(table.replaceAll('\r\n', '\n'))],
  ])('%s', async (_name, bytes) => {
    expect(await readSheets(bytes, '/某处/花名册.csv')).toEqual([{ name: '花名册', rows }]);
  });

  test.each([';', '\t'])('separator %j', async (separator) => {
    const text = `姓名,班级,备注\n周䶮,五(2)班,"一, 二"`.replaceAll(/,(?! )/g, separator);
    const [sheet] = await readSheets(Buffer.from(text), 'x.csv');
    expect(sheet?.rows).toEqual(rows.slice(0, 2));
  });

  test('odd spaces become plain, invisible marks vanish', async () => {
    const [sheet] = await readSheets(Buffer.from('\u3000姓名\u00a0,\u200b王\u3000芳\n'), 'x.csv');
    expect(sheet?.rows[0]?.cells).toEqual(['姓名', '王 芳']);
  });
});
