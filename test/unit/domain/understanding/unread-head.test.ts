import { expect, test } from 'vitest';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { aRoom } from './room.ts';

test.each([
  '每周二放学都会跟秦朗聊上几句',
  '习惯了课间跟秦朗聊几句',
  '以往都是我给秦朗妈妈打电话',
  '很少跟陆知远奶奶沟通',
  '没敢给秦朗妈妈打电话',
  '懒得再找秦朗谈了',
  '推掉了跟秦朗的谈话',
  '不急着跟秦朗谈',
  '假装跟秦朗谈过了',
  '貌似给秦朗妈妈打过电话',
  '好像有人找秦朗谈过',
  '谁跟秦朗谈过了',
  '同桌代我跟秦朗聊了聊',
  '学校要求每位导师跟秦朗谈一次',
  '等他成绩出来了就找秦朗谈',
  '秦朗不愿意跟我聊',
  '秦朗躲着不跟我谈',
])('%s: nothing is filed, it is asked', (text) => {
  expect(understand(text, aRoom())).toMatchObject({ intent: 'ask', about: 'confirm_reading' });
});

test.each(['压根没机会跟秦朗聊', '死活没找着时间跟秦朗谈', '错过了和秦朗的谈话'])(
  '%s: nothing happened',
  (text) => {
    expect(understand(text, aRoom())).toEqual({ intent: 'smalltalk' });
  },
);

test.each([
  '冒雨去陆知远家家访',
  '利用午休和秦朗谈心',
  '针对迟到问题和秦朗谈了话',
  '语重心长地和秦朗谈了一次',
  '赶在放学前找秦朗谈了十分钟',
  '终于打通了陆知远奶奶的电话',
  '顶着大太阳去秦朗家家访',
  '难得跟秦朗聊了聊',
  '今天值日跟顾青禾聊了半小时',
  '校园艺术节上碰见陆知远，聊了几句',
])('%s: a place, a time, an occasion or a manner asks nothing', (text) => {
  expect(understand(text, aRoom())).toMatchObject({ intent: 'log', records: [{ on: '2026-10-14' }] });
});

test('who has said that it happened is not asked again', () => {
  expect(understand('每天都跟秦朗聊几句', aRoom())).toMatchObject({ intent: 'ask' });
  expect(understand('每天都跟秦朗聊几句', aRoom({ settled: { happened: true } }))).toMatchObject({
    intent: 'log',
    records: [{ studentIds: ['lang'], kind: 'talk' }],
  });
});
