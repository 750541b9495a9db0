/** Whose account is whose, where that is new or has changed. */
import type { DirectoryPerson } from './directory-people.ts';
import type { DirectoryPlan, KnownDirectory } from './directory-plan.ts';
import type { Who } from './settle-who.ts';

type Link = DirectoryPlan['links'][number];

export function planLinks(
  people: readonly DirectoryPerson[],
  who: Who,
  { links }: KnownDirectory,
): DirectoryPlan['links'] {
  const before = new Map(links.map((link) => [link.userId, link]));
  const planned = new Map<string, Link>();
  for (const person of people) {
    const ref = who.refOf(person);
    if (ref === undefined) continue;
    const { userId, id: foldedUserId, unionId, isSubscribed } = person;
    const link = before.get(foldedUserId);
    const isSame =
      link !== undefined &&
      !link.isEnded &&
      link.personId === ref &&
      (unionId === undefined || link.unionId === unionId) &&
      (isSubscribed === undefined || link.isSubscribed === isSubscribed);
    if (isSame) continue;
    planned.set(foldedUserId, {
      ...planned.get(foldedUserId),
      person: ref,
      userId,
      foldedUserId,
      ...(unionId === undefined ? {} : { unionId }),
      ...(isSubscribed === undefined ? {} : { isSubscribed }),
    });
  }
  return [...planned.values()];
}
