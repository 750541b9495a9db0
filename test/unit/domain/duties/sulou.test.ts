import { describe, expect, test } from 'vitest';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import { rulesAbout } from '../../../../src/domain/schemes/rules-about.ts';
import {
  aHandIn,
  aMeeting,
  anInput,
  aPairing,
  aPost,
  aStudent,
  day,
  preset,
  windowsByState,
} from './duty-input.ts';

describe('start of the programme', () => {
  const meetings = [
    aMeeting('launch_campaign', 'school', '2026-09-02'),
    aMeeting('launch_campaign', '5', '2026-09-03'),
  ];

  test('SULOU-06 school, grade unit and class each owe a launch meeting in the first term, once', () => {
    const input = anInput('sulou', { meetings });
    expect(windowsByState(input, 'SULOU-06', '2026-09-10', 'SG')).toEqual({ met: ['2026-09-01'] });
    expect(windowsByState(input, 'SULOU-06', '2026-09-10', 'GH')).toEqual({ met: ['2026-09-01'] });
    expect(windowsByState(input, 'SULOU-06', '2026-09-10', 'H')).toEqual({ open: ['2026-09-01'] });
    expect(windowsByState(input, 'SULOU-06', '2027-01-23', 'H')).toEqual({ overdue: ['2026-09-01'] });
  });

  test('SULOU-11 the homeroom teacher owes a theme class meeting for the own class', () => {
    const held = aMeeting('theme_class_meeting', '5.3', '2026-09-04');
    const elsewhere = aMeeting('theme_class_meeting', '5.1', '2026-09-04');
    const input = anInput('sulou', { meetings: [held] });
    expect(windowsByState(input, 'SULOU-11', '2026-09-05', 'H')).toEqual({ met: ['2026-09-01'] });
    expect(windowsByState(anInput('sulou', { meetings: [elsewhere] }), 'SULOU-11', '2026-09-05')).toEqual({
      open: ['2026-09-01'],
    });
  });
});

describe('plans and summaries', () => {
  test('SULOU-24 a work plan is owed each term by the Sunday of week 2', () => {
    const handIns = [aHandIn('work_plan', '2026-09-13')];
    const input = anInput('sulou', { handIns });
    expect(windowsByState(input, 'SULOU-24', '2027-03-14')).toEqual({
      met: ['2026-09-01'],
      open: ['2027-03-01'],
    });
    expect(windowsByState(input, 'SULOU-24', '2027-03-15').overdue).toEqual(['2027-03-01']);
  });

  test('SULOU-24 a plan handed in after its last day does not cure', () => {
    const handIns = [aHandIn('work_plan', '2026-09-14')];
    expect(windowsByState(anInput('sulou', { handIns }), 'SULOU-24', '2026-09-14').overdue).toEqual([
      '2026-09-01',
    ]);
  });

  test.each([
    ['SULOU-35', 'the summary', 'term_summary'],
    ['SULOU-36', 'the plan for the next term', 'next_term_plan'],
  ] as const)('%s %s is owed by the last day of the term', (rule, _, kind) => {
    const input = anInput('sulou', { handIns: [aHandIn(kind, '2027-01-22')] });
    expect(windowsByState(input, rule, '2027-01-23').met).toEqual(['2026-09-01']);
    expect(windowsByState(anInput('sulou'), rule, '2027-01-22').open).toEqual(['2026-09-01']);
    expect(windowsByState(anInput('sulou'), rule, '2027-01-23').overdue).toEqual(['2026-09-01']);
  });

  test('SULOU-46 the personal summary is given twice a term, with each round', () => {
    const once = [aHandIn('term_summary', '2026-11-13')];
    const twice = [...once, aHandIn('term_summary', '2027-01-20')];
    expect(windowsByState(anInput('sulou', { handIns: once }), 'SULOU-46', '2027-01-23').overdue).toEqual([
      '2026-09-01',
    ]);
    expect(windowsByState(anInput('sulou', { handIns: twice }), 'SULOU-46', '2027-01-23').met).toEqual([
      '2026-09-01',
    ]);
  });
});

describe('contacts', () => {
  test('SULOU-28 talks and visits are offered, none is ever owed', () => {
    expect(rulesAbout(preset('sulou'), 'talk')).toEqual(['SULOU-28']);
    expect(rulesAbout(preset('sulou'), 'home_visit')).toEqual(['SULOU-28']);
    const aboutStudents = computeDuties(anInput('sulou'), day('2027-07-03')).filter(
      ({ studentId }) => studentId,
    );
    expect(aboutStudents).toEqual([]);
  });
});

describe('meetings', () => {
  test('SULOU-30 a month without a class mentor meeting is overdue on the first of the next', () => {
    const meetings = [
      aMeeting('class_mentor_meeting', '5.3', '2026-09-18'),
      aMeeting('class_mentor_meeting', '5.3', '2026-10-16', { hasMinutes: false }),
    ];
    expect(windowsByState(anInput('sulou', { meetings }), 'SULOU-30', '2026-11-01', 'H')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
      open: ['2026-11-01'],
    });
  });

  test('SULOU-33 the exchange between grade units is owed every school month', () => {
    const meetings = [aMeeting('exchange_meeting', 'school', '2026-10-30')];
    expect(windowsByState(anInput('sulou', { meetings }), 'SULOU-33', '2026-11-01', 'SG')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-10-01'],
    });
  });

  test('SULOU-34 the meeting of all teachers is owed once a term', () => {
    const meetings = [aMeeting('all_teacher_meeting', 'school', '2027-01-22')];
    const input = anInput('sulou', { meetings });
    expect(windowsByState(input, 'SULOU-34', '2027-07-03', 'SG')).toEqual({
      met: ['2026-09-01'],
      overdue: ['2027-03-01'],
    });
  });
});

