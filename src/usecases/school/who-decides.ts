/** Whose word by chat changes what the school has written down: the office everywhere, a homeroom teacher in the class. */
import type { PersonScene } from '../messages/message-scene.ts';

/** Their word holds for the whole school. */
const officeRoles: ReadonlySet<string> = new Set([
  'principal',
  'deputy_principal',
  'moral_office',
  'academic_office',
  'steering_group',
  'work_group',
  'scheme_officer',
]);

type Asked = Pick<PersonScene, 'roster' | 'person' | 'today'>;

export function isOffice(scene: Asked): boolean {
  return rolesNow(scene).some(({ role }) => officeRoles.has(role));
}

/** Keys of the classes whose homeroom teacher somebody is today. */
export function homeroomClassesOf(scene: Asked): ReadonlySet<string> {
  return new Set(
    rolesNow(scene)
      .filter(({ role }) => role === 'homeroom_teacher')
      .map(({ scope }) => scope),
  );
}

function rolesNow({ roster, person, today }: Asked) {
  return roster.facts.staff.filter(
    ({ personId, fromOn, untilOn }) =>
      personId === person.id && fromOn <= today && (untilOn === undefined || today <= untilOn),
  );
}
