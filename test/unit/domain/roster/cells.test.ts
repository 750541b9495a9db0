import { describe, expect, test } from 'vitest';
import { readName } from '../../../../src/domain/roster/person-name.ts';
import { reasonText } from '../../../../src/domain/roster/reasons.ts';
import { staffColumn, studentColumn } from '../../../../src/domain/roster/roster-columns.ts';
import { readRosterDay } from '../../../../src/domain/roster/roster-day.ts';
import { rosterReasonCodes } from '../../../../src/domain/roster/roster-reason.ts';
import { categoryWords, relationWords } from '../../../../src/domain/roster/roster-words.ts';
import { meaningOf } from '../../../../src/domain/roster/word-meaning.ts';

describe('a name', () => {
  test.each([
    ['王芳', '王芳'],
    ['王 芳', '王芳'],
    ['王\u3000芳', '王芳'],
    [' 欧阳若溪 ', '欧阳若溪'],
    ['阿迪莱•买合木提', '阿迪莱·买合木提'],
    ['阿迪莱・买合木提', '阿迪莱·买合木提'],
    ['阿迪莱 · 买合木提', '阿迪莱·买合木提'],
    ['周䶮', '周䶮'],
    ['陈𬱖', '陈𬱖'],
    ['Anna  Li', 'Anna Li'],
    ['某'.repeat(20), '某'.repeat(20)],
  ])('%j is %j', (written, name) => {
    expect(readName(written)).toBe(name);
  });

  test.each([
    ['', 'name_missing'],
    ['王芳2', 'name_invalid'],
    ['王芳（大）', 'name_invalid'],
    ['=1+1', 'name_invalid'],
    ['·', 'name_invalid'],
    ['某'.repeat(21), 'name_invalid'],
    ['王\ue863', 'name_unreadable'],
    ['王\ufffd', 'name_unreadable'],
  ])('%j is refused: %s', (written, code) => {
    expect(() => readName(written)).toThrow(`row refused: ${code}`);
  });
});

describe('a day', () => {
  test.each([
    '2026-09-07',
    '2026-9-7',
    '2026/9/7',
    '2026.9.7',
    '2026年9月7日',
    '2026年09月07号',
    '20260907',
    '２０２６／９／７',
    '2026-09-07 00:00:00',
    '2026/9/7 8:30',
  ])('%s', (written) => {
    expect(readRosterDay(written)).toBe('2026-09-07');
  });

  test.each(['9月7日', '26/9/7', '2026-13-01', '2026-02-30', '46272', '1926-09-07', '开学', '7/9/2026'])(
    '%s is refused',
    (written) => {
      expect(() => readRosterDay(written)).toThrow('row refused: date_unreadable');
    },
  );
});

describe('a heading', () => {
  test.each([
    ['学生姓名', { field: 'name' }],
    [' 姓 名 ', { field: 'name' }],
    ['学生姓名*', { field: 'name' }],
    ['学号（选填）', { field: 'number' }],
    ['导师（姓名或工号）', { field: 'mentors' }],
    ['成长导师', { field: 'mentors' }],
    ['班主任姓名', { field: 'homeroomTeacher' }],
    ['特殊类别：', { field: 'categories' }],
    ['结对时间', { field: 'pairedOn' }],
    ['监护人1姓名', { guardian: '1', field: 'name' }],
    ['监护人１ 电话', { guardian: '1', field: 'phone' }],
    ['监护人二关系', { guardian: '2', field: 'relation' }],
    ['第二监护人手机号', { guardian: '2', field: 'phone' }],
    ['家长姓名', { guardian: '1', field: 'name' }],
    ['家长2', { guardian: '2', field: 'name' }],
    ['监护人1企业微信ID', { guardian: '1', field: 'wecom' }],
    ['监护人2钉钉id', { guardian: '2', field: 'dingtalk' }],
    ['父亲姓名', { guardian: '父亲', relation: 'father', field: 'name' }],
    ['母亲联系电话', { guardian: '母亲', relation: 'mother', field: 'phone' }],
  ])('%s in a student sheet', (heading, column) => {
    expect(studentColumn(heading)).toEqual(column);
  });

  test.each([
    ['姓名', 'name'],
    ['教师姓名', 'name'],
    ['工 号', 'number'],
    ['角色', 'roles'],
    ['企业微信账号', 'wecom'],
    ['企业微信 UserID', 'wecom'],
    ['钉钉账号', 'dingtalk'],
    ['班主任班级', 'class'],
  ])('%s in a staff sheet', (heading, field) => {
    expect(staffColumn(heading)).toEqual({ field });
  });

  test.each(['', '身高', '排名', '监护人身份证', '监护人9姓名', '电话'])('%j is not read', (heading) => {
    expect(studentColumn(heading)).toBeUndefined();
    expect(staffColumn(heading)).toBeUndefined();
  });
});

test('no word means two relations, or two categories', () => {
  for (const words of [relationWords, categoryWords]) {
    const all = Object.values(words).flat();
    expect(new Set(all).size).toBe(all.length);
  }
});

test.each([
  ['妈妈', 'mother'],
  ['母 亲', 'mother'],
  ['姥姥', 'grandmother_maternal'],
  ['奶奶', 'grandmother_paternal'],
  ['姑姑', 'other'],
])('relation %s is %s', (word, relation) => {
  expect(meaningOf(relationWords, word)).toBe(relation);
});

test.each(rosterReasonCodes)('reason %s says what to do, without gaps', (code) => {
  const text = reasonText({ code, found: '甲', allowed: ['乙', '丙'], row: 7 });
  expect(text).toMatch(/。$/);
  expect(text).not.toMatch(/[{}]|undefined/);
});
