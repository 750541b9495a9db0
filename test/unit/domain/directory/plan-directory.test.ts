/** Who is taken for whom, what is asked, and what is left alone. */
import { describe, expect, test } from 'vitest';
import type { DirectoryRead } from '../../../../src/domain/directory/directory-plan.ts';
import type { ClassRoll, DirectoryStaff } from '../../../../src/domain/directory/directory-read.ts';
import { emptySchool, planFor, type RememberedSchool, readInto, writesOf } from './remembered-school.ts';

function staffRead(
  staff: readonly Partial<DirectoryStaff>[],
  platform: 'wecom' | 'dingtalk' = 'wecom',
): DirectoryRead {
  return {
    platform,
    staff: {
      departments: [{ id: 'd5', name: '五年级' }],
      staff: staff.map((member) => ({ userId: 'x', name: '', leads: [], ...member })),
    },
  };
}

function classRead(
  roll: Partial<ClassRoll>,
  platform: 'wecom' | 'dingtalk' = 'wecom',
  name = '三(1)班',
): DirectoryRead {
  const readable = name === '三(1)班' ? { grade: 3, number: 1 } : {};
  return {
    platform,
    school: {
      list: { classes: [{ id: 'c1', name, ...readable }], gradeHeads: [] },
      rolls: new Map([['c1', { teachers: [], students: [], guardians: [], ...roll }]]),
    },
  };
}

function schoolOf(people: RememberedSchool['people']): RememberedSchool {
  return { ...emptySchool(), people, classKeys: new Set(['3.1']) };
}

const lin = { id: 'lin', kind: 'staff' as const, name: '林佩文', number: 'QX07', source: 'import' };

describe('somebody known', () => {
  test.each([
    ['number and name', { number: 'QX07', name: '林佩文' }],
    ['the number as account, and the name', { userId: 'QX07', name: '林 佩文' }],
  ])('by %s is certain', (_how, member) => {
    const plan = planFor(schoolOf([lin]), staffRead([member]));
    expect(plan.newPeople).toEqual([]);
    expect(plan.links).toMatchObject([{ person: 'lin' }]);
  });

  test.each([
    ['the name alone', { name: '林佩文' }, 'name'],
    ['the number with another name', { name: '林佩雯', number: 'QX07' }, 'number'],
  ])('by %s is asked, and meanwhile nobody is made', (_how, member, reason) => {
    const school = schoolOf([lin]);
    const plan = readInto(school, staffRead([member]));
    expect(plan.proposals).toMatchObject([{ personId: 'lin', reason }]);
    expect({ made: plan.newPeople, links: plan.links }).toEqual({ made: [], links: [] });
    expect(writesOf(planFor(school, staffRead([member])))).toBe(0);
  });

  test('is linked once the office says so, and made anew where it says no', () => {
    const school = schoolOf([lin]);
    readInto(school, staffRead([{ name: '林佩文' }]));
    school.proposals = [{ userId: 'x', personId: 'lin', decision: 'same' }];
    expect(planFor(school, staffRead([{ name: '林佩文' }])).links).toMatchObject([{ person: 'lin' }]);
    school.proposals = [{ userId: 'x', personId: 'lin', decision: 'other' }];
    expect(planFor(school, staffRead([{ name: '林佩文' }])).newPeople).toMatchObject([{ name: '林佩文' }]);
  });

  test('and claimed by two accounts is asked for both', () => {
    const plan = planFor(
      schoolOf([lin]),
      staffRead([
        { userId: 'a', name: '林佩文', number: 'QX07' },
        { userId: 'b', name: '林佩文', number: 'QX07' },
      ]),
    );
    expect(plan.proposals.map(({ reason }) => reason)).toEqual(['claimed_twice', 'claimed_twice']);
  });

  test('on the other platform is one person, by phone and name', () => {
    const school = emptySchool();
    readInto(school, staffRead([{ userId: 'w1', name: '林佩文', phone: '13900000000' }], 'wecom'));
    school.linkedElsewhere = new Set(school.links.map(({ personId }) => personId));
    const other = { ...school, links: [], entries: [] };
    const plan = readInto(
      other,
      staffRead([{ userId: 'd1', name: '林佩文', phone: '13900000000' }], 'dingtalk'),
    );
    expect(plan.links).toMatchObject([{ person: school.people[0]?.id, userId: 'd1' }]);
    expect(other.people).toHaveLength(1);
  });

  test('keeps the typed name; the other one is a proposal, made once', () => {
    const school = schoolOf([lin]);
    school.links = [{ userId: 'x', personId: 'lin', isEnded: false }];
    const plan = readInto(school, staffRead([{ name: '林佩雯' }]));
    expect(plan.proposals).toMatchObject([{ personId: 'lin', reason: 'name_differs', name: '林佩雯' }]);
    expect(plan.changed).toEqual([]);
    expect(planFor(school, staffRead([{ name: '林佩雯' }])).proposals).toEqual([]);
  });
});

