import { describe, expect, test } from 'vitest';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import { dutyKey } from '../../../../src/domain/duties/duty.ts';
import type { DutyInput } from '../../../../src/domain/duties/facts.ts';
import { aContact, aMeeting, anInput, aPairing, aPost, aStudent, day, windowsByState } from './duty-input.ts';

function withPairings(pairings: DutyInput['roster']['pairings']): DutyInput['roster'] {
  return { ...anInput('shewobo').roster, pairings };
}

describe('pairings', () => {
  test('CV-16 with two mentors a talk by either settles the week for both', () => {
    const roster = withPairings([aPairing(), aPairing({ mentorId: 'N' })]);
    const input = anInput('xigao', { roster, contacts: [aContact('talk', '2026-09-08', { authorId: 'N' })] });
    expect(windowsByState(input, 'XIGAO-32', '2026-09-13', 'M').met).toEqual(['2026-09-07']);
    expect(windowsByState(input, 'XIGAO-32', '2026-09-13', 'N').met).toEqual(['2026-09-07']);
  });

  test('CV-06 a talk by somebody who is no mentor of the student settles nothing', () => {
    const input = anInput('shewobo', { contacts: [aContact('talk', '2026-09-08', { authorId: 'H' })] });
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-13').open).toEqual(['2026-09-07']);
  });

  test('CV-04 a pairing interrupted in mid-week counts with both its parts, as one duty', () => {
    const roster = withPairings([
      aPairing({ untilOn: day('2026-09-08') }),
      aPairing({ fromOn: day('2026-09-11') }),
    ]);
    const states = windowsByState(anInput('shewobo', { roster }), 'SHEWOBO-32', '2026-09-13');
    expect(states.open).toEqual(['2026-09-07']);
  });

  test('CV-04 a pairing that ended after half the month still owes its call', () => {
    // November has 21 school days: the 13th is the tenth, the 16th the eleventh.
    const until = (untilOn: string) =>
      windowsByState(
        anInput('shewobo', { roster: withPairings([aPairing({ untilOn: day(untilOn) })]) }),
        'SHEWOBO-40',
        '2026-12-01',
      ).overdue;
    expect(until('2026-11-13')).toEqual(['2026-09-01', '2026-10-01']);
    expect(until('2026-11-16')).toEqual(['2026-09-01', '2026-10-01', '2026-11-01']);
  });

  test('CV-15 one student with two mentors owes one report', () => {
    const roster = withPairings([aPairing(), aPairing({ mentorId: 'N' })]);
    const input = anInput('huaqiao', { roster });
    expect(windowsByState(input, 'HUAQIAO-25', '2026-09-01').open).toEqual(['2026-09-01']);
  });

  test('CV-09 the report is excused when all mentors are away, not when one of two is', () => {
    const roster = withPairings([aPairing(), aPairing({ mentorId: 'N' })]);
    const away = (personId: string) => ({ personId, fromOn: day('2026-09-07'), untilOn: day('2026-09-13') });
    const one = anInput('huaqiao', { roster, leaves: [away('M')] });
    const both = anInput('huaqiao', { roster, leaves: [away('M'), away('N')] });
    expect(windowsByState(one, 'HUAQIAO-25', '2026-09-14').overdue).toEqual(['2026-09-01', '2026-09-07']);
    expect(windowsByState(both, 'HUAQIAO-25', '2026-09-14').excused).toEqual(['2026-09-07']);
  });

  test('CV-09 a duty met in spite of leave is met', () => {
    const leaves = [{ personId: 'S', fromOn: day('2026-09-07'), untilOn: day('2026-09-13') }];
    const input = anInput('shewobo', { leaves, contacts: [aContact('talk', '2026-09-08')] });
    expect(windowsByState(input, 'SHEWOBO-32', '2026-09-14').met).toEqual(['2026-09-07']);
  });

  test('CV-09 two leaves that together cover the week excuse', () => {
    const leaves = [
      { personId: 'M', fromOn: day('2026-09-07'), untilOn: day('2026-09-08') },
      { personId: 'M', fromOn: day('2026-09-09'), untilOn: day('2026-09-11') },
    ];
    expect(windowsByState(anInput('shewobo', { leaves }), 'SHEWOBO-32', '2026-09-14').excused).toEqual([
      '2026-09-07',
    ]);
  });
});

