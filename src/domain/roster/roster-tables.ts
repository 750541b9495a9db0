/**
 * Finds the headings in each sheet, under whatever titles stand above them, and hands out rows by column. A row with
 * nothing in any of these columns (a total at the end) is no row.
 */
import type { GuardianRelation } from '../vocabulary.ts';
import { filled, foldHeading, foldText } from './fold-text.ts';
import type { RosterFailure, RosterSheet } from './roster-check.ts';
import { type StudentColumn, staffColumn, studentColumn } from './roster-columns.ts';
import {
  type GuardianField,
  type StaffField,
  type StudentField,
  silentHeadings,
  studentHeadings,
} from './roster-headings.ts';
import type { RosterReason } from './roster-reason.ts';
import { exampleWord, sheetNameWords } from './roster-words.ts';
import type { SheetText } from './sheet-text.ts';

export interface GuardianCells {
  /** Where the heading itself says it: 父亲姓名. */
  readonly relation?: GuardianRelation;
  readonly cells: Partial<Readonly<Record<GuardianField, string>>>;
}

export interface StudentRow {
  readonly sheet: string;
  readonly row: number;
  readonly cells: Partial<Readonly<Record<StudentField, string>>>;
  readonly guardians: readonly GuardianCells[];
}

export interface StaffRow {
  readonly sheet: string;
  readonly row: number;
  readonly cells: Partial<Readonly<Record<StaffField, string>>>;
}

export interface RosterTables {
  readonly sheets: readonly RosterSheet[];
  readonly students: readonly StudentRow[];
  readonly staff: readonly StaffRow[];
  readonly failures: readonly RosterFailure[];
}

const headingsWithin = 15;
const fewestHeadings = 2;

interface Found {
  readonly kind: RosterSheet['kind'];
  readonly at: number;
  readonly row: number;
  readonly headings: readonly string[];
}

export function readTables(sheets: readonly SheetText[]): RosterTables {
  const found = sheets.flatMap((sheet) => {
    const table = findHeadings(sheet);
    return table ? [{ sheet, table, lacking: lackingColumn(table) }] : [];
  });
  const whole = found.filter(({ lacking }) => lacking === undefined);
  const failures = found.flatMap(({ sheet, table, lacking }) =>
    lacking ? [{ sheet: sheet.name, row: table.row, reason: lacking }] : [],
  );
  if (found.length === 0)
    failures.push({ sheet: sheets[0]?.name ?? '', row: 1, reason: { code: 'headings_not_found' } });

  return {
    sheets: whole.map(({ sheet, table }) => ({
      name: sheet.name,
      kind: table.kind,
      headingRow: table.row,
      dataRows: dataRows(sheet, table).length,
      ignoredHeadings: ignoredHeadings(table),
    })),
    students: whole.flatMap(({ sheet, table }) =>
      table.kind === 'students' ? studentRows(sheet, table) : [],
    ),
    staff: whole.flatMap(({ sheet, table }) => (table.kind === 'staff' ? staffRows(sheet, table) : [])),
    failures,
  };
}

function findHeadings(sheet: SheetText): Found | undefined {
  const candidates = sheet.rows.slice(0, headingsWithin).map(({ row, cells }, at) => {
    const asStudents = cells.filter((cell) => studentColumn(cell) !== undefined).length;
    const asStaff = cells.filter((cell) => staffColumn(cell) !== undefined).length;
    const kind = kindOf(sheet.name, asStudents, asStaff);
    return { kind, at, row, headings: cells, known: Math.max(asStudents, asStaff) };
  });
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (most, next) => (next.known > (most?.known ?? fewestHeadings - 1) ? next : most),
    undefined,
  );
  return best;
}

function kindOf(sheetName: string, asStudents: number, asStaff: number): RosterSheet['kind'] {
  if (asStudents !== asStaff) return asStudents > asStaff ? 'students' : 'staff';
  return sheetNameWords.staff.some((word) => foldText(sheetName).includes(word)) ? 'staff' : 'students';
}

function lackingColumn({ kind, headings }: Found): RosterReason | undefined {
  const needed: readonly ('name' | 'class')[] = kind === 'students' ? ['name', 'class'] : ['name'];
  const lacking = needed.find((field) => !headings.some((heading) => isField(kind, heading, field)));
  return lacking && { code: 'column_missing', found: studentHeadings[lacking][0] ?? lacking };
}

function isField(kind: RosterSheet['kind'], heading: string, field: string): boolean {
  const column = kind === 'students' ? studentColumn(heading) : staffColumn(heading);
  return column !== undefined && !('guardian' in column) && column.field === field;
}

function ignoredHeadings({ kind, headings }: Found): readonly string[] {
  const read = kind === 'students' ? studentColumn : staffColumn;
  return headings.filter(
    (heading) => heading !== '' && !read(heading) && !silentHeadings.includes(foldHeading(heading)),
  );
}

function dataRows(sheet: SheetText, table: Found): SheetText['rows'] {
  const numberAt = table.headings.findIndex((heading) => isField(table.kind, heading, 'number'));
  return sheet.rows.slice(table.at + 1).filter(({ cells }) => cells[numberAt]?.trim() !== exampleWord);
}

function staffRows(sheet: SheetText, table: Found): readonly StaffRow[] {
  const columns = table.headings.map(staffColumn);
  const rows = dataRows(sheet, table).map(({ row, cells }) => {
    const read: Partial<Record<StaffField, string>> = {};
    for (const [place, column] of columns.entries()) {
      const text = filled(cells[place]);
      if (column && text !== undefined) read[column.field] ??= text;
    }
    return { sheet: sheet.name, row, cells: read };
  });
  return rows.filter(({ cells }) => Object.keys(cells).length > 0);
}

function studentRows(sheet: SheetText, table: Found): readonly StudentRow[] {
  const columns = table.headings.map(studentColumn);
  const rows = dataRows(sheet, table).map(({ row, cells }) => ({
    sheet: sheet.name,
    row,
    ...studentCells(columns, cells),
  }));
  return rows.filter(({ cells, guardians }) => Object.keys(cells).length > 0 || guardians.length > 0);
}

function studentCells(
  columns: readonly (StudentColumn | undefined)[],
  cells: readonly string[],
): Pick<StudentRow, 'cells' | 'guardians'> {
  const own: Partial<Record<StudentField, string>> = {};
  const guardians = new Map<
    string,
    { relation?: GuardianRelation; cells: Partial<Record<GuardianField, string>> }
  >();
  for (const [place, column] of columns.entries()) {
    const text = filledUnlessSaid(column, cells[place]);
    if (!column || text === undefined) continue;
    if (!('guardian' in column)) {
      own[column.field] ??= text;
      continue;
    }
    const guardian = guardians.get(column.guardian) ?? { cells: {} };
    if (column.relation) guardian.relation = column.relation;
    guardian.cells[column.field] ??= text;
    guardians.set(column.guardian, guardian);
  }
  return { cells: own, guardians: [...guardians.values()] };
}

/** An empty category says nothing about the student; a written "none" says that there is none. */
function filledUnlessSaid(column: StudentColumn | undefined, text: string | undefined): string | undefined {
  const isCategory = column && !('guardian' in column) && column.field === 'categories';
  if (isCategory && text !== undefined && text.trim() !== '') return text.trim();
  return filled(text);
}
