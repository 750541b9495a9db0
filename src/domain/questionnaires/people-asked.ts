/** Whom a respondent may name or rate, item by item. */
import type { Day } from '../day.ts';
import { isInForce, type Person, type SchoolRoster } from '../school-roster.ts';
import { itemsOf, type PersonScope, type QuestionnaireForm } from './form.ts';

/** Of a guardian the child; of a student the student; '' of staff. */
export interface Asked {
  readonly studentId: string;
  readonly personId: string;
}

export function peopleAsked(
  roster: SchoolRoster,
  form: QuestionnaireForm,
  asked: Asked,
  on: Day,
): Readonly<Record<string, readonly Person[]>> {
  const people: Record<string, readonly Person[]> = {};
  for (const item of itemsOf(form)) {
    if (item.kind === 'person') people[item.key] = inScope(roster, item.scope, asked, on);
    else if (item.kind === 'mentor_matrix') people[item.key] = inScope(roster, 'mentors', asked, on);
  }
  return people;
}

function inScope(
  roster: SchoolRoster,
  scope: PersonScope,
  { studentId, personId }: Asked,
  on: Day,
): readonly Person[] {
  switch (scope) {
    case 'mentors':
      return mentorsOf(roster, studentId, on).flatMap((id) => roster.people.get(id) ?? []);
    case 'classmates': {
      const classKey = roster.people.get(studentId)?.classKey;
      return classKey === undefined
        ? []
        : everybody(roster, (person) => person.classKey === classKey && person.id !== studentId);
    }
    case 'staff':
      return everybody(roster, ({ id, kind }) => kind === 'staff' && id !== personId);
  }
}

/** Everybody once, in the order of the pairings. */
function mentorsOf(roster: SchoolRoster, studentId: string, on: Day): readonly string[] {
  const pairings = roster.facts.pairings.filter(
    (pairing) => pairing.studentId === studentId && isInForce(pairing, on),
  );
  return [...new Set(pairings.map(({ mentorId }) => mentorId))];
}

function everybody(roster: SchoolRoster, isMeant: (person: Person) => boolean): readonly Person[] {
  return [...roster.people.values()].filter((person) => person.endedOn === undefined && isMeant(person));
}
