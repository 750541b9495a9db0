/** The columns 导师 and 班主任 of a student row. */

import { refuseSecondHomeroomTeacher } from './check-staff.ts';
import type { ClassName } from './class-name.ts';
import { type FoundStaff, findStaff } from './find-staff.ts';
import { splitList } from './fold-text.ts';
import type { RosterDraft } from './roster-draft.ts';
import { type RosterReasonCode, RowRefused } from './roster-reason.ts';

export type OneStaff = Extract<FoundStaff, { readonly is: 'one' }>;

export function readMentors(draft: RosterDraft, cell: string | undefined): readonly OneStaff[] {
  const mentors: OneStaff[] = [];
  for (const written of splitList(cell)) {
    for (const mentor of mentorsIn(draft, written)) {
      if (mentors.some((other) => other.id === mentor.id))
        throw new RowRefused({ code: 'mentor_twice', found: mentor.name });
      mentors.push(mentor);
    }
  }
  return mentors;
}

export function readHomeroomTeacher(
  draft: RosterDraft,
  schoolClass: ClassName,
  cell: string | undefined,
): OneStaff | undefined {
  const [written, second] = splitList(cell);
  if (written === undefined) return undefined;
  if (second !== undefined)
    throw new RowRefused({ code: 'homeroom_conflict', found: second, allowed: [written] });
  const found = findStaff(draft, written);
  if (found.is === 'several') throw new RowRefused({ code: 'homeroom_ambiguous', found: written });
  if (found.is !== 'one') throw new RowRefused({ code: 'homeroom_unknown', found: written });
  refuseSecondHomeroomTeacher(draft, schoolClass, { key: found.id, name: found.name });
  return found;
}

/** A name with a space in it is one person; only where nobody is called so, the space separates two. */
function mentorsIn(draft: RosterDraft, written: string): readonly OneStaff[] {
  const found = findStaff(draft, written);
  if (found.is === 'one') return [found];
  const parts = written.split(/\s+/);
  if (found.is === 'none' && parts.length > 1) {
    const several = parts.map((part) => findStaff(draft, part)).filter((part) => part.is === 'one');
    if (several.length === parts.length) return several;
  }
  throw new RowRefused({ code: reasonCode[found.is], found: written });
}

const reasonCode: Readonly<Record<Exclude<FoundStaff['is'], 'one'>, RosterReasonCode>> = {
  none: 'mentor_unknown',
  several: 'mentor_ambiguous',
  failed: 'mentor_row_failed',
};
