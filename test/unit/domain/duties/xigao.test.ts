import { describe, expect, test } from 'vitest';
import { rulesAbout } from '../../../../src/domain/schemes/rules-about.ts';
import {
  aContact,
  aHandIn,
  aMeeting,
  anInput,
  aPairing,
  aStudent,
  day,
  preset,
  windowsByState,
} from './duty-input.ts';

describe('contacts', () => {
  test('XIGAO-32 each week asks for an individual talk', () => {
    const contacts = [aContact('talk', '2026-09-13')];
    expect(windowsByState(anInput('xigao', { contacts }), 'XIGAO-32', '2026-09-21')).toMatchObject({
      met: ['2026-09-07'],
      overdue: ['2026-09-01', '2026-09-14'],
      open: ['2026-09-21'],
    });
  });

  test('XIGAO-33 a special student is talked with on every school day, also on a make-up Saturday', () => {
    const students = [aStudent({ flags: [{ category: 'psych_problem', fromOn: day('2026-09-30') }] })];
    const input = anInput('xigao', { roster: { ...anInput('xigao').roster, students } });
    expect(windowsByState(input, 'XIGAO-33', '2026-10-12')).toMatchObject({
      overdue: ['2026-10-08', '2026-10-09', '2026-10-10'],
      open: ['2026-10-12'],
    });
  });

  test('XIGAO-40 a month without a call is overdue', () => {
    const contacts = [aContact('phone_call', '2026-09-05')];
    expect(windowsByState(anInput('xigao', { contacts }), 'XIGAO-40', '2026-11-01')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
    });
  });

  test('XIGAO-41 a visit of autumn does not settle spring', () => {
    const contacts = [aContact('home_visit', '2026-12-12')];
    expect(windowsByState(anInput('xigao', { contacts }), 'XIGAO-41', '2027-07-03')).toEqual({
      met: ['2026-09-01'],
      overdue: ['2027-03-01'],
    });
  });

  test('XIGAO-43 a mentor marked absent at the parent meeting is overdue the next day', () => {
    const meetings = [aMeeting('parent_meeting', '5', '2026-11-20', { attendance: { M: 'absent' } })];
    const input = anInput('xigao', { meetings });
    expect(windowsByState(input, 'XIGAO-43', '2026-11-20').open).toEqual(['2026-11-20']);
    expect(windowsByState(input, 'XIGAO-43', '2026-11-21').overdue).toEqual(['2026-11-20']);
  });

  test('XIGAO-43 leave recorded beforehand excuses from the parent meeting', () => {
    const meetings = [aMeeting('parent_meeting', '5.3', '2026-11-20')];
    const leaves = [{ personId: 'M', fromOn: day('2026-11-19'), untilOn: day('2026-11-23') }];
    const input = anInput('xigao', { meetings, leaves });
    expect(windowsByState(input, 'XIGAO-43', '2026-11-30').excused).toEqual(['2026-11-20']);
  });
});

describe('entries', () => {
  test('XIGAO-27 the plan of the term of office is owed once in the school year', () => {
    expect(windowsByState(anInput('xigao'), 'XIGAO-27', '2027-07-03')).toEqual({ overdue: ['2026-09-01'] });
  });

  test('XIGAO-27 a mentor whose first pairing is of March 1 plans until March 15', () => {
    const roster = { ...anInput('xigao').roster, pairings: [aPairing({ fromOn: day('2027-03-01') })] };
    const input = anInput('xigao', { roster });
    // The tenth school day after Monday March 1 is Monday March 15, later than the Sunday of week 2.
    expect(windowsByState(input, 'XIGAO-27', '2027-03-15').open).toEqual(['2026-09-01']);
    expect(windowsByState(input, 'XIGAO-27', '2027-03-16').overdue).toEqual(['2026-09-01']);
  });

  test.each([
    ['XIGAO-38', 'a comment', 'term_comment'],
    ['XIGAO-72', 'an evaluation', 'term_student_evaluation'],
  ] as const)('%s each mentee is owed %s every term', (rule, _, kind) => {
    const handIns = [aHandIn(kind, '2027-01-22', { studentId: 'S' })];
    expect(windowsByState(anInput('xigao', { handIns }), rule, '2027-01-23').met).toEqual(['2026-09-01']);
    expect(windowsByState(anInput('xigao'), rule, '2027-01-23').overdue).toEqual(['2026-09-01']);
  });

  test('XIGAO-49 a mentor on leave all October owes no journal for it', () => {
    const leaves = [{ personId: 'M', fromOn: day('2026-10-08'), untilOn: day('2026-10-30') }];
    expect(windowsByState(anInput('xigao', { leaves }), 'XIGAO-49', '2026-11-01')).toMatchObject({
      overdue: ['2026-09-01'],
      excused: ['2026-10-01'],
    });
  });

  test('XIGAO-53 the reflection of the week of National Day is due on October 8', () => {
    const input = anInput('xigao');
    expect(windowsByState(input, 'XIGAO-53', '2026-10-08', 'S').open).toEqual(['2026-09-28', '2026-10-05']);
    expect(windowsByState(input, 'XIGAO-53', '2026-10-09', 'S').overdue).toContain('2026-09-28');
  });

  test('XIGAO-55 the reflection of the last week of term is handed in on its last school day', () => {
    const about = { authorId: 'S', windowFirstOn: day('2027-01-18') };
    const input = anInput('xigao', { handIns: [aHandIn('weekly_reflection', '2027-01-22', about)] });
    expect(windowsByState(input, 'XIGAO-55', '2027-01-23', 'S').met).toEqual(['2027-01-18']);
    const late = anInput('xigao', { handIns: [aHandIn('weekly_reflection', '2027-01-24', about)] });
    expect(windowsByState(late, 'XIGAO-55', '2027-01-24', 'S').overdue).toContain('2027-01-18');
  });
});

describe('meetings and filing', () => {
  test('XIGAO-92 the last fortnight of autumn has three weeks', () => {
    const meetings = [aMeeting('mentor_dispatch_meeting', 'school', '2027-01-21')];
    const states = windowsByState(anInput('xigao', { meetings }), 'XIGAO-92', '2027-01-23', 'SG');
    expect(states.met).toEqual(['2027-01-04']);
    expect(states.overdue).toHaveLength(9);
  });

  test('XIGAO-96 the result of the choice is filed by September 30, the school day before October 1', () => {
    const input = anInput('xigao');
    expect(windowsByState(input, 'XIGAO-96', '2026-09-30', 'SG')).toEqual({ open: ['2026-09-01'] });
    expect(windowsByState(input, 'XIGAO-96', '2026-10-01', 'SG')).toEqual({ overdue: ['2026-09-01'] });
    const filed = anInput('xigao', { handIns: [aHandIn('filing', '2026-09-28', { authorId: 'MO' })] });
    expect(windowsByState(filed, 'XIGAO-96', '2026-10-01', 'SG')).toEqual({ met: ['2026-09-01'] });
  });

  test('XIGAO-83 and XIGAO-107 training is offered with its topics and never overdue', () => {
    expect(rulesAbout(preset('xigao'), 'training_session')).toEqual(['XIGAO-83', 'XIGAO-107']);
    expect(windowsByState(anInput('xigao'), 'XIGAO-83', '2027-07-03')).toEqual({});
  });
});
