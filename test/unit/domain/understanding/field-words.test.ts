import { expect, test } from 'vitest';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import type { UnderstandingContext } from '../../../../src/domain/understanding/understanding.ts';

const mentees = [
  { id: 'zhang', name: '张子涵', className: '5.3', guardians: [{ id: 'ma', relation: 'mother' as const }] },
  { id: 'chen', name: '陈思远', className: '5.3' },
];
const context: UnderstandingContext = {
  now: new Date('2026-09-16T12:00:00+08:00'),
  speaker: { id: 'gu', name: '顾一川', roles: ['mentor'] },
  mentees,
  otherStudents: mentees,
  chat: 'private',
  awaiting: { about: 'missing_field', candidates: [], text: '' },
};

test.each([
  '家长表示会配合',
  '效果不错，孩子愿意写作业了',
  '很好',
  '没什么效果',
  '答应每天打电话给我',
  '沟通顺利，妈妈表示感谢',
  '他爸说以后晚上不让玩手机',
  '家长认识到了问题，愿意配合学校工作',
])('%s is the effect that was asked for', (said) => {
  expect(understand(said, context)).toEqual({ intent: 'answer', isInWords: true });
});

test.each([
  ['今天和陈思远谈了二十分钟', 'log'],
  ['给张子涵妈妈打了电话，没人接', 'log'],
  ['今天和王小刚谈了二十分钟', 'ask'],
  ['待办', 'list_due'],
  ['撤销', 'undo'],
  ['谢谢', 'smalltalk'],
  ['好的', 'smalltalk'],
  ['怎么记家访', 'help'],
])('%s is itself', (said, intent) => {
  expect(understand(said, context).intent).toBe(intent);
});
