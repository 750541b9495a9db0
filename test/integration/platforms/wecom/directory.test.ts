/** The wire of WeCom's directories: what is asked, what each answer means, what is refused (wecom.md §5, §7). */
import { beforeEach, describe, expect, test } from 'vitest';
import { createWecomDirectory } from '../../../../src/platforms/wecom/directory.ts';
import { onlyMockedNetwork, refusalOf } from '../../../support/mocked-network.ts';
import { givesWecomToken, wecomApp, wecomHost } from '../../../support/wecom-app.ts';

const waits: number[] = [];
const directory = () => createWecomDirectory({ ...wecomApp, wait: async (ms) => void waits.push(ms) });

onlyMockedNetwork();
beforeEach(() => {
  waits.length = 0;
  givesWecomToken('T');
});

function answers(path: string, answer: Record<string, unknown>, query: Record<string, string> = {}): void {
  wecomHost()
    .get(`/cgi-bin/${path}`)
    .query({ access_token: 'T', ...query })
    .reply(200, { errcode: 0, errmsg: 'ok', ...answer });
}

describe('staff', () => {
  test('a person in two departments is one; leaders by either list; who has left is left out', async () => {
    answers('department/list', {
      department: [
        { id: 1, name: '清溪小学', parentid: 0 },
        { id: 3, name: '三年级组', parentid: 1, department_leader: ['ZhangSan'] },
      ],
    });
    answers(
      'user/list',
      {
        userlist: [
          {
            userid: 'zhangsan',
            name: '张三',
            department: [1, 3],
            is_leader_in_dept: [0, 0],
            status: 1,
            extattr: { attrs: [{ type: 0, name: '工号', value: 'QX001' }] },
          },
          {
            userid: 'li',
            name: '李四',
            mobile: '13800000000',
            department: [1],
            is_leader_in_dept: [1],
            status: 4,
          },
        ],
      },
      { department_id: '1' },
    );
    answers(
      'user/list',
      {
        userlist: [
          { userid: 'ZHANGSAN', name: '张三', department: [1, 3] },
          { userid: 'gone', name: '已离职', department: [3], status: 5 },
        ],
      },
      { department_id: '3' },
    );
    const read = directory();
    expect(await read.readStaff()).toEqual({
      departments: [
        { id: '1', name: '清溪小学' },
        { id: '3', name: '三年级组' },
      ],
      staff: [
        { userId: 'zhangsan', name: '张三', number: 'QX001', leads: ['3'] },
        { userId: 'li', name: '李四', phone: '13800000000', leads: ['1'] },
      ],
    });
    expect(read.spent()).toEqual({ made: 3, metered: 0 });
  });

  test('an empty school is empty', async () => {
    answers('department/list', { department: [] });
    expect(await directory().readStaff()).toEqual({ departments: [], staff: [] });
  });

  test('an answer without its list is a broken answer, not an empty school', async () => {
    answers('department/list', {});
    expect(await refusalOf(directory().readStaff())).toMatchObject({ code: 'bad_answer' });
  });

  test.each([
    [60011, 'drop_recipient'],
    [48009, 'stop_account'],
    [60020, 'stop_account'],
  ])('%i ends the reading: a part is never taken for the whole', async (errcode, reaction) => {
    answers('department/list', { department: [{ id: 1, name: '学校' }] });
    answers('user/list', { errcode }, { department_id: '1' });
    const error = await refusalOf(directory().readStaff());
    expect(error).toMatchObject({ code: String(errcode), reaction: { do: reaction } });
  });

  test('a busy platform is asked again after the time it names', async () => {
    answers('department/list', { errcode: 45009 });
    answers('department/list', { department: [] });
    const read = directory();
    await read.readStaff();
    expect(waits).toEqual([60_000]);
    expect(read.spent().made).toBe(2);
  });
});

describe('home–school contacts', () => {
  test('classes with grade, number and teachers; graduated grades are left out', async () => {
    answers('school/department/list', {
      departments: [
        { id: 1, parentid: 0, name: '学校', type: 5 },
        { id: 2, parentid: 1, name: '一年级', type: 2, department_admins: [{ userid: 'head', type: 2 }] },
        {
          id: 3,
          parentid: 2,
          name: '一年级一班',
          type: 1,
          department_admins: [
            { userid: 'li', type: 3, subject: '语文' },
            { userid: 'wang', type: '4', subject: '数学' },
          ],
        },
        { id: 4, parentid: 2, name: '2班', type: 1 },
        { id: 5, parentid: 2, name: '兴趣组', type: 1 },
        {
          id: 6,
          parentid: 1,
          name: '六年级',
          type: 2,
          is_graduated: 1,
          department_admins: [{ userid: 'x', type: 2 }],
        },
        { id: 7, parentid: 6, name: '1班', type: 1 },
      ],
    });
    expect(await directory().listClasses()).toEqual({
      classes: [
        {
          id: '3',
          name: '一年级一班',
          grade: 1,
          number: 1,
          teachers: [
            { userId: 'li', role: 'homeroom_teacher' },
            { userId: 'wang', role: 'subject_teacher' },
          ],
        },
        { id: '4', name: '一年级2班', grade: 1, number: 2, teachers: [] },
        { id: '5', name: '一年级兴趣组', teachers: [] },
      ],
      gradeHeads: [{ userId: 'head', grade: 1 }],
    });
  });

  test('students and guardians of a class; what is missing stays open, what is broken is left out', async () => {
    answers(
      'school/user/list',
      { students: [{ student_userid: 's1', name: '王小明' }, { name: '没有账号' }] },
      {
        department_id: '3',
      },
    );
    answers(
      'school/user/list_parent',
      {
        parents: [
          {
            parent_userid: 'p1',
            mobile: '18000000000',
            is_subscribe: 1,
            external_userid: 'wm1',
            children: [
              { student_userid: 's1', relation: '爸爸' },
              { student_userid: 's2', relation: '隔壁邻居' },
            ],
          },
          { parent_userid: 'p2', is_subscribe: '0', children: [{ student_userid: 's1', relation: '外婆' }] },
          { parent_userid: 'p3' },
        ],
      },
      { department_id: '3' },
    );
    expect(await directory().readClass({ id: '3', name: '一年级一班', grade: 1, number: 1 })).toEqual({
      teachers: [],
      students: [{ userId: 's1', name: '王小明' }],
      guardians: [
        {
          userId: 'p1',
          phone: '18000000000',
          isSubscribed: true,
          children: [
            { studentUserId: 's1', relation: 'father' },
            { studentUserId: 's2', relation: 'other' },
          ],
        },
        {
          userId: 'p2',
          isSubscribed: false,
          children: [{ studentUserId: 's1', relation: 'grandmother_maternal' }],
        },
        { userId: 'p3', children: [] },
      ],
    });
  });

  test('a class that is empty is empty, one without its list is not', async () => {
    answers('school/user/list', { students: [] }, { department_id: '3' });
    answers('school/user/list_parent', { parents: null }, { department_id: '3' });
    const error = await refusalOf(directory().readClass({ id: '3', name: '' }));
    expect(error).toMatchObject({ code: 'bad_answer' });
  });

  test.each([65014, 65022])('%i names what the school has to set', async (errcode) => {
    answers('school/department/list', { errcode });
    const error = await refusalOf(directory().listClasses());
    expect(error).toMatchObject({ code: String(errcode), reaction: { do: 'stop_account' } });
  });
});
