/** Whether it took place is said around the act; what was talked about says nothing of it. */
import { expect, test } from 'vitest';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { aRoom } from './room.ts';

test.each([
  ['和秦朗谈了他上周三没来上课的原因', 'done'],
  ['今天和秦朗谈了昨天没来的事', 'done'],
  ['今天找秦朗谈话他没来', 'not_met'],
  ['约秦朗谈话他没来', 'not_met'],
  ['找秦朗谈话，没见着', 'not_met'],
])('%s is %s', (text, outcome) => {
  expect(understand(text, aRoom())).toMatchObject({
    intent: 'log',
    records: [{ studentIds: ['lang'], outcome }],
  });
});
