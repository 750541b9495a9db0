import { describe, expect, test } from 'vitest';
import { strengthOf, warningOf } from '../../../../src/domain/concern/strength.ts';
import { type ConcernPlace, whomToTell } from '../../../../src/domain/concern/whom-to-tell.ts';
import { readDay } from '../../../../src/domain/day.ts';
import type { RoleAssignment } from '../../../../src/domain/duties/facts.ts';
import { loadPreset } from '../../../../src/schemes/load-preset.ts';

const fromOn = readDay('2026-09-01');
const post = (personId: string, role: RoleAssignment['role'], scope: string): RoleAssignment => ({
  personId,
  role,
  scope,
  fromOn,
});
const staff = [
  post('psych', 'psych_teacher', 'school'),
  post('homeroom', 'homeroom_teacher', '5.3'),
  post('other-homeroom', 'homeroom_teacher', '5.4'),
  post('head-5', 'grade_head', '5'),
  post('head-6', 'grade_head', '6'),
  post('office', 'moral_office', 'school'),
];
const student = { id: 'child', classKey: '5.3', grade: '5' };
const school2025 = loadPreset('school-2025');
const place = (parts: Partial<ConcernPlace>): ConcernPlace => ({
  staff,
  student,
  scheme: school2025,
  on: readDay('2026-10-12'),
  ...parts,
});
const ids = (parts: Partial<ConcernPlace>) =>
  whomToTell(place(parts)).recipients.map(({ personId }) => personId);

describe('a raised concern goes', () => {
  test('XXX-54 to exactly the head of the own grade and the psych teacher', () => {
    expect(ids({})).toEqual(['head-5', 'psych']);
  });

  test('without a rule of the scheme to psych teacher and homeroom teacher', () => {
    expect(ids({ scheme: loadPreset('shewobo') })).toEqual(['psych', 'homeroom']);
  });

  test('A-34 to the homeroom teacher too where the school wants it', () => {
    const scheme = { ...loadPreset('shewobo'), settings: { concern_tells_homeroom_teacher: true } };
    expect(ids({ scheme })).toEqual(['psych', 'homeroom']);
    const own = { ...school2025, settings: { concern_tells_homeroom_teacher: true } };
    expect(ids({ scheme: own })).toContain('homeroom');
  });

  test('without a name to the office in place of grade and class', () => {
    const { student: _, ...unnamed } = place({ scheme: loadPreset('shewobo') });
    expect(whomToTell(unnamed).recipients.map(({ personId }) => personId)).toEqual(['psych', 'office']);
  });

  test('to the psych teacher of this child before the one of the school', () => {
    expect(ids({ staff: [...staff, post('own-psych', 'psych_teacher', 'child')] })).toContain('own-psych');
  });

  test('to nobody whose post has ended, and says which post is empty', () => {
    const ended = staff.map((held) =>
      held.personId === 'psych' ? { ...held, untilOn: readDay('2026-10-11') } : held,
    );
    expect(whomToTell(place({ staff: ended }))).toMatchObject({ missing: ['psych_teacher'] });
  });
});

describe('a sign weighs', () => {
  test.each(['low_mood', 'avoids_contact'])(
    'XXX-54 more than light where the scheme lists it: %s',
    (sign) => {
      expect([strengthOf([sign], undefined), strengthOf([sign], warningOf(school2025))]).toEqual([
        'light',
        'medium',
      ]);
    },
  );

  test('as much as the heaviest beside it', () => {
    expect(strengthOf(['low_mood', 'suicidal_words'], undefined)).toBe('strong');
  });

  test('strong where a teacher names none but raises it', () => {
    expect(strengthOf([], undefined)).toBe('strong');
  });

  test('light where the scheme does not list it', () => {
    expect(strengthOf(['mood_swings'], warningOf(school2025))).toBe('light');
  });
});