describe('families', () => {
  const child = {
    id: 'ming',
    kind: 'student' as const,
    name: '王小明',
    number: '0301',
    classKey: '3.1',
    source: 'import',
  };
  const mother = {
    id: 'ma',
    kind: 'guardian' as const,
    name: '李梅',
    phone: '13700000000',
    source: 'import',
  };
  const withMother = (): RememberedSchool => ({
    ...schoolOf([child, mother]),
    guardianships: [
      { id: 'g', studentId: 'ming', guardianId: 'ma', relation: 'mother', source: 'import', isEnded: false },
    ],
  });
  const students = [{ userId: '0301', name: '王小明' }];
  const children = [{ studentUserId: '0301', relation: 'mother' as const }];

  test('a guardian without a name is known by phone and child', () => {
    const plan = planFor(
      withMother(),
      classRead({ students, guardians: [{ userId: 'p', phone: '13700000000', children }] }),
    );
    expect(plan.links.map(({ person }) => person)).toEqual(['ma', 'ming']);
    expect({ made: plan.newPeople, ties: plan.guardianships }).toEqual({ made: [], ties: [] });
  });

  test('the same relation to the same child, and nothing else, is asked', () => {
    const plan = planFor(withMother(), classRead({ students, guardians: [{ userId: 'p', children }] }));
    expect(plan.proposals).toMatchObject([{ personId: 'ma', reason: 'child' }]);
    expect(plan.newPeople).toEqual([]);
  });

  test('while it is open who the child is, its guardian waits', () => {
    const school = schoolOf([{ ...child, classKey: '3.1' }]);
    const read = classRead({
      students: [{ userId: 's9', name: '王小明' }],
      guardians: [{ userId: 'p', children: [{ studentUserId: 's9', relation: 'father' }] }],
    });
    const plan = readInto(school, read);
    expect(plan.proposals).toMatchObject([{ reason: 'name_class' }]);
    expect(plan.newPeople).toEqual([]);
    school.proposals = [{ userId: 's9', personId: 'ming', decision: 'same' }];
    expect(planFor(school, read)).toMatchObject({
      newPeople: [{ kind: 'guardian' }],
      guardianships: [{ student: 'ming', relation: 'father' }],
    });
  });

  test('a class whose name cannot be read is named, and its new students wait', () => {
    const plan = planFor(emptySchool(), classRead({ students }, 'wecom', '兴趣组'));
    expect(plan.shown.unreadableClasses).toEqual(['兴趣组']);
    expect(plan.newPeople).toEqual([]);
  });

  test.each([
    ['dingtalk' as const, 0, 1],
    ['wecom' as const, 1, 0],
  ])('an account of a teacher who is a mother too: on %s', (platform, clashes, ties) => {
    const read = {
      ...staffRead([{ userId: 'p', name: '李梅' }], platform),
      ...classRead({ students, guardians: [{ userId: 'p', children }] }, platform),
    };
    const school = emptySchool();
    const plan = readInto(school, read);
    expect(plan.shown.clashes).toHaveLength(clashes);
    expect(plan.guardianships).toHaveLength(ties);
    expect(plan.links.filter(({ userId }) => userId === 'p')).toHaveLength(1);
    expect(writesOf(planFor(school, read))).toBe(0);
  });
});

describe('roles', () => {
  const read = (leads: readonly string[]) => staffRead([{ name: '丁慧兰', leads }]);

  test('that the directory gave it ends; what the office gave stays', () => {
    const school = emptySchool();
    expect(readInto(school, read(['d5'])).roles).toMatchObject([{ role: 'grade_head', scope: '5' }]);
    expect(planFor(school, read([])).endedRoles).toHaveLength(1);

    const office = emptySchool();
    readInto(office, read([]));
    const personId = office.people[0]?.id ?? '';
    office.roles = [{ id: 'r', personId, role: 'grade_head', scope: '5' }];
    expect(readInto(office, read(['d5'])).roles).toEqual([]);
    expect(planFor(office, read([])).endedRoles).toEqual([]);
  });
});

describe('those who are gone', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ userId: `t${index}`, name: `老师${index}` }));

  test('are ended, and come back as the same people', () => {
    const school = emptySchool();
    readInto(school, staffRead(many));
    expect(readInto(school, staffRead(many.slice(1))).ended).toHaveLength(1);
    const back = readInto(school, staffRead(many));
    expect({ returned: back.returned.length, made: back.newPeople.length }).toEqual({ returned: 1, made: 0 });
    expect(writesOf(planFor(school, staffRead(many)))).toBe(0);
  });

  test('by half a school at once are held back until somebody insists', () => {
    const school = emptySchool();
    readInto(school, staffRead(many));
    const plan = planFor(school, staffRead(many.slice(0, 5)));
    expect(plan.shown.heldBack).toEqual([{ kind: 'staff', missing: 25, of: 30 }]);
    expect(writesOf(plan)).toBe(0);
    expect(planFor(school, staffRead(many.slice(0, 5)), true).ended).toHaveLength(25);
  });

  test('and were typed by the school lose their account, and stay until the school ends them', () => {
    const school = schoolOf([lin]);
    readInto(school, staffRead([{ userId: 'QX07', name: '林佩文' }]));
    const plan = planFor(school, staffRead([]));
    expect(plan).toMatchObject({ ended: [], endedLinks: ['qx07'], shown: { gone: ['lin'] } });
  });
});
