/** A student who changes classes takes the mentor along: before in the one class, afterwards in the other. */
import { dayNumber } from '../day.ts';
import type { ClassPlace } from '../years/class-history.ts';
import type { Bond } from './bonds.ts';
import type { StudentFact } from './facts.ts';

export interface PlacedBond extends Bond {
  readonly place: ClassPlace;
}

export function bondsByPlace(
  bonds: readonly Bond[],
  students: ReadonlyMap<string, StudentFact>,
): readonly PlacedBond[] {
  return bonds.flatMap((bond): PlacedBond[] => {
    const student = students.get(bond.studentId);
    if (student === undefined) return [];
    const { places } = student;
    if (places === undefined) return [{ ...bond, place: student }];
    return places.flatMap((place, index) => {
      const next = places[index + 1];
      const first = index === 0 ? Number.NEGATIVE_INFINITY : dayNumber(place.fromOn);
      const last = next === undefined ? Number.POSITIVE_INFINITY : dayNumber(next.fromOn) - 1;
      const days = bond.days
        .map((span) => ({ first: Math.max(span.first, first), last: Math.min(span.last, last) }))
        .filter((span) => span.first <= span.last);
      return days.length === 0 ? [] : [{ ...bond, place, days }];
    });
  });
}
