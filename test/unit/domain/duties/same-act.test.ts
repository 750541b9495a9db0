import { expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import type { Duty } from '../../../../src/domain/duties/duty.ts';
import { oneForEachAct } from '../../../../src/domain/duties/same-act.ts';
import { loadPreset } from '../../../../src/schemes/load-preset.ts';

const window = { firstOn: readDay('2026-11-16'), lastOn: readDay('2026-11-23') };
const duty = (rule: string, more: Partial<Duty> = {}): Duty => ({
  rule,
  ownerId: 's',
  studentId: 's',
  window,
  state: 'open',
  asked: 1,
  done: 0,
  ...more,
});
const rulesLeft = (duties: readonly Duty[]) =>
  oneForEachAct(duties, [loadPreset('shewobo')]).map(({ rule }) => rule);

test('written and handed in is one act', () => {
  expect(rulesLeft([duty('SHEWOBO-53'), duty('SHEWOBO-55')])).toEqual(['SHEWOBO-53']);
});

test('of another child, or by another day, it is another', () => {
  const later = { firstOn: readDay('2026-11-23'), lastOn: readDay('2026-11-30') };
  const duties = [
    duty('SHEWOBO-53'),
    duty('SHEWOBO-55', { studentId: 't', ownerId: 't' }),
    duty('SHEWOBO-55', { window: later }),
  ];
  expect(rulesLeft(duties)).toHaveLength(3);
});

test('two rules that ask different things both stay', () => {
  expect(rulesLeft([duty('SHEWOBO-32'), duty('SHEWOBO-40')])).toEqual(['SHEWOBO-32', 'SHEWOBO-40']);
});
