/** Posts given and ended by the office, with their days. */
import { addDays, type Day } from '../../domain/day.ts';
import type { StaffRole } from '../../domain/vocabulary.ts';
import type { Storage } from '../../storage/storage.ts';
import type { HeldPost } from '../../storage/write-roster.ts';
import type { ConsoleScene } from './console-scene.ts';

/** What the console may give, and what it is for. The rest follows from pairings, flags and the roster. */
export const givenRoles = {
  homeroom_teacher: 'class',
  subject_teacher: 'class',
  grade_head: 'grade',
  moral_office: 'school',
  academic_office: 'school',
  logistics_office: 'school',
  psych_teacher: 'school',
  steering_group: 'school',
  work_group: 'school',
  principal: 'school',
  deputy_principal: 'school',
  scheme_officer: 'school',
  administrator: 'school',
} as const satisfies Partial<Readonly<Record<StaffRole, 'class' | 'grade' | 'school'>>>;
export type GivenRole = keyof typeof givenRoles;

export interface GiveRole {
  readonly personId: string;
  readonly role: GivenRole;
  /** `school`, a grade or a class key. */
  readonly scope: string;
  readonly fromOn: Day;
  readonly untilOn?: Day;
}

export type RoleRefusal =
  | 'nobody'
  | 'wrong_scope'
  | 'wrong_days'
  | 'held_already'
  | 'administrator_only'
  | 'last_administrator'
  | 'not_held';

type RoleDeps = { readonly storage: Storage; readonly newId: () => string };

/** Undefined where it was given. */
export async function giveRole(
  { storage, newId }: RoleDeps,
  scene: ConsoleScene,
  wanted: GiveRole,
): Promise<RoleRefusal | undefined> {
  const { personId, role, scope, fromOn, untilOn } = wanted;
  const person = scene.roster.people.get(personId);
  if (person?.kind !== 'staff' || person.endedOn !== undefined) return 'nobody';
  if (!isScopeOf(scene, role, scope)) return 'wrong_scope';
  if (untilOn !== undefined && untilOn < fromOn) return 'wrong_days';
  if (role === 'administrator' && !isAdministrator(scene)) return 'administrator_only';
  return storage.transaction(async (tables) => {
    const held = await tables.rosterWriter.posts(scene.school.id);
    const isHeld = held.some(
      (post) =>
        post.personId === personId &&
        post.role === role &&
        post.scope === scope &&
        (post.untilOn === undefined || post.untilOn >= fromOn) &&
        (untilOn === undefined || post.fromOn <= untilOn),
    );
    if (isHeld) return 'held_already';
    const id = newId();
    await tables.rosterWriter.addRoles(scene.school.id, [
      { id, personId, role, scope, fromOn, ...(untilOn === undefined ? {} : { untilOn }) },
    ]);
    await tables.schools.rosterChanged(scene.school.id);
    await tables.audit.add([
      {
        ...lineOf(scene, newId),
        verb: 'role_given',
        subjectId: personId,
        detail: { role, scope, from: fromOn, ...(untilOn === undefined ? {} : { until: untilOn }) },
      },
    ]);
    return undefined;
  });
}

/** Yesterday becomes its last day, or the day it began where that was today: undefined where it was ended. */
export async function endRole(
  { storage, newId }: RoleDeps,
  scene: ConsoleScene,
  postId: string,
): Promise<RoleRefusal | undefined> {
  return storage.transaction(async (tables) => {
    const posts = await tables.rosterWriter.posts(scene.school.id);
    const post = posts.find(({ id }) => id === postId);
    if (post === undefined || !lasts(post, scene.today)) return 'not_held';
    if (post.role === 'administrator') {
      if (!isAdministrator(scene)) return 'administrator_only';
      const others = posts.filter(
        (other) =>
          other.role === 'administrator' &&
          other.id !== post.id &&
          other.fromOn <= scene.today &&
          lasts(other, scene.today),
      );
      if (others.length === 0) return 'last_administrator';
    }
    const untilOn = addDays(scene.today, -1);
    if (post.fromOn > untilOn) await tables.rosterWriter.takeBackPost(post.id);
    else await tables.rosterWriter.endPost(post.id, untilOn);
    await tables.schools.rosterChanged(scene.school.id);
    await tables.audit.add([
      {
        ...lineOf(scene, newId),
        verb: 'role_ended',
        subjectId: post.personId,
        detail: { role: post.role, scope: post.scope, until: untilOn },
      },
    ]);
    return undefined;
  });
}

/** Of today and of the days to come. */
export async function postsOf({ tables, school, today }: ConsoleScene): Promise<readonly HeldPost[]> {
  return (await tables.rosterWriter.posts(school.id)).filter((post) => lasts(post, today));
}

function lasts({ untilOn }: HeldPost, today: Day): boolean {
  return untilOn === undefined || untilOn >= today;
}

function isAdministrator({ look }: ConsoleScene): boolean {
  return look.viewer.roles.some(
    ({ role, fromOn, untilOn }) =>
      role === 'administrator' && fromOn <= look.on && (untilOn === undefined || look.on <= untilOn),
  );
}

function isScopeOf({ roster }: ConsoleScene, role: GivenRole, scope: string): boolean {
  switch (givenRoles[role]) {
    case 'class':
      return roster.classNames.has(scope);
    case 'grade':
      return [...roster.classNames.keys()].some((key) => key.startsWith(`${scope}.`));
    case 'school':
      return scope === 'school';
  }
}

function lineOf({ school, person, now }: ConsoleScene, newId: () => string) {
  return { id: newId(), schoolId: school.id, at: now, actorId: person.id };
}
