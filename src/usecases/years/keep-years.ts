/** Each morning: a promotion that was planned for this day, and the class history of whoever a platform moved. */
import type { Day } from '../../domain/day.ts';
import { writeClass } from '../../domain/roster/class-name.ts';
import type { School } from '../../storage/schools.ts';
import type { Storage } from '../../storage/storage.ts';
import { clearPlannedPromotion, plannedPromotion } from './planned-promotion.ts';
import { promoteWithin } from './promote-school.ts';

/** A school of 5,000 students on a slow machine. */
const timeoutMs = 180_000;

/** How many rows of history were written. */
export function keepYears(
  { storage, newId }: { readonly storage: Storage; readonly newId: () => string },
  school: School,
  today: Day,
  now: Date,
): Promise<number> {
  return storage.transaction(async (tables) => {
    const followed = await tables.enrolments.followClasses(
      school.id,
      { enteredOn: school.startOn, on: today },
      newId,
    );
    const planned = await plannedPromotion(tables, school.id);
    if (planned === undefined || planned.on > today) return followed;
    await clearPlannedPromotion(tables, school.id);
    const outcome = await promoteWithin(
      { tables, newId },
      {
        ...planned,
        schoolId: school.id,
        classNameOf: (grade, number) => writeClass({ grade, number }),
        now,
      },
    );
    return followed + ('promoted' in outcome ? outcome.promoted.moves.length : 0);
  }, timeoutMs);
}
