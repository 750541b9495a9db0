import { describe, expect, test } from 'vitest';
import { isBeyondUsual } from '../../../../src/domain/duties/beyond-usual.ts';
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

describe('contacts', () => {
  test('HUAQIAO-23 each fortnight asks for an individual talk', () => {
    const contacts = [aContact('talk', '2026-09-13'), aContact('talk', '2026-10-01')];
    expect(windowsByState(anInput('huaqiao', { contacts }), 'HUAQIAO-23', '2026-10-12')).toMatchObject({
      met: ['2026-09-01', '2026-09-28'],
      overdue: ['2026-09-14'],
      open: ['2026-10-12'],
    });
  });

  test('HUAQIAO-11 regular talk names the kind, its number stands in rule 23', () => {
    expect(rulesAbout(preset('huaqiao'), 'talk')).toEqual(['HUAQIAO-11', 'HUAQIAO-23']);
    expect(windowsByState(anInput('huaqiao'), 'HUAQIAO-11', '2027-07-03')).toEqual({});
  });

  test('HUAQIAO-21 a month without a call is overdue', () => {
    const contacts = [aContact('phone_call', '2026-10-06', { medium: 'video' })];
    expect(windowsByState(anInput('huaqiao', { contacts }), 'HUAQIAO-21', '2026-11-01')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-10-01'],
    });
  });

  test('HUAQIAO-22 one visit settles the school year, without it the duty is overdue after spring', () => {
    const contacts = [aContact('home_visit', '2027-02-10')];
    expect(windowsByState(anInput('huaqiao', { contacts }), 'HUAQIAO-22', '2027-07-03')).toEqual({
      met: ['2026-09-01'],
    });
    expect(windowsByState(anInput('huaqiao'), 'HUAQIAO-22', '2027-07-02')).toEqual({ open: ['2026-09-01'] });
    expect(windowsByState(anInput('huaqiao'), 'HUAQIAO-22', '2027-07-03')).toEqual({
      overdue: ['2026-09-01'],
    });
  });

  test('HUAQIAO-25 the student reports every week', () => {
    const contacts = [aContact('student_report', '2026-09-11', { authorId: 'S' })];
    expect(windowsByState(anInput('huaqiao', { contacts }), 'HUAQIAO-25', '2026-09-14', 'S')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-09-07'],
      open: ['2026-09-14'],
    });
  });
});

describe('entries', () => {
  test('HUAQIAO-17 the monthly entry needs performance and highlight', () => {
    const full = { studentId: 'S', fields: { performance: '上课专心', highlight: '主动值日' } };
    const handIns = [
      aHandIn('monthly_performance', '2026-09-29', full),
      aHandIn('monthly_performance', '2026-10-29', { studentId: 'S', fields: { performance: '上课专心' } }),
    ];
    expect(windowsByState(anInput('huaqiao', { handIns }), 'HUAQIAO-17', '2026-11-01')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-10-01'],
    });
  });

  test('HUAQIAO-10 an analysis is owed within ten school days after the results are entered', () => {
    const exams = [{ id: 'first', resultsOn: day('2026-10-12') }];
    const input = anInput('huaqiao', { exams });
    // 13 to 16, 19 to 23 and 26 October are ten school days.
    expect(windowsByState(input, 'HUAQIAO-10', '2026-10-26')).toEqual({ open: ['2026-10-12'] });
    expect(windowsByState(input, 'HUAQIAO-10', '2026-10-27')).toEqual({ overdue: ['2026-10-12'] });
    const handIns = [aHandIn('exam_analysis', '2026-10-26', { studentId: 'S', examId: 'first' })];
    expect(windowsByState({ ...input, handIns }, 'HUAQIAO-10', '2026-10-27')).toEqual({
      met: ['2026-10-12'],
    });
  });

  test('HUAQIAO-10 an analysis of one exam does not settle another', () => {
    const exams = [
      { id: 'first', resultsOn: day('2026-10-12') },
      { id: 'midterm', resultsOn: day('2026-10-20') },
    ];
    const handIns = [aHandIn('exam_analysis', '2026-10-22', { studentId: 'S', examId: 'midterm' })];
    expect(windowsByState(anInput('huaqiao', { exams, handIns }), 'HUAQIAO-10', '2026-11-09')).toEqual({
      overdue: ['2026-10-12'],
      met: ['2026-10-20'],
    });
  });
});

