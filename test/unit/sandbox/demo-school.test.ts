import { describe, expect, test } from 'vitest';
import { rosterCategories } from '../../../src/domain/roster/roster-plan.ts';
import { demoPairingDay, demoSchool, demoStartDay } from '../../../src/sandbox/demo-school.ts';

const school = demoSchool();
const studentNames = school.students.map((student) => student.name);

function counted(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function namesIn(classKey: string): readonly string[] {
  return school.students.filter((student) => student.classKey === classKey).map((student) => student.name);
}

describe('the demo school', () => {
  test('is the same on every start', () => {
    expect(demoSchool()).toEqual(school);
  });

  test('has 12 classes of 33, 62 staff and 396 students', () => {
    expect(school.classes.map((schoolClass) => schoolClass.key)).toEqual(
      '1.1 1.2 2.1 2.2 3.1 3.2 4.1 4.2 5.1 5.2 6.1 6.2'.split(' '),
    );
    expect(school.staff).toHaveLength(62);
    expect(school.students).toHaveLength(396);
    expect([...counted(school.students.map((student) => student.classKey)).values()]).toEqual(
      Array.from({ length: 12 }, () => 33),
    );
  });

  test('pairs every student once with one of 52 mentors, none with more than eight', () => {
    expect(counted(school.pairings.map((pairing) => pairing.studentKey)).size).toBe(396);
    expect(school.pairings).toHaveLength(396);
    const caseloads = counted(school.pairings.map((pairing) => pairing.mentorKey));
    expect(caseloads.size).toBe(52);
    expect(Math.max(...caseloads.values())).toBe(8);
    expect(Math.min(...caseloads.values())).toBeGreaterThanOrEqual(5);
  });

  test('gives the role of mentor to exactly those who mentor', () => {
    const mentors = school.roles.filter((role) => role.role === 'mentor').map((role) => role.staffKey);
    expect(new Set(mentors)).toEqual(new Set(school.pairings.map((pairing) => pairing.mentorKey)));
    expect(mentors).toHaveLength(52);
  });

  test('has one homeroom teacher per class, who mentors in it, and one head per grade', () => {
    const homeroom = school.roles.flatMap((role) => (role.role === 'homeroom_teacher' ? [role] : []));
    expect(homeroom.map((role) => role.classKey)).toEqual(
      school.classes.map((schoolClass) => schoolClass.key),
    );
    for (const { staffKey, classKey } of homeroom) {
      const mentees = school.pairings.filter((pairing) => pairing.mentorKey === staffKey);
      const classes = mentees.map(
        ({ studentKey }) => school.students.find(({ key }) => key === studentKey)?.classKey,
      );
      expect(new Set(classes)).toEqual(new Set([classKey]));
    }
    expect(school.roles.flatMap((role) => (role.role === 'grade_head' ? [role.grade] : []))).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
  });

  test.each([
    'principal',
    'deputy_principal',
    'moral_office',
    'academic_office',
    'psych_teacher',
    'scheme_officer',
  ])('has somebody in the role %s', (role) => {
    expect(school.roles.some((held) => held.role === role)).toBe(true);
  });

  test('starts pairings on the first Monday after the start day', () => {
    expect(new Set(school.pairings.map((pairing) => pairing.from))).toEqual(new Set([demoPairingDay]));
    expect(demoStartDay < demoPairingDay).toBe(true);
  });

  test('points only at people it contains, under keys that are used once', () => {
    const people = [...school.staff, ...school.students, ...school.guardians].map((person) => person.key);
    expect(new Set(people).size).toBe(people.length);
    const pointed = [
      ...school.pairings.flatMap((pairing) => [pairing.mentorKey, pairing.studentKey]),
      ...school.identities.map((identity) => identity.personKey),
      ...school.roles.map((role) => role.staffKey),
      ...school.guardians.flatMap((guardian) => guardian.children.map((child) => child.studentKey)),
    ];
    expect(pointed.filter((key) => !people.includes(key))).toEqual([]);
  });
});

describe('the families of the demo school', () => {
  const guardiansOf = counted(
    school.guardians.flatMap((guardian) => guardian.children.map((child) => child.studentKey)),
  );
  const relations = counted(
    school.guardians.flatMap((guardian) => guardian.children.map((child) => child.relation)),
  );

  test('every student has one or two guardians', () => {
    expect(guardiansOf.size).toBe(396);
    expect(new Set(guardiansOf.values())).toEqual(new Set([1, 2]));
  });

  test('many guardians are grandparents, and some have two children here', () => {
    expect(relations.get('grandmother_paternal')).toBeGreaterThan(90);
    expect(relations.get('grandfather_paternal')).toBeGreaterThan(40);
    expect(school.guardians.filter((guardian) => guardian.children.length === 2).length).toBeGreaterThan(20);
  });

  test('SHEWOBO-18: every category occurs, and few children are in one', () => {
    const inOne = school.students.filter((student) => (student.categories ?? []).length > 0);
    expect(new Set(inOne.flatMap((student) => student.categories))).toEqual(new Set(rosterCategories));
    expect(inOne.length).toBeLessThan(40);
  });

  test('staff and guardians have one ASCII account on each platform', () => {
    const people = [...school.staff, ...school.guardians].map((person) => person.key);
    for (const platform of ['wecom', 'dingtalk']) {
      const identities = school.identities.filter((identity) => identity.platform === platform);
      expect(identities.map((identity) => identity.personKey)).toEqual(people);
    }
    const ids = school.identities.map((identity) => identity.platformId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]{1,64}$/.test(id))).toEqual([]);
  });
});

describe('the names of the demo school', () => {
  test.each([
    ['two characters', /^\p{Script=Han}{2}$/u, 50],
    ['three characters', /^\p{Script=Han}{3}$/u, 250],
    ['four characters', /^\p{Script=Han}{4}$/u, 5],
    ['a middle dot', /·/u, 2],
    ['a compound surname', /^(欧阳|上官|司马|诸葛|司徒|皇甫|端木|慕容)/u, 8],
    ['a rare character', /[䶮旻翀玥彧垚喆翙堃祎赟]/u, 11],
    ['a character outside the basic plane', /[\u{10000}-\u{3ffff}]/u, 1],
    ['a word', /^(高兴|安静|田野|白云|夏天|方圆|江南)$/u, 7],
  ])('%s', (_kind, pattern, atLeast) => {
    expect(studentNames.filter((name) => pattern.test(name)).length).toBeGreaterThanOrEqual(atLeast);
  });

  test('two full names occur twice, in different classes; all others once', () => {
    const repeated = [...counted(studentNames)].filter(([, count]) => count > 1);
    expect(repeated).toEqual([
      ['张宇轩', 2],
      ['李欣怡', 2],
    ]);
    for (const schoolClass of school.classes) {
      expect(new Set(namesIn(schoolClass.key)).size).toBe(33);
    }
  });

  test.each([
    ['5.2', '王梓萱', '李梓萱'],
    ['3.1', '刘子涵', '赵子涵'],
    ['1.2', '陈雨桐', '杨雨桐'],
    ['2.2', '陈佳怡', '陈嘉怡'],
    ['4.1', '李静', '李婧'],
    ['6.2', '王宇', '王宇航'],
  ])('class %s has both %s and %s', (classKey, one, other) => {
    expect(namesIn(classKey)).toEqual(expect.arrayContaining([one, other]));
  });

  test('no student has the name of a staff member', () => {
    const staffNames = new Set(school.staff.map((member) => member.name));
    expect(staffNames.size).toBe(62);
    expect(studentNames.filter((name) => staffNames.has(name))).toEqual([]);
  });
});
