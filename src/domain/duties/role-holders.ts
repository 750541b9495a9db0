/** Who owes what belongs to a post (CV-15): the one who held it at the end of the window, or holds it now. */
import type { StaffRole } from '../vocabulary.ts';
import type { RoleAssignment } from './facts.ts';
import { type Interval, intervalOf } from './intervals.ts';

interface Post {
  readonly personId: string;
  readonly days: Interval;
}

export interface RoleHolders {
  /** Classes or grades for which the role has ever been held, sorted. */
  scopesOf(role: StaffRole): readonly string[];
  /** Of several holders the one who has held it longest, other than `except`. */
  holderOn(role: StaffRole, scope: string, day: number, except?: string): string | undefined;
  hasHeld(role: StaffRole, scope: string, personId: string): boolean;
}

export function roleHolders(staff: readonly RoleAssignment[]): RoleHolders {
  const posts = new Map<string, Post[]>();
  const scopes = new Map<StaffRole, Set<string>>();
  for (const { role, scope, personId, fromOn, untilOn } of staff) {
    const key = `${role}|${scope}`;
    const held = posts.get(key) ?? [];
    held.push({ personId, days: intervalOf(fromOn, untilOn) });
    posts.set(key, held);
    const known = scopes.get(role) ?? new Set();
    scopes.set(role, known.add(scope));
  }
  for (const held of posts.values()) held.sort(byLength);
  return {
    scopesOf: (role) => [...(scopes.get(role) ?? [])].sort(),
    holderOn: (role, scope, day, except) =>
      posts
        .get(`${role}|${scope}`)
        ?.find(({ days, personId }) => days.first <= day && day <= days.last && personId !== except)
        ?.personId,
    hasHeld: (role, scope, personId) =>
      posts.get(`${role}|${scope}`)?.some((post) => post.personId === personId) ?? false,
  };
}

function byLength(a: Post, b: Post): number {
  return a.days.first - b.days.first || (a.personId < b.personId ? -1 : 1);
}
