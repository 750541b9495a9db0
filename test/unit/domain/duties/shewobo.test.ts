import { describe, expect, test } from 'vitest';
import { rulesAbout } from '../../../../src/domain/schemes/rules-about.ts';
import {
  aContact,
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

function withStudents(
  flags: ReturnType<typeof aStudent>['flags'],
  pairing = aPairing(),
): ReturnType<typeof anInput>['roster'] {
  return { staff: [aPost('SG', 'steering_group')], students: [aStudent({ flags })], pairings: [pairing] };
}

describe('weekly talk with ordinary students', () => {
  test('SHEWOBO-32 each week is settled by a talk of its own, a missed one stays missed', () => {
    const input = anInput('shewobo', { contacts: [aContact('talk', '2026-09-17')] });
    expect(windowsByState(input, 'SHEWOBO-32', '2026-10-12')).toMatchObject({
      met: ['2026-09-14'],
      overdue: ['2026-09-01', '2026-09-07', '2026-09-21', '2026-09-28', '2026-10-05'],
      open: ['2026-10-12'],
    });
  });

  test('SHEWOBO-32 a week is open on its Sunday and overdue on the Monday after', () => {
    const input = anInput('shewobo');
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-06').open).toEqual(['2026-09-01']);
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-07').overdue).toEqual(['2026-09-01']);
  });

  test('SHEWOBO-32 neither a group talk nor a failed attempt nor a call settles the week', () => {
    const contacts = [
      aContact('talk', '2026-09-08', { individual: false, studentIds: ['S', 'T'] }),
      aContact('talk', '2026-09-09', { outcome: 'not_met' }),
      aContact('phone_call', '2026-09-10'),
    ];
    const input = anInput('shewobo', { contacts });
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-14').overdue).toEqual(['2026-09-01', '2026-09-07']);
  });

  test('SHEWOBO-32 a pairing that begins on Wednesday obliges for its week, one that begins on Thursday does not', () => {
    const from = (fromOn: string) =>
      anInput('shewobo', { roster: withStudents([], aPairing({ fromOn: day(fromOn) })) });
    expect(windowsByState(from('2026-09-09'), 'SHEWOBO-32', '2026-09-13').open).toEqual(['2026-09-07']);
    expect(windowsByState(from('2026-09-10'), 'SHEWOBO-32', '2026-09-13').open).toBeUndefined();
  });

  test('SHEWOBO-32 leave on every school day of the week excuses, leave on four of five does not', () => {
    const onLeave = (untilOn: string) =>
      anInput('shewobo', { leaves: [{ personId: 'S', fromOn: day('2026-09-07'), untilOn: day(untilOn) }] });
    expect(windowsByState(onLeave('2026-09-11'), 'SHEWOBO-32', '2026-09-14').excused).toEqual(['2026-09-07']);
    expect(windowsByState(onLeave('2026-09-10'), 'SHEWOBO-32', '2026-09-14').excused).toBeUndefined();
  });

  test('SHEWOBO-32 an unsigned pairing owes nothing, a signed one from its first full half week on', () => {
    const { signedOn: _, ...unsigned } = aPairing();
    const signed = { ...unsigned, signedOn: day('2026-09-17') };
    const none = anInput('shewobo', { roster: withStudents([], unsigned) });
    const some = anInput('shewobo', { roster: withStudents([], signed) });
    expect(windowsByState(none, 'SHEWOBO-32', '2026-09-30')).toEqual({});
    // The week of September 14 has six school days with its make-up Sunday: 17, 18 and 20 are half of them.
    expect(windowsByState(some, 'SHEWOBO-32', '2026-09-20').open).toEqual(['2026-09-14']);
  });
});

describe('daily talk with special students', () => {
  const single = [{ category: 'single_parent', fromOn: day('2026-08-01') }];

  test('SHEWOBO-33 each school day without a talk is overdue on the next day, holidays ask nothing', () => {
    const contacts = [aContact('talk', '2026-09-24')];
    const input = anInput('shewobo', { roster: withStudents(single), contacts });
    const { overdue, met, open } = windowsByState(input, 'SHEWOBO-33', '2026-09-28');
    expect(met).toEqual(['2026-09-24']);
    expect(open).toEqual(['2026-09-28']);
    // September 1 to 23 with the make-up Sunday of the 20th; no 25th, 26th or 27th.
    expect(overdue).toHaveLength(18);
    expect(overdue).toContain('2026-09-20');
    expect(overdue).not.toContain('2026-09-25');
  });

  test('SHEWOBO-33 the daily duty replaces the weekly one', () => {
    const input = anInput('shewobo', { roster: withStudents(single) });
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-30')).toEqual({});
    expect(windowsByState(input, 'SHEWOBO-33', '2026-09-01').open).toEqual(['2026-09-01']);
  });

  test('SHEWOBO-33 a flag set on Wednesday asks from Thursday on and leaves the weekly talk of that week', () => {
    const flags = [{ category: 'left_behind', fromOn: day('2026-09-09') }];
    const input = anInput('shewobo', { roster: withStudents(flags) });
    expect(windowsByState(input, 'SHEWOBO-33', '2026-09-13').overdue).toEqual(['2026-09-10', '2026-09-11']);
    // Monday to Wednesday are three of five days.
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-14').overdue).toEqual(['2026-09-01', '2026-09-07']);
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-21').open).toBeUndefined();
  });

  test('SHEWOBO-33 a flag set on Tuesday takes the weekly talk of that week away', () => {
    const flags = [{ category: 'left_behind', fromOn: day('2026-09-08') }];
    const input = anInput('shewobo', { roster: withStudents(flags) });
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-14').overdue).toEqual(['2026-09-01']);
  });

  test('SHEWOBO-33 the day on which the flag is cleared is the last one asked', () => {
    const flags = [{ category: 'left_behind', fromOn: day('2026-08-01'), untilOn: day('2026-09-02') }];
    const input = anInput('shewobo', { roster: withStudents(flags) });
    expect(windowsByState(input, 'SHEWOBO-33', '2026-09-30').overdue).toEqual(['2026-09-01', '2026-09-02']);
  });

  test('SHEWOBO-33 a flag that is none of the categories leaves the student ordinary', () => {
    const flags = [{ category: 'student_of_concern', fromOn: day('2026-08-01') }];
    const input = anInput('shewobo', { roster: withStudents(flags) });
    expect(windowsByState(input, 'SHEWOBO-33', '2026-09-30')).toEqual({});
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-01').open).toEqual(['2026-09-01']);
  });
});

describe('guardians', () => {
  test('SHEWOBO-40 a month without a call is overdue on the first of the next', () => {
    const input = anInput('shewobo', { contacts: [aContact('phone_call', '2026-10-31')] });
    expect(windowsByState(input, 'SHEWOBO-40', '2026-11-01')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-10-01'],
      open: ['2026-11-01'],
    });
  });

  test('SHEWOBO-40 neither a voice message nor a visit nor an unanswered call is a call', () => {
    const contacts = [
      aContact('phone_call', '2026-09-10', { medium: 'voice_message' }),
      aContact('phone_call', '2026-09-11', { outcome: 'no_answer' }),
      aContact('home_visit', '2026-09-12'),
    ];
    expect(windowsByState(anInput('shewobo', { contacts }), 'SHEWOBO-40', '2026-10-01').overdue).toEqual([
      '2026-09-01',
    ]);
  });

  test('SHEWOBO-40 a video call in June settles the month that July joined', () => {
    const contacts = [aContact('phone_call', '2027-07-01', { medium: 'video' })];
    const states = windowsByState(anInput('shewobo', { contacts }), 'SHEWOBO-40', '2027-07-03');
    expect(states.met).toEqual(['2027-06-01']);
  });

  test('SHEWOBO-41 one visit settles the term, without it the duty is overdue the day after term end', () => {
    const contacts = [aContact('home_visit', '2026-11-08')];
    const input = anInput('shewobo', { contacts });
    expect(windowsByState(input, 'SHEWOBO-41', '2027-01-22').met).toEqual(['2026-09-01']);
    const without = anInput('shewobo');
    expect(windowsByState(without, 'SHEWOBO-41', '2027-01-22').open).toEqual(['2026-09-01']);
    expect(windowsByState(without, 'SHEWOBO-41', '2027-01-23').overdue).toEqual(['2026-09-01']);
  });

  test('SHEWOBO-41 a pairing of the last weeks of a term owes no visit for it', () => {
    const roster = withStudents([], aPairing({ fromOn: day('2026-12-28') }));
    expect(windowsByState(anInput('shewobo', { roster }), 'SHEWOBO-41', '2027-01-22').open).toBeUndefined();
  });

  test('SHEWOBO-43 each parent meeting asks the mentor to be there, leave excuses', () => {
    const meetings = [
      aMeeting('parent_meeting', '5.3', '2026-10-16', { attendance: { M: 'present' } }),
      aMeeting('parent_meeting', '5.3', '2026-11-20', { attendance: { M: 'absent' } }),
      aMeeting('parent_meeting', 'school', '2026-12-18', { attendance: { M: 'leave' } }),
      aMeeting('parent_meeting', '5.1', '2026-12-19', { attendance: { N: 'present' } }),
      aMeeting('parent_meeting', '5.3', '2026-12-20', { status: 'cancelled' }),
    ];
    expect(windowsByState(anInput('shewobo', { meetings }), 'SHEWOBO-43', '2026-12-31')).toEqual({
      met: ['2026-10-16'],
      overdue: ['2026-11-20'],
      excused: ['2026-12-18'],
    });
  });
});

