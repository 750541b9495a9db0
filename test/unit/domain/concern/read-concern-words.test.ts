import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConcernWords } from '../../../../src/domain/concern/read-concern-words.ts';

describe('words about a concern', () => {
  test.each([
    ['上报', { verb: 'raise', isPlain: true }],
    [' 现在上报。 ', { verb: 'raise', isPlain: true }],
    ['1', { verb: 'raise', isPlain: false }],
    ['１', { verb: 'raise', isPlain: false }],
    ['只记录', { verb: 'note', isPlain: true }],
    ['不上报', { verb: 'note', isPlain: true }],
    ['没事', { verb: 'harmless', isPlain: false }],
    ['3', { verb: 'harmless', isPlain: false }],
    ['上报 石小满', { verb: 'raise', isPlain: true, name: '石小满' }],
    ['上报：五年级3班石小满', { verb: 'raise', isPlain: true, name: '五年级3班石小满' }],
    ['查看', { verb: 'view' }],
    ['知道了', { verb: 'acknowledge' }],
    ['知道了 #0123abcd', { verb: 'acknowledge', mark: '0123abcd' }],
    ['没事 #0123abcd', { verb: 'harmless', isPlain: false, mark: '0123abcd' }],
  ])('%s', (text, expected) => {
    expect(readConcernWords(text)).toEqual(expected);
  });

  test.each([
    '今天和石小满谈了，没事',
    '上报表格交了',
    '4',
    '没事 石小满谈了话',
    '查看待办',
    '石小满 #0123abcd-1',
    '',
  ])('an ordinary sentence is none: %s', (text) => {
    expect(readConcernWords(text)?.verb).not.toBe('raise');
    expect(readConcernWords(text)).toBeUndefined();
  });

  test('no text throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void readConcernWords(text)),
    );
  });
});
