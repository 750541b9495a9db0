/** The wire of DingTalk's directories: pages, mixed spellings, what counts against the quota (dingtalk.md §7, §8). */
import nock from 'nock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createDingtalkDirectory } from '../../../../src/platforms/dingtalk/directory.ts';
import { dingtalkApp, givesDingtalkToken } from '../../../support/dingtalk-app.ts';
import { onlyMockedNetwork, refusalOf } from '../../../support/mocked-network.ts';

const base = dingtalkApp.oapiBase;
const waits: number[] = [];
const directory = () => createDingtalkDirectory({ ...dingtalkApp, wait: async (ms) => void waits.push(ms) });

onlyMockedNetwork();
beforeEach(() => {
  waits.length = 0;
  givesDingtalkToken('T');
});

function answers(path: string, body: Record<string, string | number>, answer: Record<string, unknown>): void {
  nock(base)
    .post(`/topapi/${path}`, body)
    .query({ access_token: 'T' })
    .reply(200, { errcode: 0, errmsg: 'ok', ...answer });
}
const page = (number: number) => ({ page_no: number, page_size: 30 });

describe('staff', () => {
  test('the tree is walked, pages are followed, one person in two departments is one; nothing is metered', async () => {
    answers('v2/department/listsub', { dept_id: 1 }, { result: [{ dept_id: 5, name: '五年级' }] });
    answers('v2/department/listsub', { dept_id: 5 }, { result: [] });
    answers(
      'v2/user/list',
      { dept_id: 1, cursor: 0, size: 100 },
      {
        result: {
          has_more: 'true',
          next_cursor: '100',
          list: [
            {
              userid: 'a',
              unionid: 'ua',
              name: '甲',
              job_number: ' 007 ',
              mobile: 13800000000,
              leader: 'false',
            },
          ],
        },
      },
    );
    answers(
      'v2/user/list',
      { dept_id: 1, cursor: 100, size: 100 },
      { result: { has_more: false, list: [{ userid: 'b', name: '乙', unionid: '' }, { name: '无账号' }] } },
    );
    answers(
      'v2/user/list',
      { dept_id: 5, cursor: 0, size: 100 },
      { result: { has_more: false, list: [{ 'userid\t': 'a', name: '甲', leader: true }] } },
    );
    const read = directory();
    expect(await read.readStaff()).toEqual({
      departments: [
        { id: '1', name: '' },
        { id: '5', name: '五年级' },
      ],
      staff: [
        { userId: 'a', unionId: 'ua', name: '甲', number: '007', phone: '13800000000', leads: ['5'] },
        { userId: 'b', name: '乙', leads: [] },
      ],
    });
    expect(read.spent()).toEqual({ made: 5, metered: 0 });
  });

  test.each([
    ['60011', 'stop_account'],
    ['50004', 'drop_recipient'],
    ['60003', 'give_up'],
  ])('%s ends the reading', async (errcode, reaction) => {
    answers('v2/department/listsub', { dept_id: 1 }, { errcode: Number(errcode) });
    expect(await refusalOf(directory().readStaff())).toMatchObject({
      code: errcode,
      reaction: { do: reaction },
    });
  });

  test('"more" without a next page is a broken answer, not the end', async () => {
    answers('v2/department/listsub', { dept_id: 1 }, { result: [] });
    answers('v2/user/list', { dept_id: 1, cursor: 0, size: 100 }, { result: { has_more: true, list: [] } });
    expect(await refusalOf(directory().readStaff())).toMatchObject({ code: 'endless' });
  });
});