test('HUAQIAO-21 a contact with a guardian by telephone is a call, a meeting is none', () => {
  const contacts = [
    aContact('guardian_contact', '2026-09-10', { medium: 'phone' }),
    aContact('guardian_contact', '2026-10-12', { medium: 'face_to_face' }),
    aContact('guardian_contact', '2026-11-10'),
  ];
  expect(windowsByState(anInput('huaqiao', { contacts }), 'HUAQIAO-21', '2026-12-01')).toMatchObject({
    met: ['2026-09-01'],
    overdue: ['2026-10-01', '2026-11-01'],
  });
});

describe('class meetings', () => {
  const present = { attendance: { M: 'present' } } as const;

  test('HUAQIAO-14 a mentor attends a theme class meeting in each class with mentees', () => {
    const roster = {
      ...anInput('huaqiao').roster,
      students: [aStudent(), aStudent({ id: 'T', classKey: '5.1' })],
      pairings: [aPairing(), aPairing({ studentId: 'T' })],
    };
    const meetings = [aMeeting('theme_class_meeting', '5.3', '2026-11-06', present)];
    const owed = computeDuties(anInput('huaqiao', { roster, meetings }), day('2027-01-23')).filter(
      ({ rule, window }) => rule === 'HUAQIAO-14' && window.firstOn === '2026-09-01',
    );
    expect(owed.map(({ scope, state }) => [scope, state])).toEqual([
      ['5.3', 'met'],
      ['5.1', 'overdue'],
    ]);
  });

  test('HUAQIAO-14 who speaks was there, unless the list says otherwise', () => {
    const on = (overrides: Parameters<typeof aMeeting>[3]) => {
      const meetings = [aMeeting('theme_class_meeting', '5.3', '2026-11-06', overrides)];
      return windowsByState(anInput('huaqiao', { meetings }), 'HUAQIAO-14', '2027-01-22');
    };
    expect(on({ speakerIds: ['M'] }).met).toEqual(['2026-09-01']);
    expect(on({ speakerIds: ['M'], attendance: { M: 'absent' } }).open).toEqual(['2026-09-01']);
  });

  test('HUAQIAO-15 attendance without a speech leaves the speech open', () => {
    const silent = [aMeeting('theme_class_meeting', '5.3', '2026-11-06', present)];
    const spoken = [aMeeting('theme_class_meeting', '5.3', '2026-11-06', { ...present, speakerIds: ['M'] })];
    expect(windowsByState(anInput('huaqiao', { meetings: silent }), 'HUAQIAO-15', '2027-01-22').open).toEqual(
      ['2026-09-01'],
    );
    expect(windowsByState(anInput('huaqiao', { meetings: spoken }), 'HUAQIAO-15', '2027-01-22').met).toEqual([
      '2026-09-01',
    ]);
  });

  test('HUAQIAO-27 the class moral meeting is offered and never overdue', () => {
    expect(rulesAbout(preset('huaqiao'), 'class_moral_meeting')).toEqual(['HUAQIAO-27']);
    expect(windowsByState(anInput('huaqiao'), 'HUAQIAO-27', '2027-07-03')).toEqual({});
  });
});

describe('the steering group', () => {
  test('HUAQIAO-29 one case conference a term is enough, none is overdue', () => {
    const meetings = [aMeeting('case_conference', 'school', '2026-12-02')];
    expect(windowsByState(anInput('huaqiao', { meetings }), 'HUAQIAO-29', '2027-07-03', 'SG')).toEqual({
      met: ['2026-09-01'],
      overdue: ['2027-03-01'],
    });
  });

  test('HUAQIAO-29 the third conference of a term is more than usual', () => {
    const held = ['2026-10-14', '2026-11-18', '2026-12-16'].map((on) =>
      aMeeting('case_conference', 'school', on),
    );
    const isWarned = (meetings: typeof held) =>
      computeDuties(anInput('huaqiao', { meetings }), day('2026-12-31'))
        .filter(({ rule }) => rule === 'HUAQIAO-29')
        .some((duty) => isBeyondUsual(duty, preset('huaqiao')));
    expect(isWarned(held.slice(0, 2))).toBe(false);
    expect(isWarned(held)).toBe(true);
  });

  test('HUAQIAO-45 each mentor is checked once a term', () => {
    const handIns = [aHandIn('record_check', '2027-01-14', { authorId: 'SG', mentorId: 'M' })];
    expect(windowsByState(anInput('huaqiao', { handIns }), 'HUAQIAO-45', '2027-07-03', 'SG')).toEqual({
      met: ['2026-09-01'],
      overdue: ['2027-03-01'],
    });
  });
});
