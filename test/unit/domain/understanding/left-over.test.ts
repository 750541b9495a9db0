import { expect, test } from 'vitest';
import { leftOver } from '../../../../src/domain/understanding/left-over.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import type { UnderstandingContext } from '../../../../src/domain/understanding/understanding.ts';

const mentees = [
  { id: 'zhang', name: '张子涵', className: '5.3' },
  { id: 'chen', name: '陈思远', className: '5.3' },
];
const context: UnderstandingContext = {
  now: new Date('2026-09-16T12:00:00+08:00'),
  speaker: { id: 'gu', name: '顾一川', roles: ['mentor'] },
  mentees,
  otherStudents: [...mentees, { id: 'wang', name: '王小明', className: '5.1' }],
  chat: 'private',
};

function left(text: string): string | undefined {
  const meaning = understand(text, context);
  if (meaning.intent !== 'log') throw new Error(`${meaning.intent}: ${text}`);
  const span = leftOver(text, meaning.records, context);
  return span === undefined ? undefined : text.slice(span.from, span.to);
}

test.each([
  ['和陈思远谈了学习，给张子涵家长打', '给张子涵家长打'],
  ['今天和陈思远谈了二十分钟，顺便帮我把上个月的工资表发给校长', '顺便帮我把上个月的工资表发给校长'],
  ['和陈思远谈了二十分钟。帮我订一张票', '帮我订一张票'],
])('%s: a part is left', (text, part) => {
  expect(left(text)).toBe(part);
});

test.each([
  '今天和陈思远谈了，沟通顺利，愿意改',
  '今天和陈思远谈了二十分钟，他说张子涵拿了他的笔',
  '陈思远天天迟到，今天早读前找他谈了',
  '和陈思远谈了，跟他一起定了作息表',
  '今天和陈思远、张子涵分别谈了十分钟',
])('%s: all of it is the record', (text) => {
  expect(left(text)).toBeUndefined();
});