describe('parent meetings without a full list', () => {
  test('SHEWOBO-43 where nobody kept a list nothing is held against the mentor', () => {
    const meetings = [aMeeting('parent_meeting', '5.3', '2026-10-16')];
    const input = anInput('shewobo', { meetings });
    expect(windowsByState(input, 'SHEWOBO-43', '2026-10-16')).toEqual({ open: ['2026-10-16'] });
    expect(windowsByState(input, 'SHEWOBO-43', '2026-10-17')).toEqual({});
  });

  test('SHEWOBO-43 a notice that was held is one duty, one that was cancelled is none', () => {
    const meetings = [
      aMeeting('parent_meeting', '5.3', '2026-10-16', { status: 'noticed', hasMinutes: false }),
      aMeeting('parent_meeting', '5.3', '2026-10-16', { attendance: { M: 'present' } }),
      aMeeting('parent_meeting', '5.3', '2026-12-11', { status: 'noticed', hasMinutes: false }),
      aMeeting('parent_meeting', '5.3', '2026-12-11', { status: 'cancelled', hasMinutes: false }),
    ];
    const input = anInput('shewobo', { meetings });
    expect(windowsByState(input, 'SHEWOBO-43', '2026-10-16')).toEqual({ met: ['2026-10-16'] });
    expect(windowsByState(input, 'SHEWOBO-43', '2026-12-07')).toEqual({ met: ['2026-10-16'] });
  });

  test('SHEWOBO-43 the mentor is met by the own word and missed by a list of the others', () => {
    const told = aContact('parent_meeting', '2026-10-16', { studentIds: [], individual: false });
    const meetings = [
      aMeeting('parent_meeting', '5.3', '2026-10-16'),
      aMeeting('parent_meeting', '5.3', '2026-11-20', { attendance: { N: 'present' } }),
    ];
    const input = anInput('shewobo', { meetings, contacts: [told] });
    expect(windowsByState(input, 'SHEWOBO-43', '2026-11-30')).toEqual({
      met: ['2026-10-16'],
      overdue: ['2026-11-20'],
    });
  });
});

