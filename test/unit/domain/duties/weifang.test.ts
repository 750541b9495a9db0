import { describe, expect, test } from 'vitest';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import { rulesAbout } from '../../../../src/domain/schemes/rules-about.ts';
import { studentOfConcern } from '../../../../src/domain/vocabulary.ts';
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

const concern = [{ category: studentOfConcern, fromOn: day('2026-09-09') }];

function withConcern(): ReturnType<typeof anInput>['roster'] {
  return { ...anInput('weifang').roster, students: [aStudent({ flags: concern })] };
}

describe('every day', () => {
  test('WEIFANG-17 a bulk mark counts for each student it names and for no other', () => {
    const roster = {
      ...anInput('weifang').roster,
      students: [aStudent(), aStudent({ id: 'T' })],
      pairings: [aPairing(), aPairing({ studentId: 'T' })],
    };
    const contacts = [
      aContact('daily_meet', '2026-09-01', { studentIds: ['S', 'T'], individual: false }),
      aContact('daily_meet', '2026-09-02', { studentIds: ['T'], individual: false }),
    ];
    const states = computeDuties(anInput('weifang', { roster, contacts }), day('2026-09-03'))
      .filter(({ rule, state }) => rule === 'WEIFANG-17' && state !== 'upcoming')
      .map(({ studentId, window, state }) => [studentId, window.firstOn, state]);
    expect(states).toEqual([
      ['S', '2026-09-01', 'met'],
      ['S', '2026-09-02', 'overdue'],
      ['S', '2026-09-03', 'open'],
      ['T', '2026-09-01', 'met'],
      ['T', '2026-09-02', 'met'],
      ['T', '2026-09-03', 'open'],
    ]);
  });

  test('WEIFANG-17 a talk face to face is a meeting of that day, one by phone is not', () => {
    const contacts = [
      aContact('talk', '2026-09-01', { medium: 'face_to_face' }),
      aContact('talk', '2026-09-02', { medium: 'phone' }),
    ];
    expect(windowsByState(anInput('weifang', { contacts }), 'WEIFANG-17', '2026-09-03')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-09-02'],
      open: ['2026-09-03'],
    });
  });

  test('WEIFANG-17 the autumn term has 99 such days', () => {
    expect(windowsByState(anInput('weifang'), 'WEIFANG-17', '2027-01-23').overdue).toHaveLength(99);
  });

  test('WEIFANG-20 a student of concern is talked with face to face from the next school day on', () => {
    const contacts = [
      aContact('talk', '2026-09-10'),
      aContact('daily_meet', '2026-09-11'),
      aContact('deep_exchange', '2026-09-14', { medium: 'email' }),
    ];
    const input = anInput('weifang', { roster: withConcern(), contacts });
    expect(windowsByState(input, 'WEIFANG-20', '2026-09-15')).toMatchObject({
      met: ['2026-09-10'],
      overdue: ['2026-09-11', '2026-09-14'],
      open: ['2026-09-15'],
    });
  });

  test('WEIFANG-20 a special group without the concern flag asks nothing more', () => {
    const students = [aStudent({ flags: [{ category: 'left_behind', fromOn: day('2026-08-01') }] })];
    const input = anInput('weifang', { roster: { ...anInput('weifang').roster, students } });
    expect(windowsByState(input, 'WEIFANG-20', '2027-07-03')).toEqual({});
  });
});

