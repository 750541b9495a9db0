import { expect, test } from 'vitest';
import { checkRoster } from '../../../../src/domain/roster/check-roster.ts';
import { failedRows } from '../../../../src/domain/roster/failed-rows.ts';
import { nobodyKnown } from '../../../../src/domain/roster/roster-plan.ts';
import { rosterTemplate } from '../../../../src/domain/roster/roster-template.ts';
import type { SheetContent, SheetText } from '../../../../src/domain/roster/sheet-text.ts';
import { aSheet, aStaffSheet, aStudentSheet } from './roster-sheets.ts';

const asRead = (sheets: readonly SheetContent[]): readonly SheetText[] =>
  sheets.map((sheet) => aSheet(sheet.name, ...sheet.rows));

test('failed rows come back with their columns and a reason, the others do not', () => {
  const sheets = [aStudentSheet({ 学生姓名: '白小米' }, { 导师: '查无此人', 备注: '=1+1' })];
  expect(failedRows(sheets, checkRoster(sheets, nobodyKnown))).toEqual([
    {
      name: '学生',
      rows: [
        ['班级', '学生姓名', '学号', '导师', '备注', '原因'],
        ['五(2)班', '田小禾', '', '查无此人', '=1+1', '导师“查无此人”不在教职工名单里。'],
      ],
    },
  ]);
});

test('a corrected file is taken, and a file that fails again has one column of reasons', () => {
  const sheets = [aStudentSheet({ 导师: '苏晓棠' })];
  const again = asRead(failedRows(sheets, checkRoster(sheets, nobodyKnown)));
  const still = failedRows(again, checkRoster(again, nobodyKnown));
  expect(still[0]?.rows[0]?.filter((heading) => heading === '原因')).toHaveLength(1);
  const check = checkRoster([...again, aStaffSheet({ 姓名: '苏晓棠' })], nobodyKnown);
  expect(check.pairings).toHaveLength(1);
  expect(check.sheets[0]?.ignoredHeadings).toEqual([]);
});

test('without failures there is no file', () => {
  const sheets = [aStudentSheet({})];
  expect(failedRows(sheets, checkRoster(sheets, nobodyKnown))).toEqual([]);
});

test('the template is understood whole, and its example rows are no people', () => {
  const check = checkRoster(asRead(rosterTemplate()), nobodyKnown);
  expect(check.sheets).toEqual([
    { name: '学生', kind: 'students', headingRow: 1, dataRows: 0, ignoredHeadings: [] },
    { name: '教职工', kind: 'staff', headingRow: 1, dataRows: 0, ignoredHeadings: [] },
    { name: '家长', kind: 'guardians', headingRow: 1, dataRows: 0, ignoredHeadings: [] },
    { name: '校历', kind: 'calendar', headingRow: 1, dataRows: 0, ignoredHeadings: [] },
  ]);
  expect([...check.failures, ...check.students, ...check.staff]).toEqual([]);
});

test('the example rows would be accepted as they stand', () => {
  const filledIn = rosterTemplate().map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) =>
      row.map((cell) => (cell === '示例' ? '1' : cell.replace('苏晓棠', '林佩文'))),
    ),
  }));
  const check = checkRoster(asRead(filledIn), nobodyKnown);
  expect(check.failures).toEqual([]);
  expect([check.students.length, check.staff.length, check.pairings.length]).toEqual([1, 1, 1]);
  expect([check.guardians.length, check.calendar.holidays.length]).toEqual([1, 7]);
});
