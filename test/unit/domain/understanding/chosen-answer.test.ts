import { expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import { chosenAnswer } from '../../../../src/domain/understanding/chosen-answer.ts';

const today = readDay('2026-09-15');
const friday = { about: 'future_or_past', candidates: ['2026-09-11', '2026-09-18'] } as const;

test.each([
  [{ about: 'which_student', candidates: ['a', 'b'] } as const, '2', { studentIds: ['b'] }],
  [{ about: 'which_date', candidates: ['2026-09-15', '2026-09-08'] } as const, '1', { on: '2026-09-15' }],
  [{ about: 'which_kind', candidates: ['talk', 'group_exchange'] } as const, '2', { kind: 'group_exchange' }],
  [{ about: 'confirm_reading', candidates: ['talk', 'concern'] } as const, '2', { kind: 'concern' }],
  [friday, 'yes', { confirm: 'yes', on: '2026-09-11' }],
  [friday, 'plan', { confirm: 'plan', on: '2026-09-18' }],
  [{ about: 'empty_content', candidates: [] } as const, 'cancel', { cancel: true }],
])('%j, pressed %s', (question, choice, answer) => {
  expect(chosenAnswer(question, choice, today)).toEqual({ intent: 'answer', ...answer });
});

test.each(['3', '0', '-1', 'nonsense', ''])('%s is no choice of two', (choice) => {
  expect(chosenAnswer({ about: 'which_student', candidates: ['a', 'b'] }, choice, today)).toBeUndefined();
});
