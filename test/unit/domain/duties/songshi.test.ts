import { describe, expect, test } from 'vitest';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
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

describe('talks and reports', () => {
  test('SONGSHI-56 each half month asks for an individual talk', () => {
    const contacts = [
      aContact('talk', '2026-09-15'),
      aContact('talk', '2026-09-18', { individual: false, studentIds: ['S', 'T'] }),
      aContact('talk', '2026-10-08'),
    ];
    expect(windowsByState(anInput('songshi', { contacts }), 'SONGSHI-56', '2026-10-16')).toMatchObject({
      met: ['2026-09-01', '2026-10-01'],
      overdue: ['2026-09-16'],
      open: ['2026-10-16'],
    });
  });

  test('SONGSHI-56 the last days of January belong to the half month before them', () => {
    const contacts = [aContact('talk', '2027-01-20')];
    const states = windowsByState(anInput('songshi', { contacts }), 'SONGSHI-56', '2027-01-23');
    expect(states.met).toEqual(['2027-01-01']);
  });

  test('SONGSHI-58 the report is owed by the student and never counts against the mentor', () => {
    const contacts = [aContact('student_report', '2026-09-10', { authorId: 'S' })];
    const input = anInput('songshi', { contacts });
    expect(windowsByState(input, 'SONGSHI-58', '2026-10-01', 'S')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-09-16'],
      open: ['2026-10-01'],
    });
    expect(windowsByState(input, 'SONGSHI-58', '2026-10-01', 'M')).toEqual({});
  });

  test('SONGSHI-58 a talk is no report', () => {
    const contacts = [aContact('talk', '2026-09-10')];
    expect(windowsByState(anInput('songshi', { contacts }), 'SONGSHI-58', '2026-09-16').overdue).toEqual([
      '2026-09-01',
    ]);
  });
});

describe('guardians', () => {
  test.each([
    ['a visit', 'home_visit'],
    ['a call', 'phone_call'],
    ['a message', 'guardian_contact'],
  ] as const)('SONGSHI-54 %s settles the month', (_, kind) => {
    const input = anInput('songshi', { contacts: [aContact(kind, '2026-09-28')] });
    expect(windowsByState(input, 'SONGSHI-54', '2026-10-01').met).toEqual(['2026-09-01']);
  });

  test('SONGSHI-54 a month without any contact is overdue', () => {
    const contacts = [aContact('phone_call', '2026-09-28', { outcome: 'no_answer' })];
    expect(windowsByState(anInput('songshi', { contacts }), 'SONGSHI-54', '2026-10-01').overdue).toEqual([
      '2026-09-01',
    ]);
  });
});

describe('entries', () => {
  test('SONGSHI-30 plan and summary are two duties with two last days', () => {
    const parts = computeDuties(anInput('songshi'), day('2026-09-14'))
      .filter(({ rule, window }) => rule === 'SONGSHI-30' && window.firstOn === '2026-09-01')
      .map(({ part, state, window }) => [part, state, window.lastOn]);
    expect(parts).toEqual([
      ['plan', 'overdue', '2026-09-13'],
      ['summary', 'open', '2027-01-22'],
    ]);
  });

  test.each([
    ['SONGSHI-44', 'an assessment of each mentee', 'term_student_evaluation'],
    ['SONGSHI-55', 'an analysis of each family', 'family_analysis'],
  ] as const)('%s %s is owed by the last day of the term', (rule, _, kind) => {
    const handIns = [aHandIn(kind, '2026-12-01', { studentId: 'S' })];
    expect(windowsByState(anInput('songshi', { handIns }), rule, '2027-01-23').met).toEqual(['2026-09-01']);
    expect(windowsByState(anInput('songshi'), rule, '2027-01-23').overdue).toEqual(['2026-09-01']);
  });

  test('SONGSHI-55 an analysis written once stays in the file', () => {
    const handIns = [aHandIn('family_analysis', '2026-12-01', { studentId: 'S' })];
    expect(windowsByState(anInput('songshi', { handIns }), 'SONGSHI-55', '2027-07-03')).toEqual({
      met: ['2026-09-01', '2027-03-01'],
    });
  });

  test('SONGSHI-46 a summary is owed every term', () => {
    const handIns = [aHandIn('term_summary', '2027-01-22')];
    expect(windowsByState(anInput('songshi', { handIns }), 'SONGSHI-46', '2027-07-03')).toEqual({
      met: ['2026-09-01'],
      overdue: ['2027-03-01'],
    });
  });

  test('SONGSHI-49 each student owes an essay every term', () => {
    const handIns = [aHandIn('student_essay', '2027-01-15', { authorId: 'S' })];
    const input = anInput('songshi', { handIns });
    expect(windowsByState(input, 'SONGSHI-49', '2027-01-23', 'S').met).toEqual(['2026-09-01']);
    expect(windowsByState(anInput('songshi'), 'SONGSHI-49', '2027-01-23', 'S').overdue).toEqual([
      '2026-09-01',
    ]);
  });
});

