/** What an event of a directory asks to be read again. */

/** `staff`, or `school` with what the event named. */
type ChangedPart = 'staff' | 'school';

function changedPart(eventName: string): ChangedPart {
  return /^(?:change_school_contact\b|edu_)/u.test(eventName) ? 'school' : 'staff';
}

/** Of many events at once only that there were many is remembered. */
const mostIds = 500;
const everything = 'school:*';

export function withWanted(
  wanted: readonly string[],
  event: { readonly name: string; readonly ids: readonly string[] },
): readonly string[] {
  const marks =
    changedPart(event.name) === 'staff' ? ['staff'] : event.ids.map((id) => `school:${id.trim()}`);
  const all = new Set([...wanted, ...(marks.length === 0 ? [everything] : marks)]);
  if (all.size <= mostIds) return [...all];
  return [...new Set([...[...all].filter((mark) => mark === 'staff'), everything])];
}

export interface Wanted {
  readonly staff: boolean;
  /** Classes that were touched; `all` where somebody is named whom nobody knows. */
  readonly classes: ReadonlySet<string> | 'all';
}

/** `parentOf`: the class of a known class, student or guardian, by folded id. */
export function readWanted(marks: readonly string[], parentOf: (id: string) => string | undefined): Wanted {
  const ids = marks.filter((mark) => mark.startsWith('school:')).map((mark) => mark.slice('school:'.length));
  const classes = new Set<string>();
  let isAll = false;
  for (const id of ids) {
    const classId = parentOf(id);
    if (classId === undefined) isAll = true;
    else classes.add(classId);
  }
  return { staff: marks.includes('staff'), classes: isAll ? 'all' : classes };
}
