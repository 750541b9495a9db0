import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBotCommand } from '../../../../src/domain/understanding/bot-commands.ts';

test.each([
  ['本周', 'week'],
  ['看看这周做了什么？', 'week'],
  ['本月情况', 'month'],
  ['为什么呢？', 'why'],
  ['改日期', 'change_day'],
  ['日期错了', 'change_day'],
  ['改学生', 'change_student'],
  ['不用了', 'drop_promise'],
  ['不用提醒了', 'drop_promise'],
])('%s', (text, command) => {
  expect(readBotCommand(text)).toBe(command);
});

test.each(['本周和程诺谈了', '这个月程诺进步很大', '为什么他总迟到', '改日期为昨天', '今天不去家访了', ''])(
  '%s is a sentence',
  (text) => {
    expect(readBotCommand(text)).toBeUndefined();
  },
);

test('never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readBotCommand(text)));
});