describe('home–school contacts', () => {
  test('grade and number from the features, else from the names', async () => {
    answers('edu/dept/list', page(1), {
      result: {
        has_more: false,
        details: [
          { dept_id: 10, name: '初中部', dept_type: 'period', feature: '{"period_type":"middle_school"}' },
          { deptId: 20, name: '六年级', dept_type: 'dept' },
        ],
      },
    });
    answers(
      'edu/dept/list',
      { super_id: 10, ...page(1) },
      {
        result: {
          has_more: 'false',
          details: [
            {
              dept_id: 11,
              name: '2024级',
              dept_type: 'grade',
              feature: '{"grade_level":"2","start_year":2024}',
            },
          ],
        },
      },
    );
    answers(
      'edu/dept/list',
      { super_id: 20, ...page(1) },
      {
        result: {
          has_more: false,
          details: [{ dept_id: 21, name: '3班', dept_type: 'class', contact_type: 'custom' }],
        },
      },
    );
    answers(
      'edu/dept/list',
      { super_id: 11, ...page(1) },
      {
        result: {
          has_more: false,
          details: [{ dept_id: 12, name: '1班', dept_type: 'class', feature: '{"class_level":1}' }],
        },
      },
    );
    const read = directory();
    expect(await read.listClasses()).toEqual({
      classes: [
        { id: '21', name: '六年级3班', grade: 6, number: 3 },
        { id: '12', name: '2024级1班', grade: 8, number: 1 },
      ],
      gradeHeads: [],
    });
    expect(read.spent()).toEqual({ made: 4, metered: 4 });
  });

  test('roles, relations and adviser of a class, over pages', async () => {
    const list = (role: string, number: number) => ({ class_id: '12', role, ...page(number) });
    answers('edu/user/list', list('teacher', 1), {
      result: {
        has_more: false,
        details: [
          { userid: 't1', name: '郝春晖', feature: '{"is_adviser":"1"}' },
          { userid: 't2', name: '江雨田', feature: '{"is_adviser":0}' },
        ],
      },
    });
    answers('edu/user/list', list('student', 1), {
      result: {
        has_more: true,
        details: [{ userid: 's1', unionid: '', name: '王小明', feature: '{"student_no":7}' }],
      },
    });
    answers('edu/user/list', list('student', 2), {
      result: { hasMore: false, details: [{ userid: 's2', name: '李小红' }] },
    });
    answers('edu/user/list', list('guardian', 1), {
      result: {
        has_more: false,
        details: [
          { userid: 'g1', unionid: 'u1', name: '小明爸爸/小红爸爸' },
          { userid: 'g2', name: '赵敏' },
        ],
      },
    });
    answers(
      'edu/user/relation/list',
      { class_id: '12', ...page(1) },
      {
        result: {
          has_more: false,
          relations: [
            { classId: 12, fromUserid: 'g1', toUserid: 's1', relationCode: 'F', relationName: '爸爸' },
            { class_id: 12, from_userid: 'g1', to_userid: 's2', relation_code: 'F' },
            { class_id: 12, from_userid: 'g2', to_userid: 's2', relation_code: 'X', relation_name: '外婆' },
          ],
        },
      },
    );
    const read = directory();
    expect(await read.readClass({ id: '12', name: '' })).toEqual({
      teachers: [
        { userId: 't1', role: 'homeroom_teacher' },
        { userId: 't2', role: 'subject_teacher' },
      ],
      students: [
        { userId: 's1', name: '王小明', number: '7' },
        { userId: 's2', name: '李小红' },
      ],
      guardians: [
        {
          userId: 'g1',
          unionId: 'u1',
          children: [
            { studentUserId: 's1', relation: 'father' },
            { studentUserId: 's2', relation: 'father' },
          ],
        },
        { userId: 'g2', name: '赵敏', children: [{ studentUserId: 's2', relation: 'grandmother_maternal' }] },
      ],
    });
    expect(read.spent()).toEqual({ made: 5, metered: 5 });
  });

  test('an answer without its list is a broken answer', async () => {
    answers('edu/dept/list', page(1), { result: { has_more: false } });
    expect(await refusalOf(directory().listClasses())).toMatchObject({ code: 'unreadable' });
  });

  test('the month’s quota is a matter for the school; a full second is waited out and counted', async () => {
    answers('edu/dept/list', page(1), { errcode: 90018 });
    answers('edu/dept/list', page(1), { errcode: 90020 });
    const read = directory();
    expect(await refusalOf(read.listClasses())).toMatchObject({ reaction: { do: 'stop_account' } });
    expect(waits).toEqual([1_000]);
    expect(read.spent().metered).toBe(2);
  });
});