describe('posts', () => {
  test('CV-15 a meeting belongs to whoever held the post at the end of its window', () => {
    const staff = [
      { ...aPost('H', 'homeroom_teacher', '5.3'), untilOn: day('2026-10-15') },
      { ...aPost('K', 'homeroom_teacher', '5.3'), fromOn: day('2026-10-16') },
    ];
    const input = anInput('sulou', { roster: { ...anInput('sulou').roster, staff } });
    expect(windowsByState(input, 'SULOU-30', '2026-11-01', 'H')).toEqual({ overdue: ['2026-09-01'] });
    expect(windowsByState(input, 'SULOU-30', '2026-11-01', 'K')).toMatchObject({ overdue: ['2026-10-01'] });
  });

  test('CV-15 of two in the steering group the one who has been there longer owes the meeting', () => {
    const staff = [
      { ...aPost('B', 'steering_group'), fromOn: day('2024-09-01') },
      { ...aPost('A', 'steering_group'), fromOn: day('2023-09-01') },
      { ...aPost('C', 'steering_group'), fromOn: day('2023-09-01') },
    ];
    const input = anInput('shewobo', { roster: { ...anInput('shewobo').roster, staff } });
    expect(windowsByState(input, 'SHEWOBO-92', '2026-09-01', 'A').open).toEqual(['2026-09-01']);
    expect(windowsByState(input, 'SHEWOBO-92', '2026-09-01', 'C')).toEqual({});
  });

  test('CV-18 a meeting announced for later today is no meeting yet', () => {
    const meetings = [aMeeting('mentor_dispatch_meeting', 'school', '2026-09-10', { status: 'noticed' })];
    expect(windowsByState(anInput('shewobo', { meetings }), 'SHEWOBO-92', '2026-09-10').open).toEqual([
      '2026-09-01',
    ]);
  });
});

describe('narrowing', () => {
  const roster = {
    ...anInput('shewobo').roster,
    students: [aStudent(), aStudent({ id: 'T' })],
    pairings: [aPairing(), aPairing({ studentId: 'T' })],
  };
  const all = computeDuties(anInput('shewobo', { roster }), day('2026-11-10'));
  const narrowed = (only: DutyInput['only']) =>
    computeDuties({ ...anInput('shewobo', { roster }), ...(only && { only }) }, day('2026-11-10'));

  test('duties about one student are those of the whole school that are about this student', () => {
    const about = all.filter(({ studentId }) => studentId === 'T');
    expect(narrowed({ studentIds: ['T'] }).map(dutyKey)).toEqual(about.map(dutyKey));
  });

  test('duties of a student as owner are the own reflections', () => {
    const rules = new Set(narrowed({ ownerIds: ['S'] }).map(({ rule }) => rule));
    expect([...rules]).toEqual(['SHEWOBO-53', 'SHEWOBO-55']);
  });

  test('duties due from a day on that open by a day are those around that day', () => {
    const around = all.filter(
      ({ window }) => window.lastOn >= '2026-11-10' && window.firstOn <= '2026-11-10',
    );
    const span = { dueFrom: day('2026-11-10'), openingUntil: day('2026-11-10') };
    expect(narrowed(span).map(dutyKey)).toEqual(around.map(dutyKey));
  });

  test('a narrowed duty has the state it has within the whole school', () => {
    const contacts = [aContact('talk', '2026-11-09'), aContact('phone_call', '2026-11-02')];
    const only = { dueFrom: day('2026-11-10') };
    const input = anInput('shewobo', { roster, contacts });
    const states = new Map(
      computeDuties(input, day('2026-11-10')).map((duty) => [dutyKey(duty), duty.state]),
    );
    const differing = computeDuties({ ...input, only }, day('2026-11-10')).filter(
      (duty) => states.get(dutyKey(duty)) !== duty.state,
    );
    expect(differing).toEqual([]);
  });
});
