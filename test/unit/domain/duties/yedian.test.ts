import { describe, expect, test } from 'vitest';
import { computeAdvice } from '../../../../src/domain/duties/compute-advice.ts';
import { rulesAbout } from '../../../../src/domain/schemes/rules-about.ts';
import { aContact, aHandIn, aMeeting, anInput, day, preset, windowsByState } from './duty-input.ts';

describe('contacts', () => {
  test('YEDIAN-43 each month asks for a talk with each mentee', () => {
    const contacts = [aContact('talk', '2026-09-30'), aContact('group_exchange', '2026-10-20')];
    expect(windowsByState(anInput('yedian', { contacts }), 'YEDIAN-43', '2026-11-01')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
      open: ['2026-11-01'],
    });
  });

  test('YEDIAN-42 the student reports every two weeks', () => {
    const contacts = [aContact('student_report', '2026-09-20')];
    expect(windowsByState(anInput('yedian', { contacts }), 'YEDIAN-42', '2026-09-28', 'S')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-09-14'],
      open: ['2026-09-28'],
    });
  });

  test.each([
    ['a call', 'phone_call', undefined],
    ['a meeting face to face', 'guardian_contact', 'face_to_face'],
    ['a family notice', 'guardian_contact', 'family_notice'],
    ['a letter', 'guardian_contact', 'letter'],
    ['a visit at home', 'home_visit', undefined],
  ] as const)('YEDIAN-46 %s settles the month with the guardian', (_, kind, medium) => {
    const contacts = [aContact(kind, '2026-09-16', medium && { medium })];
    expect(windowsByState(anInput('yedian', { contacts }), 'YEDIAN-46', '2026-10-01').met).toEqual([
      '2026-09-01',
    ]);
  });

  test('YEDIAN-46 an e-mail is none of the channels', () => {
    const contacts = [aContact('guardian_contact', '2026-09-16', { medium: 'email' })];
    expect(windowsByState(anInput('yedian', { contacts }), 'YEDIAN-46', '2026-10-01').overdue).toEqual([
      '2026-09-01',
    ]);
  });

  test('YEDIAN-45 a visit is encouraged, counted, and never overdue', () => {
    const input = anInput('yedian');
    expect(windowsByState(input, 'YEDIAN-45', '2027-01-23')).toEqual({});
    const advice = { rule: 'YEDIAN-45', ownerId: 'M', studentId: 'S', asked: 1 };
    expect(computeAdvice(input, day('2026-12-01'))).toMatchObject([{ ...advice, done: 0 }]);
    const visited = anInput('yedian', { contacts: [aContact('home_visit', '2026-11-30')] });
    expect(computeAdvice(visited, day('2026-12-01'))).toMatchObject([{ ...advice, done: 1 }]);
  });
});

describe('entries', () => {
  test('YEDIAN-20 the plan of the spring term is due on March 14', () => {
    const input = anInput('yedian', { handIns: [aHandIn('work_plan', '2026-09-07')] });
    expect(windowsByState(input, 'YEDIAN-20', '2027-03-14')).toEqual({
      met: ['2026-09-01'],
      open: ['2027-03-01'],
    });
    expect(windowsByState(input, 'YEDIAN-20', '2027-03-15').overdue).toEqual(['2027-03-01']);
  });

  test('YEDIAN-21 a summary is owed at the end of the term', () => {
    expect(windowsByState(anInput('yedian'), 'YEDIAN-21', '2027-01-22').open).toEqual(['2026-09-01']);
    const handIns = [aHandIn('term_summary', '2027-01-18')];
    expect(windowsByState(anInput('yedian', { handIns }), 'YEDIAN-21', '2027-01-22').met).toEqual([
      '2026-09-01',
    ]);
  });

  test('YEDIAN-36 each mentee is assessed every term', () => {
    const handIns = [aHandIn('term_student_evaluation', '2027-01-18', { studentId: 'S' })];
    expect(windowsByState(anInput('yedian', { handIns }), 'YEDIAN-36', '2027-01-23').met).toEqual([
      '2026-09-01',
    ]);
    expect(windowsByState(anInput('yedian'), 'YEDIAN-36', '2027-01-23').overdue).toEqual(['2026-09-01']);
  });

  test('YEDIAN-39 the essay is owed by the student', () => {
    expect(windowsByState(anInput('yedian'), 'YEDIAN-39', '2027-01-23', 'S').overdue).toEqual(['2026-09-01']);
  });

  test('YEDIAN-55 a month without an entry on the student is overdue', () => {
    const handIns = [aHandIn('monthly_performance', '2026-09-29', { studentId: 'S' })];
    expect(windowsByState(anInput('yedian', { handIns }), 'YEDIAN-55', '2026-11-01')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
    });
  });
});

