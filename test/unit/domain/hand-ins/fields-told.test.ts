import { expect, test } from 'vitest';
import { fieldsTold } from '../../../../src/domain/hand-ins/fields-told.ts';

const form = [
  { field: 'performance', name: '表现' },
  { field: 'highlight', name: '亮点' },
];

test.each([
  ['上课专心', { performance: '上课专心' }],
  ['上课专心。亮点：主动扫地', { performance: '上课专心。', highlight: '主动扫地' }],
  ['亮点: 主动扫地，表现：上课专心', { performance: '上课专心', highlight: '主动扫地' }],
  ['亮点：主动扫地', { highlight: '主动扫地' }],
  ['说到亮点，还没有', { performance: '说到亮点，还没有' }],
  ['他的亮点：跑步', { performance: '他的亮点：跑步' }],
  ['有起伏，亮点：', { performance: '有起伏' }],
  ['', {}],
])('HUAQIAO-17 %s fills what it names', (text, fields) => {
  expect(fieldsTold(text, form)).toEqual(fields);
});

test('a form without fields takes the words as they are', () => {
  expect(fieldsTold('上课专心', [])).toEqual({});
});
