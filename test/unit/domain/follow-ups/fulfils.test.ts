import { expect, test } from 'vitest';
import { instantOf, readDay } from '../../../../src/domain/day.ts';
import { type DoneContact, fulfils, type Promised } from '../../../../src/domain/follow-ups/fulfils.ts';

const at = (day: string, hour = 12) => instantOf(readDay(day), hour * 60);
const promised: Promised = {
  authorId: 'm',
  studentId: 'a',
  dueOn: readDay('2026-11-25'),
  createdAt: at('2026-11-18'),
};
const talk: DoneContact = {
  authorId: 'm',
  studentId: 'a',
  kind: 'talk',
  occurredOn: readDay('2026-11-25'),
  outcome: 'done',
  loggedAt: at('2026-11-25', 15),
};

test.each<[string, Partial<Promised>, Partial<DoneContact>, boolean]>([
  ['a talk on the day keeps it', {}, {}, true],
  ['a talk before the day keeps it', {}, { occurredOn: readDay('2026-11-23') }, true],
  ['a later one keeps it', {}, { occurredOn: readDay('2026-12-02') }, true],
  ['a talk of the days before it was promised does not', {}, { occurredOn: readDay('2026-11-17') }, false],
  [
    'the record that promised does not',
    {},
    { occurredOn: readDay('2026-11-18'), loggedAt: at('2026-11-18') },
    false,
  ],
  ['an attempt does not', {}, { outcome: 'no_answer' }, false],
  ['another child does not', {}, { studentId: 'b' }, false],
  ["somebody else's talk does not", {}, { authorId: 'n' }, false],
  ['seeing the child does not', {}, { kind: 'daily_meet' }, false],
  ['a talk is no home visit', { kind: 'home_visit' }, {}, false],
  ['a visit does for a call', { kind: 'phone_call' }, { kind: 'home_visit' }, true],
  ['a deep talk does for a talk', { kind: 'talk' }, { kind: 'deep_exchange' }, true],
])('%s', (_name, promise, contact, expected) => {
  expect(fulfils({ ...promised, ...promise }, { ...talk, ...contact }, false)).toBe(expected);
});

test('with a child who is talked to every day only the day promised and later ones count', () => {
  const early = { ...talk, occurredOn: readDay('2026-11-24') };
  expect([early, talk].map((contact) => fulfils(promised, contact, true))).toEqual([false, true]);
});
