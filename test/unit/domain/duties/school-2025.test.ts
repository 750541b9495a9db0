import { describe, expect, test } from 'vitest';
import { computeAdvice } from '../../../../src/domain/duties/compute-advice.ts';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import { aContact, aHandIn, aMeeting, anInput, aPost, day, windowsByState } from './duty-input.ts';

describe('meetings', () => {
  test('XXX-16 the moral-education office owes a mentor meeting every month', () => {
    const meetings = [aMeeting('mentor_plenary', 'school', '2026-10-23')];
    expect(windowsByState(anInput('school-2025', { meetings }), 'XXX-16', '2026-11-01', 'MO')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-10-01'],
      open: ['2026-11-01'],
    });
  });

  test('XXX-16 where nobody holds the office the steering group owes it', () => {
    const roster = { ...anInput('school-2025').roster, staff: [aPost('SG', 'steering_group')] };
    const input = anInput('school-2025', { roster });
    expect(windowsByState(input, 'XXX-16', '2026-09-30', 'SG').open).toEqual(['2026-09-01']);
  });

  test('XXX-17 a showcase is owed once a term', () => {
    const meetings = [aMeeting('showcase', 'school', '2027-05-28')];
    expect(windowsByState(anInput('school-2025', { meetings }), 'XXX-17', '2027-07-03', 'MO')).toEqual({
      overdue: ['2026-09-01'],
      met: ['2027-03-01'],
    });
    const exchange = [aMeeting('exchange_meeting', 'school', '2026-12-11')];
    expect(
      windowsByState(anInput('school-2025', { meetings: exchange }), 'XXX-17', '2027-01-23').met,
    ).toEqual(['2026-09-01']);
  });
});

describe('entries', () => {
  test('XXX-44 a plan is owed by week 2 and feedback by the end of the term', () => {
    const handIns = [aHandIn('work_plan', '2026-09-09')];
    const parts = computeDuties(anInput('school-2025', { handIns }), day('2027-01-23'))
      .filter(({ rule, window }) => rule === 'XXX-44' && window.firstOn === '2026-09-01')
      .map(({ part, state, window }) => [part, state, window.lastOn]);
    expect(parts).toEqual([
      ['plan', 'met', '2026-09-13'],
      ['feedback', 'overdue', '2027-01-22'],
    ]);
  });

  test('XXX-64 each month asks for a brief record of each student, a talk is none', () => {
    const contacts = [aContact('monthly_record', '2026-09-24'), aContact('talk', '2026-10-20')];
    expect(windowsByState(anInput('school-2025', { contacts }), 'XXX-64', '2026-11-01')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
    });
  });

  test('XXX-64 a record handed in on a form counts as one logged by chat', () => {
    const handIns = [aHandIn('monthly_record', '2026-09-24', { studentId: 'S' })];
    const input = anInput('school-2025', { handIns });
    expect(windowsByState(input, 'XXX-64', '2026-10-01').met).toEqual(['2026-09-01']);
  });
});

test('XXX-60 two guardian contacts a term are advised, shown as one of two, and never overdue', () => {
  const contacts = [aContact('guardian_contact', '2026-10-20', { medium: 'voice_message' })];
  const input = anInput('school-2025', { contacts });
  expect(computeAdvice(input, day('2026-12-01'))).toMatchObject([
    { rule: 'XXX-60', studentId: 'S', asked: 2, done: 1 },
  ]);
  expect(windowsByState(input, 'XXX-60', '2027-01-23')).toEqual({});
});
