import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, jsonBytes } from '../../../../src/platforms/dingtalk/cut.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 120 });
const graphemes = (value: string) =>
  [...new Intl.Segmenter('zh').segment(value)].map(({ segment }) => segment);

test('what is cut never exceeds the limit and ends with an ellipsis', () => {
  fc.assert(
    fc.property(text, fc.nat(400), (value, limit) => {
      const short = cut(value, limit, jsonBytes);
      expect(jsonBytes(short)).toBeLessThanOrEqual(limit);
      if (short !== value && limit >= 3) expect(short.endsWith('…')).toBe(true);
    }),
  );
});

test('no character is broken in two', () => {
  fc.assert(
    fc.property(text, fc.nat(400), (value, limit) => {
      const kept = cut(value, limit, jsonBytes).replace(/…$/u, '');
      const whole = graphemes(value);
      expect(whole.slice(0, graphemes(kept).length).join('')).toBe(kept);
    }),
  );
});

test('what fits is left alone', () => {
  expect(cut('已记下', 9, jsonBytes)).toBe('已记下');
  expect(cut('已记下', 8, jsonBytes)).toBe('已…');
  expect(cut('👨‍👩‍👧家长', 20, jsonBytes)).toBe('…');
  expect(cut('已记下', 2, jsonBytes)).toBe('');
});