describe('entries of the mentor', () => {
  test('SHEWOBO-27 the plan of the term of office is due on the Sunday of week 2', () => {
    const input = anInput('shewobo');
    expect(windowsByState(input, 'SHEWOBO-27', '2026-09-13').open).toEqual(['2026-09-01']);
    expect(windowsByState(input, 'SHEWOBO-27', '2026-09-14').overdue).toEqual(['2026-09-01']);
    const handIns = [aHandIn('work_plan', '2026-09-11')];
    expect(windowsByState(anInput('shewobo', { handIns }), 'SHEWOBO-27', '2027-03-31')).toEqual({
      met: ['2026-09-01'],
    });
  });

  test('SHEWOBO-27 a pairing of September 23 leaves ten school days, until October 14', () => {
    const roster = withStudents([], aPairing({ fromOn: day('2026-09-23') }));
    const input = anInput('shewobo', { roster });
    expect(windowsByState(input, 'SHEWOBO-27', '2026-10-14').open).toEqual(['2026-09-01']);
    expect(windowsByState(input, 'SHEWOBO-27', '2026-10-15').overdue).toEqual(['2026-09-01']);
  });

  test('SHEWOBO-38 each mentee is owed a comment by the last day of the term', () => {
    const handIns = [aHandIn('term_comment', '2027-01-21', { studentId: 'S' })];
    expect(windowsByState(anInput('shewobo', { handIns }), 'SHEWOBO-38', '2027-01-23')).toMatchObject({
      met: ['2026-09-01'],
      upcoming: ['2027-03-01'],
    });
    expect(windowsByState(anInput('shewobo'), 'SHEWOBO-38', '2027-01-23').overdue).toEqual(['2026-09-01']);
  });

  test('SHEWOBO-49 a month without a journal entry is overdue', () => {
    const handIns = [aHandIn('mentor_journal', '2026-10-05')];
    expect(windowsByState(anInput('shewobo', { handIns }), 'SHEWOBO-49', '2026-11-01')).toMatchObject({
      overdue: ['2026-09-01'],
      met: ['2026-10-01'],
      open: ['2026-11-01'],
    });
  });

  test('SHEWOBO-72 each mentee is owed an evaluation every term', () => {
    const handIns = [aHandIn('term_student_evaluation', '2027-01-20', { studentId: 'S' })];
    const input = anInput('shewobo', { handIns });
    expect(windowsByState(input, 'SHEWOBO-72', '2027-07-03')).toEqual({
      met: ['2026-09-01'],
      overdue: ['2027-03-01'],
    });
  });
});

