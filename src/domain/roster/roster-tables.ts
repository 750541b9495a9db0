/**
 * Finds the headings in each sheet, under whatever titles stand above them, and hands out rows by column. A row with
 * nothing in any of these columns (a total at the end) is no row.
 */
import type { GuardianRelation } from '../vocabulary.ts';
import { filled, foldHeading, foldText } from './fold-text.ts';
import type { RosterFailure, RosterSheet, SheetKind } from './roster-check.ts';
import {
  calendarColumn,
  guardianRowColumn,
  type StudentColumn,
  staffColumn,
  studentColumn,
} from './roster-columns.ts';
import {
  type CalendarField,
  calendarHeadings,
  type GuardianField,
  type GuardianRowField,
  guardianRowHeadings,
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

interface PlainRow<Field extends string> {
  readonly sheet: string;
  readonly row: number;
  readonly cells: Partial<Readonly<Record<Field, string>>>;
}

export type StaffRow = PlainRow<StaffField>;
export type GuardianRow = PlainRow<GuardianRowField>;
export type CalendarRow = PlainRow<CalendarField>;

export interface RosterTables {
  readonly sheets: readonly RosterSheet[];
  readonly students: readonly StudentRow[];
  readonly staff: readonly StaffRow[];
  readonly guardians: readonly GuardianRow[];
  readonly calendar: readonly CalendarRow[];
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
    students: rowsOf(whole, 'students', studentRows),
    staff: rowsOf(whole, 'staff', (sheet, table) => plainRows(sheet, table, staffColumn)),
    guardians: rowsOf(whole, 'guardians', (sheet, table) => plainRows(sheet, table, guardianRowColumn)),
    calendar: rowsOf(whole, 'calendar', (sheet, table) => plainRows(sheet, table, calendarColumn)),
    failures,
  };
}

function rowsOf<Row>(
  found: readonly { readonly sheet: SheetText; readonly table: Found }[],
  kind: SheetKind,
  read: (sheet: SheetText, table: Found) => readonly Row[],
): readonly Row[] {
  return found.flatMap(({ sheet, table }) => (table.kind === kind ? read(sheet, table) : []));
}

function findHeadings(sheet: SheetText): Found | undefined {
  const candidates = sheet.rows.slice(0, headingsWithin).map(({ row, cells }, at) => {
    const kind = kindOf(sheet.name, cells);
    return { kind, at, row, headings: cells, known: countKnown(kind, cells) };
  });
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (most, next) => (next.known > (most?.known ?? fewestHeadings - 1) ? next : most),
    undefined,
  );
  return best;
}

function kindOf(sheetName: string, headings: readonly string[]): SheetKind {
  const has = (kind: SheetKind, ...fields: readonly string[]): boolean =>
    fields.some((field) => headings.some((heading) => isField(kind, heading, field)));
  if (has('calendar', 'kind') && has('calendar', 'firstOn')) return 'calendar';
  // A student's own row may have a single guardian in columns without a number; it has columns of the student's, too.
  if (
    has('guardians', 'student', 'studentNumber') &&
    has('guardians', 'name') &&
    has('guardians', 'relation') &&
    !has('students', ...ofStudentsOnly)
  )
    return 'guardians';
  const [asStudents, asStaff] = [countKnown('students', headings), countKnown('staff', headings)];
  if (asStudents !== asStaff) return asStudents > asStaff ? 'students' : 'staff';
  return sheetNameWords.staff.some((word) => foldText(sheetName).includes(word)) ? 'staff' : 'students';
}

const ofStudentsOnly: readonly StudentField[] = [
  'mentors',
  'homeroomTeacher',
  'categories',
  'sex',
  'pairedOn',
];

const columnOf = {
  students: studentColumn,
  staff: staffColumn,
  guardians: guardianRowColumn,
  calendar: calendarColumn,
} as const satisfies Record<SheetKind, (heading: string) => object | undefined>;

/** The columns without which nothing can be read, and what the template calls them. */
const neededColumns: Readonly<Record<SheetKind, readonly { field: string; shown: string | undefined }[]>> = {
  students: [
    { field: 'name', shown: studentHeadings.name[0] },
    { field: 'class', shown: studentHeadings.class[0] },
  ],
  staff: [{ field: 'name', shown: studentHeadings.name[0] }],
  guardians: [{ field: 'relation', shown: guardianRowHeadings.relation[0] }],
  calendar: [{ field: 'kind', shown: calendarHeadings.kind[0] }],
};

function countKnown(kind: SheetKind, headings: readonly string[]): number {
  return headings.filter((heading) => columnOf[kind](heading) !== undefined).length;
}

function lackingColumn({ kind, headings }: Found): RosterReason | undefined {
  const lacking = neededColumns[kind].find(
    ({ field }) => !headings.some((heading) => isField(kind, heading, field)),
  );
  return lacking && { code: 'column_missing', found: lacking.shown ?? lacking.field };
}

function isField(kind: SheetKind, heading: string, field: string): boolean {
  const column = columnOf[kind](heading);
  return column !== undefined && !('guardian' in column) && column.field === field;
}

function ignoredHeadings({ kind, headings }: Found): readonly string[] {
  return headings.filter(
    (heading) => heading !== '' && !columnOf[kind](heading) && !silentHeadings.includes(foldHeading(heading)),
  );
}

function dataRows(sheet: SheetText, table: Found): SheetText['rows'] {
  const examples = table.headings.flatMap((heading, at) =>
    exampleFields.some((field) => isField(table.kind, heading, field)) ? [at] : [],
  );
  return sheet.rows
    .slice(table.at + 1)
    .filter(({ cells }) => examples.every((at) => cells[at]?.trim() !== exampleWord));
}

/** Where the template's example row says that it is one. */
const exampleFields = ['number', 'studentNumber'] as const;

function plainRows<Field extends string>(
  sheet: SheetText,
  table: Found,
  columnOfHeading: (heading: string) => { readonly field: Field } | undefined,
): readonly PlainRow<Field>[] {
  const columns = table.headings.map(columnOfHeading);
  const rows = dataRows(sheet, table).map(({ row, cells }) => {
    const read: Partial<Record<Field, string>> = {};
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