describe('meetings', () => {
  test('YEDIAN-07 school, grade unit and class each owe a launch meeting', () => {
    const meetings = [aMeeting('launch_campaign', '5', '2026-09-03')];
    const input = anInput('yedian', { meetings });
    const owed = ['SG', 'GH', 'H'].map((owner) => windowsByState(input, 'YEDIAN-07', '2026-09-30', owner));
    expect(owed).toEqual([{ open: ['2026-09-01'] }, { met: ['2026-09-01'] }, { open: ['2026-09-01'] }]);
  });

  test('YEDIAN-08 a study session is offered and never overdue', () => {
    expect(rulesAbout(preset('yedian'), 'training_session')).toEqual(['YEDIAN-08']);
    expect(windowsByState(anInput('yedian'), 'YEDIAN-08', '2027-07-03')).toEqual({});
  });

  test('YEDIAN-13 the homeroom teacher owes a theme class meeting at the start', () => {
    expect(windowsByState(anInput('yedian'), 'YEDIAN-13', '2027-01-23', 'H')).toEqual({
      overdue: ['2026-09-01'],
    });
  });

  test('YEDIAN-22 a month without a class mentor meeting is overdue', () => {
    const meetings = [aMeeting('class_mentor_meeting', '5.3', '2026-09-11')];
    expect(windowsByState(anInput('yedian', { meetings }), 'YEDIAN-22', '2026-11-01', 'H')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
    });
  });

  test('YEDIAN-25 the exchange between grade units is owed once a term', () => {
    const meetings = [aMeeting('exchange_meeting', 'school', '2026-12-04')];
    expect(windowsByState(anInput('yedian', { meetings }), 'YEDIAN-25', '2027-07-03', 'SG')).toEqual({
      met: ['2026-09-01'],
      overdue: ['2027-03-01'],
    });
  });

  test('YEDIAN-51 the grade unit owes a case analysis every month, one of another grade does not count', () => {
    const meetings = [
      aMeeting('case_analysis_meeting', '5', '2026-09-22'),
      aMeeting('case_analysis_meeting', '4', '2026-10-20'),
    ];
    expect(windowsByState(anInput('yedian', { meetings }), 'YEDIAN-51', '2026-11-01', 'GH')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
    });
  });
});

describe('checks', () => {
  test('YEDIAN-64 the grade unit scores each mentor every month', () => {
    const score = { authorId: 'GH', mentorId: 'M', value: 92 } as const;
    const handIns = [
      aHandIn('quantified_score', '2026-09-28', score),
      aHandIn('quantified_score', '2026-10-28', { ...score, authorId: 'H' }),
    ];
    expect(windowsByState(anInput('yedian', { handIns }), 'YEDIAN-64', '2026-11-01', 'GH')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
    });
  });

  test('YEDIAN-66 the moral-education office checks once a term', () => {
    const handIns = [aHandIn('record_check', '2026-12-10', { authorId: 'MO', mentorId: 'M' })];
    expect(windowsByState(anInput('yedian', { handIns }), 'YEDIAN-66', '2027-07-03', 'MO')).toEqual({
      met: ['2026-09-01'],
      overdue: ['2027-03-01'],
    });
  });
});
