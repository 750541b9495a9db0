import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import { correctRows, type FiledRow } from '../../../../src/domain/records/correct-record.ts';
import { contactKinds } from '../../../../src/domain/vocabulary.ts';

const on = readDay('2026-11-18');
const row = (id: string, studentId: string, more: Partial<FiledRow> = {}): FiledRow => ({
  id,
  studentId,
  kind: 'talk',
  occurredOn: on,
  outcome: 'done',
  guardianIds: [],
  individual: true,
  ...more,
});
const guardians = new Map([
  ['a', [{ id: 'a-mother', relation: 'mother' as const }]],
  ['b', [{ id: 'b-mother', relation: 'mother' as const }]],
]);
const correct = (
  rows: readonly FiledRow[],
  fields: Parameters<typeof correctRows>[1],
  about: string[] = [],
) => {
  const corrected = correctRows(rows, fields, about, (id) => guardians.get(id) ?? []);
  if (corrected === 'which_record') return corrected;
  return { ...corrected, changes: Object.fromEntries(corrected.changes) };
};
const talkWithTwo = [
  row('1', 'a', { kind: 'group_exchange', individual: false }),
  row('2', 'b', { kind: 'group_exchange', individual: false }),
];

test('only what differs is changed', () => {
  expect(correct([row('1', 'a')], { on: readDay('2026-11-17'), kind: 'talk' })).toEqual({
    changes: { 1: { occurredOn: '2026-11-17' } },
    withdrawn: [],
    added: [],
  });
});

test('the same values change nothing', () => {
  expect(correct([row('1', 'a', { minutes: 20 })], { on, minutes: 20 })).toMatchObject({ changes: {} });
});

test("another child's mother takes the place of this child's", () => {
  const call = row('1', 'a', { kind: 'phone_call', guardianIds: ['a-mother'] });
  expect(correct([call], { studentIds: ['b'] }, ['a'])).toMatchObject({
    changes: { 1: { studentId: 'b', guardianIds: ['b-mother'] } },
  });
});

test('a talk that somebody else was part of is a talk with several', () => {
  expect(correct([row('1', 'a')], { studentIds: ['a', 'b'] })).toEqual({
    changes: { 1: { kind: 'group_exchange', individual: false } },
    withdrawn: [],
    added: [
      {
        studentId: 'b',
        like: '1',
        values: { kind: 'group_exchange', individual: false, studentId: 'b', guardianIds: [] },
      },
    ],
  });
});

test('a talk with several of which one is left was a talk with that one', () => {
  expect(correct(talkWithTwo, { studentIds: ['a'] }, ['b'])).toMatchObject({
    changes: { 1: { kind: 'talk', individual: true } },
    withdrawn: ['2'],
  });
});

test('one of several gives way to another, the rest stays', () => {
  expect(correct(talkWithTwo, { studentIds: ['a', 'c'] }, ['b'])).toEqual({
    changes: { 2: { studentId: 'c' } },
    withdrawn: [],
    added: [],
  });
});

describe('which record is meant is asked', () => {
  test('where fewer students are named than were there, and none is said to be wrong', () => {
    expect(correct(talkWithTwo, { studentIds: ['c'] })).toBe('which_record');
  });

  test('where a length may belong to either of two records', () => {
    const rows = [row('1', 'a'), row('2', 'b', { kind: 'phone_call' })];
    expect(correct(rows, { minutes: 30 })).toBe('which_record');
  });

  test('but not where the name says which', () => {
    const rows = [row('1', 'a'), row('2', 'b', { kind: 'phone_call' })];
    expect(correct(rows, { minutes: 30 }, ['b'])).toMatchObject({ changes: { 2: { minutes: 30 } } });
  });

  test('but not for a day that all share', () => {
    const rows = [row('1', 'a'), row('2', 'b', { kind: 'phone_call' })];
    const yesterday = { occurredOn: '2026-11-17' };
    expect(correct(rows, { on: readDay('2026-11-17') })).toMatchObject({
      changes: { 1: yesterday, 2: yesterday },
    });
  });
});

test('nobody is dropped unless named, whatever is said', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
  fc.assert(
    fc.property(ids, ids, fc.constantFrom(...contactKinds), (had, final, kind) => {
      const rows = had.map((id, at) => row(String(at), id, { kind, individual: had.length === 1 }));
      const corrected = correctRows(rows, { studentIds: final }, [], () => []);
      if (corrected === 'which_record') return;
      const now = rows.map(({ id, studentId }) => corrected.changes.get(id)?.studentId ?? studentId);
      expect(corrected.withdrawn).toEqual([]);
      expect([...now, ...corrected.added.map(({ studentId }) => studentId)].sort()).toEqual(
        [...final].sort(),
      );
    }),
  );
});