describe('every week, month and term', () => {
  test('WEIFANG-18 a letter, an e-mail and a talk are deep exchanges, a daily meeting is none', () => {
    const contacts = [
      aContact('deep_exchange', '2026-09-04', { medium: 'letter' }),
      aContact('deep_exchange', '2026-09-09', { medium: 'email' }),
      aContact('talk', '2026-09-16'),
      aContact('daily_meet', '2026-09-22'),
    ];
    expect(windowsByState(anInput('weifang', { contacts }), 'WEIFANG-18', '2026-09-28')).toMatchObject({
      met: ['2026-09-01', '2026-09-07', '2026-09-14'],
      overdue: ['2026-09-21'],
    });
  });

  test('WEIFANG-18 the weekly exchange goes on for a student of concern', () => {
    const input = anInput('weifang', { roster: withConcern() });
    expect(windowsByState(input, 'WEIFANG-18', '2026-09-28').overdue).toEqual([
      '2026-09-01',
      '2026-09-07',
      '2026-09-14',
      '2026-09-21',
    ]);
  });

  test('WEIFANG-24 a month without a call is overdue', () => {
    const contacts = [aContact('phone_call', '2026-09-30')];
    expect(windowsByState(anInput('weifang', { contacts }), 'WEIFANG-24', '2026-11-01')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
    });
  });

  test('WEIFANG-25 a visit is owed every term, nobody at home is no visit', () => {
    const contacts = [aContact('home_visit', '2026-12-01', { outcome: 'not_met' })];
    expect(windowsByState(anInput('weifang', { contacts }), 'WEIFANG-25', '2027-01-23').overdue).toEqual([
      '2026-09-01',
    ]);
  });

  test('WEIFANG-26 the mentor attends one parent meeting a term', () => {
    const meetings = [
      aMeeting('parent_meeting', '5.3', '2026-11-13', { attendance: { M: 'leave' } }),
      aMeeting('parent_meeting', '5.3', '2027-04-16', { attendance: { M: 'present' } }),
    ];
    expect(windowsByState(anInput('weifang', { meetings }), 'WEIFANG-26', '2027-07-03')).toEqual({
      overdue: ['2026-09-01'],
      met: ['2027-03-01'],
    });
  });

  test("WEIFANG-26 the mentor's own word about a parent meeting counts", () => {
    const contacts = [aContact('parent_meeting', '2026-11-13', { studentIds: [], individual: false })];
    expect(windowsByState(anInput('weifang', { contacts }), 'WEIFANG-26', '2027-01-23').met).toEqual([
      '2026-09-01',
    ]);
  });

  test('WEIFANG-37 each mentee is evaluated by the last day of the term', () => {
    const handIns = [aHandIn('term_student_evaluation', '2027-01-22', { studentId: 'S' })];
    expect(windowsByState(anInput('weifang', { handIns }), 'WEIFANG-37', '2027-01-23').met).toEqual([
      '2026-09-01',
    ]);
    expect(windowsByState(anInput('weifang'), 'WEIFANG-37', '2027-01-23').overdue).toEqual(['2026-09-01']);
  });
});

describe('three tiers of meetings', () => {
  test('WEIFANG-28 a week without a class case meeting is overdue, who was left out is named', () => {
    const meetings = [
      aMeeting('class_case_meeting', '5.3', '2026-09-18'),
      aMeeting('class_case_meeting', '5.3', '2026-09-24', { treatedStudentIds: ['S'] }),
    ];
    const input = anInput('weifang', { roster: withConcern(), meetings });
    expect(windowsByState(input, 'WEIFANG-28', '2026-09-28', 'H')).toMatchObject({
      overdue: ['2026-09-01', '2026-09-07'],
      met: ['2026-09-14', '2026-09-21'],
      open: ['2026-09-28'],
    });
    const met = computeDuties(input, day('2026-09-28')).filter(
      ({ rule, state }) => rule === 'WEIFANG-28' && state === 'met',
    );
    expect(met.map(({ notTreated }) => notTreated)).toEqual([['S'], undefined]);
  });

  test('WEIFANG-31 a conference that leaves out a class with a student of concern does not meet the duty', () => {
    const meetings = [
      aMeeting('case_conference', '5', '2026-09-17', { classKeys: ['5.1'] }),
      aMeeting('case_conference', '5', '2026-09-29', { classKeys: ['5.1', '5.3'] }),
    ];
    const input = anInput('weifang', { roster: withConcern(), meetings });
    expect(windowsByState(input, 'WEIFANG-31', '2026-10-12', 'GH')).toMatchObject({
      overdue: ['2026-09-01', '2026-09-14'],
      met: ['2026-09-28'],
    });
  });

  test('WEIFANG-31 a conference of another grade does not count', () => {
    const meetings = [aMeeting('case_conference', '4', '2026-09-03')];
    expect(
      windowsByState(anInput('weifang', { meetings }), 'WEIFANG-31', '2026-09-14', 'GH').overdue,
    ).toEqual(['2026-09-01']);
  });

  test('WEIFANG-33 the principal owes an office meeting on students every month', () => {
    const meetings = [aMeeting('office_meeting', 'school', '2026-10-28')];
    expect(windowsByState(anInput('weifang', { meetings }), 'WEIFANG-33', '2026-11-01', 'P')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-10-01'],
      open: ['2026-11-01'],
    });
  });

  test('WEIFANG-45 training is offered and never overdue', () => {
    expect(rulesAbout(preset('weifang'), 'training_session')).toEqual(['WEIFANG-45']);
  });

  test('WEIFANG-50 and WEIFANG-53 exchange meetings are offered and never overdue', () => {
    expect(rulesAbout(preset('weifang'), 'exchange_meeting')).toEqual(['WEIFANG-50', 'WEIFANG-53']);
    expect(windowsByState(anInput('weifang'), 'WEIFANG-50', '2027-07-03')).toEqual({});
  });
});
