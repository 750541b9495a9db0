/** Events may be lost, doubled and out of order; whatever was read before, a whole reading ends in the same state. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DirectoryRead } from '../../../../src/domain/directory/directory-plan.ts';
import type { ClassRoll } from '../../../../src/domain/directory/directory-read.ts';
import { emptySchool, readInto, standing, writesOf } from './remembered-school.ts';

const platform = fc.constantFrom('wecom' as const, 'dingtalk' as const);
const places = [0, 1, 2];
const relation = fc.constantFrom('mother' as const, 'father' as const, 'other' as const);

/** One moment of a small school. Names and phones belong to their accounts, so that nobody is mistaken for another. */
const moment = fc.record({
  staff: fc.uniqueArray(fc.nat(4), { minLength: 1 }),
  adviserOf: fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }),
  head: fc.nat(4),
  /** Class of each student; 3 stands for none. */
  classOf: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
  /** Children of each guardian. */
  children: fc.array(fc.uniqueArray(fc.tuple(fc.nat(4), relation), { selector: ([child]) => child }), {
    minLength: 4,
    maxLength: 4,
  }),
  renamed: fc.nat(9),
  subscribed: fc.boolean(),
});
type Moment = typeof moment extends fc.Arbitrary<infer Value> ? Value : never;

function rollOf(at: Moment, place: number): ClassRoll {
  const students = at.classOf.flatMap((classOf, index) =>
    classOf === place
      ? [{ userId: `S${index}`, name: index === at.renamed ? `学生${index}改` : `学生${index}` }]
      : [],
  );
  const here = new Set(students.map(({ userId }) => userId));
  return {
    teachers: [{ userId: `T${at.adviserOf[place] ?? 0}`, role: 'homeroom_teacher' }],
    students,
    guardians: at.children.flatMap((children, index) => {
      const own = children
        .map(([child, of]) => ({ studentUserId: `S${child}`, relation: of }))
        .filter(({ studentUserId }) => here.has(studentUserId));
      return own.length === 0
        ? []
        : [{ userId: `G${index}`, phone: `1380000000${index}`, isSubscribed: at.subscribed, children: own }];
    }),
  };
}

function readOf(
  at: Moment,
  of: 'wecom' | 'dingtalk',
  classes: readonly number[],
  withStaff = true,
): DirectoryRead {
  return {
    platform: of,
    ...(withStaff && {
      staff: {
        departments: [{ id: 'd', name: '三年级组' }],
        staff: at.staff.map((index) => ({
          userId: `T${index}`,
          name: `老师${index}`,
          number: `N${index}`,
          leads: index === at.head ? ['d'] : [],
        })),
      },
    }),
    school: {
      list: {
        classes: places.map((place) => ({
          id: `c${place}`,
          name: `三${place + 1}班`,
          grade: 3,
          number: place + 1,
        })),
        gradeHeads: [],
      },
      rolls: new Map(classes.map((place) => [`c${place}`, rollOf(at, place)])),
    },
  };
}

describe('a directory', () => {
  test('read whole is the same school, whatever was read before', () => {
    const earlier = fc.array(fc.tuple(moment, fc.subarray(places), fc.boolean()), { maxLength: 5 });
    fc.assert(
      fc.property(platform, earlier, moment, (of, before, now) => {
        const school = emptySchool();
        for (const [at, classes, withStaff] of before) readInto(school, readOf(at, of, classes, withStaff));
        readInto(school, readOf(now, of, places));
        const fresh = emptySchool();
        readInto(fresh, readOf(now, of, places));
        expect(standing(school)).toEqual(standing(fresh));
      }),
      { numRuns: 400 },
    );
  });

  test('read twice writes nothing the second time, whole or in part', () => {
    fc.assert(
      fc.property(platform, moment, moment, fc.subarray(places), (of, first, second, classes) => {
        const school = emptySchool();
        readInto(school, readOf(first, of, places));
        readInto(school, readOf(second, of, classes));
        expect(writesOf(readInto(school, readOf(second, of, classes)))).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  test('means the same in any order and with anything twice', () => {
    fc.assert(
      fc.property(platform, moment, fc.infiniteStream(fc.nat(1000)), (of, at, noise) => {
        const shuffled = <Entry>(entries: readonly Entry[]): readonly Entry[] =>
          [...entries, ...entries.filter(() => (noise.next().value ?? 0) % 2 === 0)]
            .map((entry) => ({ entry, place: noise.next().value ?? 0 }))
            .sort((one, other) => one.place - other.place)
            .map(({ entry }) => entry);
        const plain = readOf(at, of, places);
        const rolls = [...(plain.school?.rolls ?? [])].map(([id, roll]): [string, ClassRoll] => [
          id,
          {
            teachers: shuffled(roll.teachers),
            students: shuffled(roll.students),
            guardians: shuffled(roll.guardians),
          },
        ]);
        const mixed: DirectoryRead = {
          platform: of,
          staff: { departments: plain.staff?.departments ?? [], staff: shuffled(plain.staff?.staff ?? []) },
          school: {
            list: { classes: shuffled(plain.school?.list.classes ?? []), gradeHeads: [] },
            rolls: new Map(shuffled(rolls)),
          },
        };
        const [one, other] = [emptySchool(), emptySchool()];
        readInto(one, plain);
        readInto(other, mixed);
        expect(standing(other)).toEqual(standing(one));
        expect(writesOf(readInto(other, plain))).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test('never overwrites or ends what the school typed', () => {
    fc.assert(
      fc.property(
        platform,
        fc.array(fc.tuple(moment, fc.subarray(places)), { maxLength: 4 }),
        (of, readings) => {
          const school = emptySchool();
          const typed = [
            { id: 'p0', kind: 'staff' as const, name: '老师0', number: 'N0', source: 'manual' },
            { id: 'p1', kind: 'staff' as const, name: '别名', number: 'N1', source: 'import' },
            {
              id: 'p2',
              kind: 'student' as const,
              name: '学生0',
              number: 'S0',
              classKey: '6.1',
              source: 'import',
            },
          ];
          school.people = typed.map((person) => ({ ...person }));
          school.links = [{ userId: of === 'wecom' ? 't1' : 'T1', personId: 'p1', isEnded: false }];
          for (const [at, classes] of readings) readInto(school, readOf(at, of, classes));
          expect(school.people.slice(0, 3)).toEqual(typed);
        },
      ),
      { numRuns: 200 },
    );
  });
});
