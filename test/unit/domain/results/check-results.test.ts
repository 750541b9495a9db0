import { describe, expect, it } from 'vitest';
import { checkResults } from '../../../../src/domain/results/check-results.ts';

const known = [
  { ref: 'S', name: '张子涵', number: '2021001', grade: 5, classNumber: 2 },
  { ref: 'T', name: '张子涵', grade: 5, classNumber: 3 },
  { ref: 'U', name: '李明', grade: 6, classNumber: 1 },
];
const sheet = (...rows: string[][]) => [
  { name: '成绩', rows: rows.map((cells, index) => ({ row: index + 1, cells })) },
];
const check = (rows: string[][], ranks = false) => checkResults(sheet(...rows), known, { ranks });

describe('a table of exam results', () => {
  it('reads a column per subject, under whatever title stands above', () => {
    const found = check([
      ['第一学期期中考试'],
      ['班级', '姓名', '语文', '数学成绩'],
      ['五(3)班', '张子涵', '92.5', '优'],
      ['601', '李明', '缺考', '88'],
    ]);
    expect(found.results).toEqual([
      { studentId: 'T', subject: '语文', score: '92.5' },
      { studentId: 'T', subject: '数学', score: '优' },
      { studentId: 'U', subject: '数学', score: '88' },
    ]);
    expect(found).toMatchObject({ grades: ['5', '6'], failures: [], skippedRanks: [] });
  });

  it('leaves ranks out and says so, unless the school has turned them on', () => {
    const rows = [
      ['学号', '语文', '语文排名', '班级名次'],
      ['2021001', '90', '3', '5'],
    ];
    expect(check(rows)).toMatchObject({
      results: [{ studentId: 'S', subject: '语文', score: '90' }],
      skippedRanks: ['语文排名', '班级名次'],
    });
    expect(check(rows, true).results).toContainEqual({
      studentId: 'S',
      subject: '语文',
      score: '90',
      rank: '3',
    });
  });

  it('gives back the rows that it cannot take, each with its reason, and takes the others', () => {
    const found = check([
      ['班级', '姓名', '语文'],
      ['', '张子涵', '90'],
      ['五(2)班', '王五', '90'],
      ['五(2)班', '张子涵', '=1+1'],
      ['五(3)班', '张子涵', '12345'],
      ['5-2', '张子涵', '2026-09-01'],
      ['六(1)班', '李明', '77'],
      ['六(1)班', '李明', '78'],
      ['', '', ''],
    ]);
    expect(found.results).toEqual([{ studentId: 'U', subject: '语文', score: '77' }]);
    expect(found.failures.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 8]);
    expect(found.failures[0]?.reason).toContain('学号');
    expect(found.failures.at(-1)?.reason).toContain('第 7 行');
  });

  it('says what is missing where there is no heading', () => {
    expect(check([['随便', '写写']]).failures[0]?.reason).toContain('表头');
  });
});
