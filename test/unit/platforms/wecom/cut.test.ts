import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutToBytes, withoutControls } from '../../../../src/platforms/wecom/cut.ts';

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, '…'],
  ['abcdefg', 6, 'abc…'],
  ['导师制', 9, '导师制'],
  ['导师制度', 9, '导师…'],
  ['导师制度', 8, '导…'],
  ['a👨‍👩‍👧b', 19, 'a…'],
  ['a👨‍👩‍👧b', 20, 'a👨‍👩‍👧b'],
  ['abc', 2, ''],
  ['', 0, ''],
])('%j within %d bytes is %j', (text, limit, cut) => {
  expect(cutToBytes(text, limit)).toBe(cut);
});

test('what is cut fits, begins like the whole, and shows that it was cut', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', '导', '师', '👍🏽', '👨‍👩‍👧', 'é', '\n', ' '),
    maxLength: 60,
  });
  fc.assert(
    fc.property(texts, fc.integer({ min: 3, max: 120 }), (text, limit) => {
      const cut = cutToBytes(text, limit);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
      if (cut === text) return;
      expect(Buffer.byteLength(text)).toBeGreaterThan(limit);
      expect(cut.endsWith('…')).toBe(true);
      const kept = cut.slice(0, -1);
      expect(text.startsWith(kept)).toBe(true);
      const borders = [...new Intl.Segmenter('zh').segment(text)].map(({ index }) => index);
      expect(borders).toContain(kept.length);
    }),
  );
});

test('a cut of any string at all stays well-formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 60 }), (text, limit) => {
      const cut = cutToBytes(withoutControls(text), limit);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
      expect(Buffer.from(cut).toString()).toBe(cut);
    }),
  );
});

test('control characters go, line breaks and tabs stay', () => {
  expect(withoutControls('a\u0000b\u0007c\r\nd\re\tf\u007F\u0085g')).toBe('abc\nd\ne\tfg');
  expect(withoutControls('\uD83D x \uDC4D \uFFFE')).toBe('\uFFFD x \uFFFD \uFFFD');
  expect(withoutControls('👍 导师')).toBe('👍 导师');
});
