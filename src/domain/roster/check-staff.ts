/** Staff rows, before any student row: mentors and homeroom teachers are looked up among them. */
import { type Account, addAccounts, readAccounts, refuseTaken } from './accounts.ts';
import { type ClassName, classKey } from './class-name.ts';
import { foldCode } from './fold-text.ts';
import { cleanName, readName } from './person-name.ts';
import { addRole, type RosterDraft, tryRow } from './roster-draft.ts';
import type { RosterStaff } from './roster-plan.ts';
import { RowRefused } from './roster-reason.ts';
import type { StaffRow } from './roster-tables.ts';
import { readDuties, type StaffDuty } from './staff-roles.ts';

interface StaffEntry {
  readonly name: string;
  readonly number: string | undefined;
  readonly accounts: readonly Account[];
  readonly duties: readonly StaffDuty[];
}

export function checkStaff(draft: RosterDraft, rows: readonly StaffRow[]): void {
  const namesakes = countNames(rows);
  const numberRows = new Map<string, number>();
  for (const row of rows) {
    const accepted = tryRow(draft, row, () => {
      const entry = readEntry(row);
      refuseNamesake(entry, namesakes);
      refuseRepeatedNumber(entry, row, numberRows);
      acceptStaff(draft, entry);
    });
    if (!accepted && !isWrittenTwice(draft, row)) draft.failedStaff.add(cleanName(row.cells.name ?? ''));
  }
}

/** The same person in a second row makes nobody doubtful. */
function isWrittenTwice(draft: RosterDraft, { cells }: StaffRow): boolean {
  const number = foldCode(cells.number ?? '');
  const name = cleanName(cells.name ?? '');
  return draft.staff.some((member) => member.number === number && member.name === name);
}

/** Takes somebody who is known but not in the file into the plan, because a row points there. */
export function addKnownStaff(draft: RosterDraft, known: RosterDraft['known']['staff'][number]): RosterStaff {
  const staff: RosterStaff = {
    key: nextKey(draft),
    name: known.name,
    known: known.ref,
    ...(known.number === undefined ? {} : { number: known.number }),
  };
  draft.staff.push(staff);
  return staff;
}

/** Throws RowRefused where the class has another homeroom teacher already. */
export function refuseSecondHomeroomTeacher(
  draft: RosterDraft,
  schoolClass: ClassName,
  staff: { key: string; name: string },
): void {
  const before = draft.homeroomTeachers.get(classKey(schoolClass));
  if (before === undefined || before === staff.key) return;
  const name = draft.staff.find((member) => member.key === before)?.name ?? '';
  throw new RowRefused({ code: 'homeroom_conflict', found: staff.name, allowed: [name] });
}

export function addClass(draft: RosterDraft, schoolClass: ClassName): string {
  const key = classKey(schoolClass);
  if (!draft.classes.has(key)) draft.classes.set(key, { key, ...schoolClass });
  return key;
}

function countNames(rows: readonly StaffRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { cells } of rows) {
    const name = cleanName(cells.name ?? '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function readEntry({ cells }: StaffRow): StaffEntry {
  return {
    name: readName(cells.name ?? ''),
    number: cells.number === undefined ? undefined : foldCode(cells.number),
    accounts: readAccounts(cells),
    duties: readDuties(cells),
  };
}

function refuseNamesake({ name, number }: StaffEntry, namesakes: ReadonlyMap<string, number>): void {
  if (number === undefined && (namesakes.get(name) ?? 0) > 1)
    throw new RowRefused({ code: 'same_name_staff', found: name });
}

function refuseRepeatedNumber({ number }: StaffEntry, { row }: StaffRow, rows: Map<string, number>): void {
  if (number === undefined) return;
  const before = rows.get(number);
  if (before !== undefined) throw new RowRefused({ code: 'number_twice', found: number, row: before });
  rows.set(number, row);
}

function acceptStaff(draft: RosterDraft, entry: StaffEntry): void {
  const { name, number, accounts, duties } = entry;
  const known = knownStaff(draft, entry);
  const staff: RosterStaff = {
    key: nextKey(draft),
    name,
    ...(number === undefined ? {} : { number }),
    ...(known === undefined ? {} : { known }),
  };
  refuseTaken(draft, accounts, known);
  for (const duty of duties) {
    if (duty.role === 'homeroom_teacher') refuseSecondHomeroomTeacher(draft, duty.schoolClass, staff);
  }
  draft.staff.push(staff);
  addAccounts(draft, accounts, staff, 'staff');
  for (const duty of duties) addDuty(draft, staff.key, duty);
}

function addDuty(draft: RosterDraft, staffKey: string, duty: StaffDuty): void {
  if (!('schoolClass' in duty)) {
    addRole(draft, { staffKey, ...duty });
    return;
  }
  const key = addClass(draft, duty.schoolClass);
  addRole(draft, { staffKey, role: duty.role, classKey: key });
  if (duty.role === 'homeroom_teacher') draft.homeroomTeachers.set(key, staffKey);
}

/** Whom of the known staff a row is about: by number, else by a name that only one of them has. */
function knownStaff(draft: RosterDraft, { name, number }: StaffEntry): string | undefined {
  const people = draft.known.staff;
  const numbered = number === undefined ? undefined : people.find((member) => member.number === number);
  if (numbered && numbered.name !== name)
    throw new RowRefused({ code: 'number_of_other', found: number ?? '', allowed: [numbered.name] });
  const taken = new Set(draft.staff.map((member) => member.known));
  const named = people.filter(
    (member) => member.name === name && (number === undefined || member.number === undefined),
  );
  const candidates = numbered ? [numbered] : named;
  if (candidates.length > 1 || candidates.some((member) => taken.has(member.ref)))
    throw new RowRefused({ code: 'same_name_staff', found: name });
  return candidates[0]?.ref;
}

function nextKey(draft: RosterDraft): string {
  return `t${draft.staff.length + 1}`;
}
