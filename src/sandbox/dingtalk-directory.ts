/**
 * DingTalk's users and home–school contacts, as its API tells them (dingtalk.md §7.2, §8): pages of thirty, features as
 * JSON in a string, now `class_id` and now `classId`, numbers as words.
 */
import type { GuardianRelation } from '../domain/vocabulary.ts';
import { type Answer, oldError, oldOk } from './dingtalk-answers.ts';
import { type DirectoryTouch, peopleOfClass, type SchoolDirectory } from './school-directory.ts';

type Body = Readonly<Record<string, unknown>>;

const schoolPath = '/topapi/edu/';
const periodId = 2;
const pageLimit = 30;
const relationCodes: Readonly<Record<GuardianRelation, string>> = {
  mother: 'M',
  father: 'F',
  grandmother_paternal: 'GM',
  grandfather_paternal: 'GF',
  grandmother_maternal: 'GMA',
  grandfather_maternal: 'GFA',
  other: 'O',
};
const composed: Readonly<Record<string, string>> = { M: '妈妈', F: '爸爸' };

/** Whether a call of this path counts against the month (dingtalk.md §11.1). */
export function isMeteredDirectoryCall(path: string): boolean {
  return path.startsWith(schoolPath);
}

/** `undefined` where the path is none of a directory. */
export function dingtalkDirectoryAnswer(
  directory: SchoolDirectory,
  path: string,
  body: Body,
): Answer | undefined {
  switch (path) {
    case '/topapi/v2/department/listsub':
      return oldOk({
        result: directory.departments
          .filter(({ parentId, id }) => parentId === Number(body['dept_id'] ?? 1) && id !== 1)
          .map(({ id, name, parentId }) => ({ dept_id: id, name, parent_id: parentId })),
      });
    case '/topapi/v2/user/list':
      return users(directory, body);
    case `${schoolPath}dept/list`:
      return paged(body, unitsBelow(directory, body['super_id']), 'details');
    case `${schoolPath}user/list`:
      return paged(body, inRole(directory, Number(body['class_id']), body['role']), 'details');
    case `${schoolPath}user/relation/list`:
      return paged(body, relations(directory, Number(body['class_id'])), 'relations');
    default:
      return undefined;
  }
}

function users({ departments, staff }: SchoolDirectory, body: Body): Answer {
  const unit = departments.find(({ id }) => id === Number(body['dept_id']));
  const [from, size] = [Number(body['cursor']), Number(body['size'])];
  if (unit === undefined) return oldError(60003);
  if (!(size >= 1 && size <= 100)) return oldError(400002);
  const members = staff.filter((member) => member.departments.includes(unit.id));
  const hasMore = from + size < members.length;
  return oldOk({
    result: {
      has_more: hasMore,
      ...(hasMore ? { next_cursor: from + size } : {}),
      list: members.slice(from, from + size).map(({ userId, name, number }) => ({
        userid: userId,
        unionid: `union-${userId}`,
        name,
        ...(number === undefined ? {} : { job_number: number }),
        leader: unit.leaders.includes(userId),
        dept_id_list: [unit.id],
      })),
    },
  });
}

function paged(body: Body, entries: readonly Body[], name: string): Answer {
  const [page, size] = [Number(body['page_no']), Number(body['page_size'])];
  if (!(page >= 1 && size >= 1 && size <= pageLimit)) return oldError(400002);
  const result = {
    has_more: page * size < entries.length,
    [name]: entries.slice((page - 1) * size, page * size),
  };
  return oldOk({ success: true, result });
}

function unitsBelow({ grades, classes }: SchoolDirectory, superId: unknown): readonly Body[] {
  if (superId === undefined) {
    const feature = '{"period_type":"primary_school","name_mode":"text"}';
    return grades.length === 0
      ? []
      : [{ dept_id: periodId, name: '小学', dept_type: 'period', contact_type: 'classic', feature }];
  }
  if (Number(superId) === periodId)
    return grades.map(({ id, grade, name }) => ({
      dept_id: id,
      name,
      dept_type: 'grade',
      contact_type: 'classic',
      feature: JSON.stringify({ grade_level: String(grade) }),
    }));
  return classes
    .filter(({ gradeId }) => gradeId === Number(superId))
    .map(({ id, name, number }) => ({
      dept_id: id,
      name,
      dept_type: 'class',
      contact_type: 'classic',
      feature: JSON.stringify({ class_level: number }),
    }));
}

function inRole(directory: SchoolDirectory, classId: number, role: unknown): readonly Body[] {
  const { students, guardians } = peopleOfClass(directory, classId);
  const unit = directory.classes.find(({ id }) => id === classId);
  if (role === 'student')
    return students.map(({ userId, name, number }) => ({
      userid: userId,
      unionid: '',
      class_id: classId,
      role,
      name,
      feature: JSON.stringify(number === undefined ? {} : { student_no: number }),
    }));
  if (role === 'guardian')
    return guardians.map(({ userId, children }) => {
      const [child] = children;
      const of = students.find((student) => student.userId === child?.userId)?.name ?? '';
      const word = composed[relationCodes[child?.relation ?? 'other']] ?? '家长';
      return {
        userid: userId,
        unionid: `union-${userId}`,
        classId,
        role,
        name: `${of}${word}`,
        feature: '{}',
      };
    });
  const isAdviser = (userId: string): Body => ({
    userid: userId,
    role,
    class_id: classId,
    feature: '{"is_adviser":"1"}',
  });
  return [
    ...(unit?.adviser === undefined ? [] : [isAdviser(unit.adviser)]),
    ...(unit?.teachers ?? []).map((userid) => ({
      userid,
      role,
      class_id: classId,
      feature: '{"is_adviser":0}',
    })),
  ];
}

function relations(directory: SchoolDirectory, classId: number): readonly Body[] {
  const { students, guardians } = peopleOfClass(directory, classId);
  const here = new Set(students.map(({ userId }) => userId));
  return guardians.flatMap(({ userId, children }) =>
    children
      .filter((child) => here.has(child.userId))
      .map((child) => ({
        classId,
        from_userid: userId,
        'to_userid\t': child.userId,
        relation_code: relationCodes[child.relation],
      })),
  );
}

/** dingtalk.md §3.4: three spellings of one key, and a sample with a TAB in it. */
export function directoryEvent({ what, id, classId }: DirectoryTouch, isMisspelt: boolean): Body {
  if (what === 'staff') return { EventType: 'user_modify_org', [isMisspelt ? 'UserId' : 'userId']: [id] };
  if (what === 'class') return { EventType: 'edu_dept_update', [isMisspelt ? 'DeptId\t' : 'dept_id']: id };
  const inClass = { [isMisspelt ? 'ClassId\t' : 'class_id']: classId };
  if (what === 'guardian') return { EventType: 'edu_user_relation_update', fromUserid: id, ...inClass };
  return { EventType: 'edu_user_update', userid: id, role: 'student', ...inClass };
}
