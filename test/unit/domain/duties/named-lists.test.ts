import { describe, expect, test } from 'vitest';
import { namedList } from '../../../../src/domain/duties/named-lists.ts';
import { studentOfConcern } from '../../../../src/domain/vocabulary.ts';
import { aContact, aHandIn, anInput, aPairing, aPost, aStudent, day } from './duty-input.ts';

const students = [aStudent(), aStudent({ id: 'T' }), aStudent({ id: 'U' })];
const pairings = [aPairing(), aPairing({ mentorId: 'N', studentId: 'T' })];
const roster = { ...anInput('sulou').roster, students, pairings };

describe('namedList', () => {
  test('SULOU-24 a mentor without a plan is listed from the day after its last one until it is handed in', () => {
    const handIns = [
      aHandIn('work_plan', '2026-09-10'),
      aHandIn('work_plan', '2026-09-16', { authorId: 'N' }),
    ];
    const input = anInput('sulou', { roster, handIns });
    expect(namedList('missing_plans', input, day('2026-09-13'))).toEqual([]);
    expect(namedList('missing_plans', input, day('2026-09-14'))).toEqual(['N']);
    expect(namedList('missing_plans', input, day('2026-09-16'))).toEqual([]);
  });

  test('XXX-20 a mentor without contact or record in the month that is over is one in name only', () => {
    const contacts = [aContact('talk', '2026-09-14'), aContact('talk', '2026-09-15', { outcome: 'not_met' })];
    const input = anInput('school-2025', { roster, contacts });
    expect(namedList('nominal_mentors', input, day('2026-09-30'))).toEqual([]);
    expect(namedList('nominal_mentors', input, day('2026-10-01'))).toEqual(['N']);
    const recorded = aHandIn('monthly_record', '2026-09-29', { authorId: 'N', studentId: 'T' });
    expect(namedList('nominal_mentors', { ...input, handIns: [recorded] }, day('2026-10-01'))).toEqual([]);
  });

  test('XXX-20 a pairing of less than half the month is not held against the mentor', () => {
    // September has 22 school days: 13 from the 14th on, 10 from the 17th on.
    const since = (fromOn: string) =>
      anInput('school-2025', {
        roster: { staff: [], students: [aStudent()], pairings: [aPairing({ fromOn: day(fromOn) })] },
      });
    expect(namedList('nominal_mentors', since('2026-09-14'), day('2026-10-01'))).toEqual(['M']);
    expect(namedList('nominal_mentors', since('2026-09-17'), day('2026-10-01'))).toEqual([]);
  });

  test('SULOU-21 a student without a mentor is listed, under an opt-in scheme nobody is', () => {
    expect(namedList('uncovered_students', anInput('sulou', { roster }), day('2026-09-07'))).toEqual(['U']);
    expect(namedList('uncovered_students', anInput('shewobo', { roster }), day('2026-09-07'))).toEqual([]);
  });

  test('a mentee reached by the own mentor leaves the list of those never contacted', () => {
    const contacts = [aContact('talk', '2026-09-14'), aContact('talk', '2026-09-14', { studentIds: ['T'] })];
    const input = anInput('sulou', { roster, contacts });
    expect(namedList('never_contacted', input, day('2026-09-13'))).toEqual(['S', 'T']);
    expect(namedList('never_contacted', input, day('2026-09-14'))).toEqual(['T']);
    expect(namedList('never_contacted', input, day('2026-09-14'), 'M')).toEqual([]);
    expect(namedList('never_contacted', input, day('2026-09-14'), 'N')).toEqual(['T']);
  });

  test('SHEWOBO-55 a reflection is listed until the mentor marks it', () => {
    const handIns = [
      aHandIn('weekly_reflection', '2026-09-14', { authorId: 'S', markedOn: day('2026-09-16') }),
    ];
    const input = anInput('shewobo', { roster, handIns });
    expect(namedList('unmarked_reflections', input, day('2026-09-15'))).toEqual(['S']);
    expect(namedList('unmarked_reflections', input, day('2026-09-16'))).toEqual([]);
  });

  test('WEIFANG-35 a student of concern without a responsible leader is listed', () => {
    const flagged = students.map((student) => ({
      ...student,
      flags: [{ category: studentOfConcern, fromOn: day('2026-09-02') }],
    }));
    const staff = [{ ...aPost('P', 'responsible_leader', 'T'), fromOn: day('2026-09-03') }];
    const input = anInput('weifang', { roster: { ...roster, students: flagged, staff } });
    expect(namedList('concern_without_leader', input, day('2026-09-01'))).toEqual([]);
    expect(namedList('concern_without_leader', input, day('2026-09-02'))).toEqual(['S', 'T', 'U']);
    expect(namedList('concern_without_leader', input, day('2026-09-03'))).toEqual(['S', 'U']);
  });

  test('SONGSHI-55 a mentee without an analysis of the family is listed', () => {
    const handIns = [aHandIn('family_analysis', '2026-09-20', { studentId: 'S' })];
    const input = anInput('songshi', { roster, handIns });
    expect(namedList('missing_family_analysis', input, day('2026-09-20'))).toEqual(['T']);
  });

  test('SHEWOBO-25 an unsigned pairing leaves nobody to be contacted', () => {
    const { signedOn: _, ...unsigned } = aPairing();
    const input = anInput('shewobo', { roster: { ...roster, pairings: [unsigned] } });
    expect(namedList('never_contacted', input, day('2026-09-14'))).toEqual([]);
  });
});