describe('reflections of the student', () => {
  const late = aHandIn('weekly_reflection', '2026-09-16', {
    authorId: 'S',
    windowFirstOn: day('2026-09-07'),
  });

  test('SHEWOBO-53 a week without a reflection is overdue after its hand-in day, against the student', () => {
    const input = anInput('shewobo');
    expect(windowsByState(input, 'SHEWOBO-53', '2026-09-07', 'S').open).toEqual(['2026-09-01', '2026-09-07']);
    expect(windowsByState(input, 'SHEWOBO-53', '2026-09-08', 'S').overdue).toEqual(['2026-09-01']);
    expect(windowsByState(input, 'SHEWOBO-53', '2026-09-08', 'M')).toEqual({});
  });

  test('SHEWOBO-53 a reflection handed in late is there all the same', () => {
    const input = anInput('shewobo', { handIns: [late] });
    expect(windowsByState(input, 'SHEWOBO-53', '2026-09-16').met).toEqual(['2026-09-07']);
  });

  test('SHEWOBO-53 the first week may be named by its Monday, which lies before the term', () => {
    const about = { authorId: 'S', windowFirstOn: day('2026-08-31') };
    const input = anInput('shewobo', { handIns: [aHandIn('weekly_reflection', '2026-09-07', about)] });
    expect(windowsByState(input, 'SHEWOBO-53', '2026-09-07').met).toEqual(['2026-09-01']);
  });

  test('SHEWOBO-55 a reflection handed in on Wednesday is late', () => {
    const input = anInput('shewobo', { handIns: [late] });
    expect(windowsByState(input, 'SHEWOBO-55', '2026-09-16').overdue).toEqual(['2026-09-01', '2026-09-07']);
  });

  test('SHEWOBO-55 an unnamed reflection of a Monday is about the week before', () => {
    const handIns = [aHandIn('weekly_reflection', '2026-09-14', { authorId: 'S' })];
    const states = windowsByState(anInput('shewobo', { handIns }), 'SHEWOBO-55', '2026-09-15');
    expect(states.met).toEqual(['2026-09-07']);
    expect(states.open).toEqual(['2026-09-14']);
  });
});

describe('meetings', () => {
  test('SHEWOBO-92 a fortnight without minutes of the dispatch meeting is overdue for the steering group', () => {
    const meetings = [
      aMeeting('mentor_dispatch_meeting', 'school', '2026-09-10'),
      aMeeting('mentor_dispatch_meeting', 'school', '2026-09-17', { hasMinutes: false }),
      aMeeting('mentor_dispatch_meeting', 'school', '2026-10-08', { status: 'noticed' }),
    ];
    const input = anInput('shewobo', { meetings });
    expect(windowsByState(input, 'SHEWOBO-92', '2026-10-12', 'SG')).toMatchObject({
      met: ['2026-09-01'],
      overdue: ['2026-09-14', '2026-09-28'],
      open: ['2026-10-12'],
    });
  });

  test('SHEWOBO-92 a list of those present does for minutes', () => {
    const attendance = { M: 'present' } as const;
    const held = aMeeting('mentor_dispatch_meeting', 'school', '2026-09-17', {
      hasMinutes: false,
      attendance,
    });
    const input = anInput('shewobo', { meetings: [held] });
    expect(windowsByState(input, 'SHEWOBO-92', '2026-09-28').met).toEqual(['2026-09-14']);
  });

  test('SHEWOBO-83 training and workshops are offered and never overdue', () => {
    expect(rulesAbout(preset('shewobo'), 'training_session')).toEqual(['SHEWOBO-83']);
    expect(rulesAbout(preset('shewobo'), 'workshop')).toEqual(['SHEWOBO-83']);
    expect(windowsByState(anInput('shewobo'), 'SHEWOBO-83', '2027-07-03')).toEqual({});
  });
});
