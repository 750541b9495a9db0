/** Events of a directory on their way: some get lost, come twice, out of order, or with the types of the samples. */
import type { DirectoryFaults } from './school-directory.ts';

export function troubled<Event>(
  events: readonly Event[],
  { lost = false, doubled = false, outOfOrder = false }: DirectoryFaults,
): readonly Event[] {
  const kept = lost ? events.filter((_, place) => place % 2 === 1) : events;
  const repeated = doubled ? kept.flatMap((event) => [event, event]) : kept;
  return outOfOrder ? repeated.toReversed() : repeated;
}
