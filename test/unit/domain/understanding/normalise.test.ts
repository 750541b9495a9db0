import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traditionalCharacters } from '../../../../src/domain/understanding/lexicon/characters.ts';
import { normalise } from '../../../../src/domain/understanding/normalise.ts';

test('widths, traditional characters, invisible marks and ticks become one spelling', () => {
  expect(normalise('和李明談話２０分鐘，ＯＫ✅').text).toBe('和李明谈话20分钟,ok✔');
  expect(normalise('谈​话‮了️').text).toBe('谈话了');
});

test('half surrogates fall away, emoji become a space', () => {
  expect(normalise('见了\ud83d子涵😊').text).toBe('见了子涵 ');
});

test('every unit knows where it stood', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const { text: read, origins } = normalise(text);
      expect(origins.length).toBe(read.length + 1);
      expect(origins.every((at, index) => at >= (origins[index - 1] ?? 0) && at <= text.length)).toBe(true);
    }),
  );
}, 60_000);

test('no traditional character stands for itself', () => {
  expect([...traditionalCharacters].filter(([from, to]) => from === to).map(([from]) => from)).toEqual([]);
});