describe('meetings', () => {
  test('SONGSHI-14 the launch is two meetings, of the teachers and of the students', () => {
    const one = [aMeeting('launch_campaign', 'school', '2026-09-01')];
    const two = [...one, aMeeting('launch_campaign', 'school', '2026-09-03')];
    expect(windowsByState(anInput('songshi', { meetings: one }), 'SONGSHI-14', '2026-09-30', 'SG')).toEqual({
      open: ['2026-09-01'],
    });
    expect(windowsByState(anInput('songshi', { meetings: two }), 'SONGSHI-14', '2026-09-30', 'SG')).toEqual({
      met: ['2026-09-01'],
    });
  });

  test('SONGSHI-22 the homeroom teacher owes a theme class meeting at the start', () => {
    const meetings = [aMeeting('theme_class_meeting', '5.3', '2026-09-04')];
    expect(windowsByState(anInput('songshi', { meetings }), 'SONGSHI-22', '2026-09-04', 'H').met).toEqual([
      '2026-09-01',
    ]);
  });

  test('SONGSHI-31 a month without a community report meeting is overdue', () => {
    const meetings = [aMeeting('community_report_meeting', '5.3', '2026-10-30')];
    expect(windowsByState(anInput('songshi', { meetings }), 'SONGSHI-31', '2026-11-01', 'H')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-10-01'],
    });
  });

  test('SONGSHI-33 the exchange between grade units is owed once a term', () => {
    const input = anInput('songshi');
    expect(windowsByState(input, 'SONGSHI-33', '2027-01-22', 'SG').open).toEqual(['2026-09-01']);
    expect(windowsByState(input, 'SONGSHI-33', '2027-01-23', 'SG').overdue).toEqual(['2026-09-01']);
  });

  test.each([
    ['SONGSHI-04', 'a meeting of the class mentors', 'class_mentor_meeting'],
    ['SONGSHI-15', 'a study session', 'training_session'],
  ])('%s %s is offered and never overdue', (rule, _, kind) => {
    expect(rulesAbout(preset('songshi'), kind)).toEqual([rule]);
    expect(windowsByState(anInput('songshi'), rule, '2027-07-03')).toEqual({});
  });
});

test('SONGSHI-56 a second carer settles the student, a former mentor does not', () => {
  const pairings = [
    aPairing({ untilOn: day('2026-09-18') }),
    aPairing({ mentorId: 'N', fromOn: day('2026-09-21') }),
    aPairing({ mentorId: 'P', jointFollowup: true }),
  ];
  const roster = { ...anInput('songshi').roster, pairings };
  const byFormer = anInput('songshi', { roster, contacts: [aContact('talk', '2026-09-17')] });
  const bySecond = anInput('songshi', {
    roster,
    contacts: [aContact('talk', '2026-09-22', { authorId: 'P' })],
  });
  // September 16 to 30 has eleven school days: M is in force on four of them, N on seven.
  expect(windowsByState(byFormer, 'SONGSHI-56', '2026-10-01', 'N').overdue).toEqual(['2026-09-16']);
  expect(windowsByState(bySecond, 'SONGSHI-56', '2026-10-01', 'N').met).toEqual(['2026-09-16']);
  expect(windowsByState(bySecond, 'SONGSHI-56', '2026-10-01', 'P')).toEqual({});
});

describe('learning communities', () => {
  const member = { fromOn: day('2025-09-01') };
  const communities = [
    {
      id: 'C',
      members: [
        { studentId: 'S', ...member },
        { studentId: 'T', ...member, untilOn: day('2026-09-18') },
      ],
    },
  ];
  const communityPairings = [{ id: 'P', mentorId: 'M', communityId: 'C', fromOn: day('2026-09-01') }];
  const students = [aStudent(), aStudent({ id: 'T' })];
  const roster = { ...anInput('songshi').roster, students, pairings: [], communities, communityPairings };

  test('SONGSHI-56 the mentor of a community owes a talk with each of its members, as long as they belong', () => {
    const talks = computeDuties(anInput('songshi', { roster }), day('2026-10-01')).filter(
      ({ rule, state }) => rule === 'SONGSHI-56' && state === 'overdue',
    );
    expect(talks.map(({ studentId, window }) => [studentId, window.firstOn])).toEqual([
      ['S', '2026-09-01'],
      ['S', '2026-09-16'],
      ['T', '2026-09-01'],
    ]);
  });

  test('SONGSHI-58 each member owes the own report', () => {
    const contacts = [aContact('student_report', '2026-09-03', { authorId: 'T', studentIds: ['T'] })];
    const input = anInput('songshi', { roster, contacts });
    expect(windowsByState(input, 'SONGSHI-58', '2026-09-16', 'T').met).toEqual(['2026-09-01']);
    expect(windowsByState(input, 'SONGSHI-58', '2026-09-16', 'S').overdue).toEqual(['2026-09-01']);
  });

  test('SONGSHI-30 a community whose pairing ends leaves no plan to its mentor', () => {
    const ended = communityPairings.map((pairing) => ({ ...pairing, untilOn: day('2026-09-04') }));
    const input = anInput('songshi', { roster: { ...roster, communityPairings: ended } });
    expect(windowsByState(input, 'SONGSHI-30', '2027-07-03')).toEqual({});
  });
});
