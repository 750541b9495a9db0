import { expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import type { DutyState } from '../../../../src/domain/duties/duty.ts';
import { isStillAsked } from '../../../../src/domain/duties/still-asked.ts';
import type { StaffRole } from '../../../../src/domain/vocabulary.ts';

const today = readDay('2026-11-18');
const fromOn = readDay('2026-09-07');

function asked({
  until,
  post,
  state = 'open',
  studentId = 'S',
}: {
  until?: string;
  post?: { role: StaffRole; scope: string; untilOn?: string };
  state?: DutyState;
  studentId?: string;
}): boolean {
  const pairing = {
    id: 'p',
    mentorId: 'A',
    studentId: 'S',
    fromOn,
    ...(until === undefined ? {} : { untilOn: readDay(until) }),
  };
  const held = post && {
    personId: 'A',
    role: post.role,
    scope: post.scope,
    fromOn,
    ...(post.untilOn === undefined ? {} : { untilOn: readDay(post.untilOn) }),
  };
  const roster = {
    pairingsOf: new Map([['A', [pairing]]]),
    pupilById: new Map([['S', { id: 'S', name: 'S', className: '5.3' }]]),
    facts: { staff: held === undefined ? [] : [held], students: [], pairings: [pairing] },
  };
  return isStillAsked(roster, { ownerId: 'A', studentId, state }, today);
}

test('V-09 nothing more is asked of a former mentor, from the day after the last one on', () => {
  expect(asked({})).toBe(true);
  expect(asked({ until: '2026-11-18' })).toBe(true);
  expect(asked({ until: '2026-11-17' })).toBe(false);
});

test('what is over stays as it is', () => {
  for (const state of ['met', 'excused', 'overdue', 'upcoming'] as const)
    expect(asked({ until: '2026-11-17', state })).toBe(true);
});

test('what a post asks about the student goes on, as long as the post does', () => {
  const until = '2026-11-17';
  expect(asked({ until, post: { role: 'homeroom_teacher', scope: '5.3' } })).toBe(true);
  expect(asked({ until, post: { role: 'responsible_leader', scope: 'S' } })).toBe(true);
  expect(asked({ until, post: { role: 'homeroom_teacher', scope: '5.4' } })).toBe(false);
  expect(asked({ until, post: { role: 'homeroom_teacher', scope: '5.3', untilOn: until } })).toBe(false);
});

test('a student whom the owner never mentored is not looked at', () => {
  expect(asked({ until: '2026-11-17', studentId: 'T' })).toBe(true);
});
