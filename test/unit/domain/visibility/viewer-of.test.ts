import { describe, expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import type { RoleAssignment } from '../../../../src/domain/duties/facts.ts';
import type { SchoolRoster } from '../../../../src/domain/school-roster.ts';
import { placeOf, viewerOf } from '../../../../src/domain/visibility/viewer-of.ts';
import { anInspection, today } from './school-people.ts';

function office(personId: string, from: string, until?: string): RoleAssignment {
  const held = { personId, role: 'moral_office', scope: 'school', fromOn: readDay(from) } as const;
  return until === undefined ? held : { ...held, untilOn: readDay(until) };
}

const pairing = { id: 'p', mentorId: 'M', studentId: 'S', fromOn: readDay('2026-09-01') };
const roster: SchoolRoster = {
  people: new Map(),
  classNames: new Map(),
  pupils: [
    { id: 'S', name: '张子涵', className: '5.3', guardians: [{ id: 'S-mother', relation: 'mother' }] },
    { id: 'T', name: '李子涵', className: '5.3' },
  ],
  pupilById: new Map(),
  wording: [],
  pairingsOf: new Map([['M', [pairing]]]),
  inspectionsOf: new Map([
    ['old', [anInspection()]],
    ['young', [{ ...anInspection(), scope: 'M' }]],
  ]),
  facts: {
    staff: [
      office('left', '2019-09-01', '2026-08-31'),
      office('old', '2020-09-01'),
      office('young', '2024-09-01'),
    ],
    students: [{ id: 'S', classKey: '5.3', grade: '5', flags: [] }],
    pairings: [pairing],
  },
  leaves: [],
  followed: [],
  calendar: { terms: [], holidays: [], makeUpDays: [] },
};

describe('the viewer made of a roster', () => {
  test('V-01 a mentor comes with the own pairings', () => {
    expect(viewerOf(roster, 'M', today).mentors).toEqual([pairing]);
  });

  test('V-08 a guardian comes with the own children', () => {
    expect(viewerOf(roster, 'S-mother', today).wardIds).toEqual(['S']);
  });

  test.each([
    ['left', false],
    ['old', true],
    ['young', false],
  ])('V-02 who has been longest in the moral office directs it: %s %s', (personId, directs) => {
    expect(viewerOf(roster, personId, today).directsMoralOffice).toBe(directs);
  });

  test('V-02 before the change of director it was the one before', () => {
    expect(viewerOf(roster, 'left', readDay('2026-08-31')).directsMoralOffice).toBe(true);
  });

  test('V-01 recorded inspections come with the viewer they were given to', () => {
    expect(viewerOf(roster, 'M', today).inspections).toEqual([]);
    expect(viewerOf(roster, 'old', today).inspections).toEqual([anInspection()]);
  });

  test("V-01 an inspection of one mentor's work covers that mentor's students of the day", () => {
    expect(viewerOf(roster, 'young', today).inspections).toEqual([{ ...anInspection(), scope: 'S' }]);
    expect(viewerOf(roster, 'young', readDay('2026-08-31')).inspections).toEqual([]);
  });

  test('a student has a place, a stranger has none', () => {
    expect(placeOf(roster, 'S')).toEqual({ id: 'S', classKey: '5.3', grade: '5' });
    expect(placeOf(roster, 'nobody')).toBeUndefined();
  });
});
