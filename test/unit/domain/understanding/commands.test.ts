/** What a word commands depends on what stands around it. */
import { describe, expect, test } from 'vitest';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import type { LastRecord } from '../../../../src/domain/understanding/understanding.ts';
import { aRoom, wednesday } from './room.ts';

const ofTwo: LastRecord = {
  studentIds: ['qinghe', 'zhiyuan'],
  kind: 'talk',
  on: wednesday,
  outcome: 'done',
  text: '和青禾、知远谈了作业',
};

describe('after a record of two', () => {
  test.each(['把知远去掉', '把知远删掉吧', '把陆知远划掉'])(
    '%s takes one of them out and keeps the record',
    (text) => {
      expect(understand(text, aRoom({ lastRecord: ofTwo }))).toMatchObject({ intent: 'amend' });
    },
  );

  test.each(['删掉', '把刚才那条删掉', '去掉吧'])('%s takes the record back', (text) => {
    expect(understand(text, aRoom({ lastRecord: ofTwo }))).toEqual({ intent: 'undo' });
  });
});

test('the only one cannot be taken out of a record: it is taken back', () => {
  const ofOne = { ...ofTwo, studentIds: ['zhiyuan'] };
  expect(understand('把知远那条删掉', aRoom({ lastRecord: ofOne }))).toEqual({ intent: 'undo' });
});

describe('帮助', () => {
  test.each(['帮助', '帮助一下', '我要帮助', '看看帮助', '帮助？'])('%s asks for help', (text) => {
    expect(understand(text, aRoom())).toEqual({ intent: 'help' });
  });

  test.each(['主动帮助同学', '会帮助别人', '帮助同学打扫'])('%s tells of a child', (text) => {
    expect(understand(text, aRoom())).not.toEqual({ intent: 'help' });
  });
});
