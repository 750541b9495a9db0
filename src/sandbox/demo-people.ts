/** The demo school's people as the phone page shows them, the interesting ones first. */
import { dayOf } from '../domain/day.ts';
import { className, menteesOf, type Person, type SchoolRoster } from '../domain/school-roster.ts';
import type { Platform } from '../domain/vocabulary.ts';
import type { SandboxPerson, SandboxPersonKind } from './sandbox-control.ts';

const roleTitles: Readonly<Record<string, string>> = {
  homeroom_teacher: '班主任',
  grade_head: '年级组长',
  moral_office: '德育处',
  academic_office: '教导处',
  principal: '校长',
  deputy_principal: '副校长',
  psych_teacher: '心理老师',
  steering_group: '领导小组',
};
const leaderRoles = new Set([
  'principal',
  'deputy_principal',
  'moral_office',
  'grade_head',
  'steering_group',
]);

export function demoPeople(
  roster: SchoolRoster,
  idsOf: (personId: string) => Partial<Record<Platform, string>>,
  now: Date,
): SandboxPerson[] {
  const today = dayOf(now);
  const people = [...roster.people.values()].map((person): SandboxPerson & { rank: number } => {
    const mentees = menteesOf(roster, person.id, today).students;
    const roles = roster.facts.staff.filter((role) => role.personId === person.id);
    const kinds = kindsOf(
      person,
      mentees.length > 0,
      roles.map((role) => role.role),
    );
    const special = mentees.filter((mentee) => isSpecial(roster, mentee.id)).length;
    return {
      id: person.id,
      name: person.name,
      title: titleOf(roster, person, mentees.length, roles),
      kinds,
      ids: idsOf(person.id),
      examples: examplesFor(
        person,
        mentees.map((mentee) => mentee.name),
      ),
      rank: (kinds.includes('mentor') ? 0 : 10) + (special > 0 ? 0 : 1) - Math.min(mentees.length, 8) / 10,
    };
  });
  return people.sort((a, b) => a.rank - b.rank).map(({ rank: _rank, ...person }) => person);
}

function isSpecial(roster: SchoolRoster, studentId: string): boolean {
  return roster.facts.students.some((student) => student.id === studentId && student.flags.length > 0);
}

function kindsOf(person: Person, isMentor: boolean, roles: readonly string[]): SandboxPersonKind[] {
  if (person.kind !== 'staff') return [person.kind];
  const kinds: SandboxPersonKind[] = ['staff'];
  if (isMentor) kinds.unshift('mentor');
  if (roles.includes('homeroom_teacher')) kinds.push('homeroom');
  if (roles.some((role) => leaderRoles.has(role))) kinds.push('leader');
  return kinds;
}

function titleOf(
  roster: SchoolRoster,
  person: Person,
  menteeCount: number,
  roles: readonly { readonly role: string; readonly scope: string }[],
): string {
  if (person.kind === 'student') return `${className(roster, person.classKey ?? '')} 学生`;
  if (person.kind === 'guardian') return '家长';
  const held = roles.flatMap(({ role, scope }) => {
    const title = roleTitles[role];
    if (title === undefined) return [];
    return [role === 'homeroom_teacher' ? `${className(roster, scope)} ${title}` : title];
  });
  return [...held, ...(menteeCount > 0 ? [`导师，${menteeCount} 名学生`] : [])].join(' · ') || '教师';
}

function examplesFor(person: Person, mentees: readonly string[]): string[] {
  const [first, second = first] = mentees;
  if (person.kind !== 'staff') return ['老师好'];
  if (first === undefined) return ['待办', '帮助'];
  return [
    `中午和${first}谈了二十分钟，作业有进步`,
    '待办',
    `给${second}妈妈打电话，没接`,
    '我的学生',
    `昨天去${first}家家访，奶奶在家`,
    '撤销',
    '帮助',
  ];
}
