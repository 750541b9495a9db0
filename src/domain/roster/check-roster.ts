/** From the sheets of one or several files to a plan: pure, so that a dry run is the same run. */
import { readCalendarRows } from './calendar-rows.ts';
import { checkGuardians } from './check-guardians.ts';
import { checkStaff } from './check-staff.ts';
import { checkStudents } from './check-students.ts';
import type { RosterCheck, RosterFailure } from './roster-check.ts';
import { newDraft } from './roster-draft.ts';
import type { KnownPeople } from './roster-plan.ts';
import { readTables } from './roster-tables.ts';
import type { SheetText } from './sheet-text.ts';

/** A row that fails is left out whole and says why; the others do not suffer from it. */
export function checkRoster(sheets: readonly SheetText[], known: KnownPeople): RosterCheck {
  const tables = readTables(sheets);
  const draft = newDraft(known);
  checkStaff(draft, tables.staff);
  checkStudents(draft, tables.students);
  checkGuardians(draft, tables.guardians);
  const calendar = readCalendarRows(draft, tables.calendar);
  return {
    sheets: tables.sheets,
    staff: draft.staff,
    classes: [...draft.classes.values()],
    students: draft.students,
    guardians: [...draft.guardians.values()],
    pairings: draft.pairings,
    identities: draft.identities,
    roles: draft.roles,
    calendar,
    failures: inFileOrder([...tables.failures, ...draft.failures], sheets),
  };
}

function inFileOrder(
  failures: readonly RosterFailure[],
  sheets: readonly SheetText[],
): readonly RosterFailure[] {
  const places = new Map(sheets.map((sheet, place) => [sheet.name, place]));
  const placeOf = (failure: RosterFailure) => places.get(failure.sheet) ?? 0;
  return [...failures].sort((a, b) => placeOf(a) - placeOf(b) || a.row - b.row);
}
