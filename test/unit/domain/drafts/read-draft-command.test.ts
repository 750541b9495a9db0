import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDraftCommand, readPlace } from '../../../../src/domain/drafts/read-draft-command.ts';

describe('the drafts are asked for', () => {
  test.each(['草稿', '我的草稿', '看看草稿', '有草稿吗？', '草稿箱', '草稿里还有几条', '有哪些没记完的'])(
    '%s',
    (said) => {
      expect(readDraftCommand(said)).toEqual({ verb: 'list' });
    },
  );
});

describe('one is taken up', () => {
  test.each([
    ['草稿1', 1],
    ['草稿 2', 2],
    ['第三条草稿', 3],
    ['草稿１２', 12],
  ])('%s', (said, number) => {
    expect(readDraftCommand(said)).toEqual({ verb: 'take_up', number });
  });
});

describe('one is dropped', () => {
  test.each(['删草稿1', '草稿1不要了', '把第一条草稿删掉', '删除草稿 1。'])('%s', (said) => {
    expect(readDraftCommand(said)).toEqual({ verb: 'drop', number: 1 });
  });

  test('without a number the only one is meant', () => {
    expect(readDraftCommand('草稿不要了')).toEqual({ verb: 'drop' });
  });

  test.each(['清空草稿', '草稿都不要了', '所有草稿删掉'])('%s drops all', (said) => {
    expect(readDraftCommand(said)).toEqual({ verb: 'drop_all' });
  });
});

test.each(['今天和陈思远谈了草稿', '草稿纸用完了', '陈思远的作文草稿写得好', '不要了', '1', ''])(
  '%s is no word about drafts',
  (said) => {
    expect(readDraftCommand(said)).toBeUndefined();
  },
);

test.each([
  ['2', 2],
  ['第二个', 2],
  ['１', 1],
  ['三。', 3],
  ['和2班谈了', undefined],
  ['1 2', undefined],
])('%s as a place', (said, place) => {
  expect(readPlace(said)).toBe(place);
});

test('no text throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      readDraftCommand(text);
      readPlace(text);
    }),
  );
});
