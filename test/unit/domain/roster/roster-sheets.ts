/** Builders for sheets as they come out of a file. */
import type { SheetText } from '../../../../src/domain/roster/sheet-text.ts';

export function aSheet(name: string, ...rows: readonly (readonly string[])[]): SheetText {
  return { name, rows: rows.map((cells, index) => ({ row: index + 1, cells })) };
}

const columns = ['班级', '学生姓名', '学号', '导师'] as const;

/** Students with class, name, number and mentor; more columns by heading. */
export function aStudentSheet(...rows: readonly Readonly<Record<string, string>>[]): SheetText {
  const extra = new Set(rows.flatMap((row) => Object.keys(row)));
  const headings = [...new Set<string>([...columns, ...extra])];
  const defaults: Readonly<Record<string, string>> = { 班级: '五(2)班', 学生姓名: '田小禾' };
  return aSheet(
    '学生',
    headings,
    ...rows.map((row) => headings.map((heading) => row[heading] ?? defaults[heading] ?? '')),
  );
}

export function aStaffSheet(...rows: readonly Readonly<Record<string, string>>[]): SheetText {
  const headings = ['姓名', '工号', '角色', '班级', '年级', '企业微信账号', '钉钉账号'];
  return aSheet('教职工', headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? '')));
}