describe('checks and scores', () => {
  test('SULOU-38 the homeroom teacher checks each mentor of the class every week', () => {
    const handIns = [aHandIn('record_check', '2026-09-10', { authorId: 'H', mentorId: 'M' })];
    expect(windowsByState(anInput('sulou', { handIns }), 'SULOU-38', '2026-09-14', 'H')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-09-07'],
      open: ['2026-09-14'],
    });
  });

  test('SULOU-38 a homeroom teacher who is a mentor is checked by the grade head', () => {
    const roster = { ...anInput('sulou').roster, pairings: [aPairing({ mentorId: 'H' })] };
    const byHimself = aHandIn('record_check', '2026-09-02', { authorId: 'H', mentorId: 'H' });
    const byHead = aHandIn('record_check', '2026-09-09', { authorId: 'GH', mentorId: 'H' });
    const input = anInput('sulou', { roster, handIns: [byHimself, byHead] });
    expect(windowsByState(input, 'SULOU-38', '2026-09-13', 'H')).toEqual({});
    expect(windowsByState(input, 'SULOU-38', '2026-09-13', 'GH')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-09-07'],
    });
  });

  test('SULOU-40 a weekly score names its week, also when it is given later', () => {
    const score = { authorId: 'H', mentorId: 'M', part: 'G', windowFirstOn: day('2026-09-07') } as const;
    const given = [aHandIn('quantified_score', '2026-09-15', { ...score, value: 85 })];
    const beyond = [aHandIn('quantified_score', '2026-09-15', { ...score, value: 101 })];
    const checked = [aHandIn('record_check', '2026-09-10', { authorId: 'H', mentorId: 'M' })];
    const on = (handIns: typeof given) =>
      windowsByState(anInput('sulou', { handIns }), 'SULOU-40', '2026-09-15');
    expect(on(given).met).toEqual(['2026-09-07']);
    expect(on(beyond).overdue).toEqual(['2026-09-01', '2026-09-07']);
    expect(on(checked).overdue).toEqual(['2026-09-01', '2026-09-07']);
  });

  test('SULOU-41 the grade head scores each mentor of the unit every school month', () => {
    const score = { authorId: 'GH', mentorId: 'M', part: 'M', value: 90 } as const;
    const handIns = [aHandIn('quantified_score', '2026-09-29', score)];
    expect(windowsByState(anInput('sulou', { handIns }), 'SULOU-41', '2026-11-01', 'GH')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
    });
  });

  test('SULOU-45 the school checks the material of each mentor twice a term', () => {
    const once = [aHandIn('record_check', '2026-11-12', { authorId: 'SG', mentorId: 'M' })];
    const twice = [...once, aHandIn('record_check', '2027-01-19', { authorId: 'SG', mentorId: 'M' })];
    const on = (handIns: typeof once) =>
      windowsByState(anInput('sulou', { handIns }), 'SULOU-45', '2027-01-23', 'SG');
    expect(on(once).overdue).toEqual(['2026-09-01']);
    expect(on(twice).met).toEqual(['2026-09-01']);
  });

  test('SULOU-47 a corrected score of the first round is not the second round', () => {
    const score = { authorId: 'SG', mentorId: 'M', value: 88 } as const;
    const corrected = [
      aHandIn('quantified_score', '2026-11-13', { ...score, part: 'S_1' }),
      aHandIn('quantified_score', '2026-11-20', { ...score, part: 'S_1', value: 90 }),
    ];
    const second = aHandIn('quantified_score', '2027-01-20', { ...score, part: 'S_2' });
    const on = (handIns: typeof corrected) =>
      windowsByState(anInput('sulou', { handIns }), 'SULOU-47', '2027-01-23', 'SG');
    expect(on(corrected).overdue).toEqual(['2026-09-01']);
    expect(on([...corrected, second]).met).toEqual(['2026-09-01']);
  });

  test('SULOU-47 the school scores each mentor twice a term', () => {
    const score = { authorId: 'SG', mentorId: 'M', value: 88 } as const;
    const first = aHandIn('quantified_score', '2026-11-12', { ...score, part: 'S_1' });
    const second = aHandIn('quantified_score', '2027-01-19', { ...score, part: 'S_2' });
    const input = anInput('sulou', { handIns: [first, second] });
    expect(windowsByState(input, 'SULOU-47', '2027-01-18').open).toEqual(['2026-09-01']);
    expect(windowsByState(input, 'SULOU-47', '2027-01-19').met).toEqual(['2026-09-01']);
  });

  test('SULOU-40 a mentor with mentees in two classes is scored in each, one without mentees in none', () => {
    const roster = {
      staff: [
        aPost('H', 'homeroom_teacher', '5.3'),
        aPost('H1', 'homeroom_teacher', '5.1'),
        aPost('X', 'mentor'),
      ],
      students: [aStudent(), aStudent({ id: 'T', classKey: '5.1' })],
      pairings: [aPairing(), aPairing({ studentId: 'T' })],
    };
    const owed = computeDuties(anInput('sulou', { roster }), day('2026-09-01')).filter(
      ({ rule, state }) => rule === 'SULOU-40' && state === 'open',
    );
    expect(owed.map(({ ownerId, scope, mentorId }) => [ownerId, scope, mentorId])).toEqual([
      ['H', '5.3', 'M'],
      ['H1', '5.1', 'M'],
    ]);
  });
});
