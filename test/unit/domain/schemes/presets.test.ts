import { describe, expect, test } from 'vitest';
import { loadPreset } from '../../../../src/schemes/load-preset.ts';

const ruleCounts = [
  ['sulou', 'SULOU', 50],
  ['shewobo', 'SHEWOBO', 93],
  ['songshi', 'SONGSHI', 76],
  ['yedian', 'YEDIAN', 72],
  ['xigao', 'XIGAO', 107],
  ['school-2025', 'XXX', 70],
  ['huaqiao', 'HUAQIAO', 64],
  ['weifang', 'WEIFANG', 58],
] as const;

describe('presets', () => {
  test.each(ruleCounts)('%s has one line for each rule %s-01 to %i', (id, code, count) => {
    const expected = Array.from(
      { length: count },
      (_, index) => `${code}-${String(index + 1).padStart(2, '0')}`,
    );
    expect(loadPreset(id).rules.map((rule) => rule.id)).toEqual(expected);
  });

  test('110 rules make something owed or name a kind that is never overdue', () => {
    const counts = ruleCounts.map(
      ([id]) => loadPreset(id).rules.filter(({ status, force }) => status === 'duty' && force === 'M').length,
    );
    expect(counts).toEqual([17, 14, 15, 17, 16, 5, 13, 13]);
  });

  test('every summary is one Chinese sentence without a full stop', () => {
    const odd = ruleCounts
      .flatMap(([id]) => loadPreset(id).rules)
      .filter(({ summary }) => !/^[^。]*\p{Script=Han}[^。]*$/u.test(summary));
    expect(odd).toEqual([]);
  });
});
