/** WeCom's members and home–school contacts, as its API tells them (wecom.md §5.5, §5.6, §7). */
import type { GuardianRelation } from '../domain/vocabulary.ts';
import { type DirectoryTouch, peopleOfClass, type SchoolDirectory } from './school-directory.ts';
import type { BodyFields } from './wecom-callback-body.ts';
import type { SendCall } from './wecom-send-calls.ts';

const ok = { errcode: 0, errmsg: 'ok' };
const unitTypes = { class: 1, grade: 2, school: 5 } as const;
const adminTypes = { homeroomTeacher: 3, subjectTeacher: 4 } as const;
const relationWords: Readonly<Record<GuardianRelation, string>> = {
  mother: '妈妈',
  father: '爸爸',
  grandmother_paternal: '奶奶',
  grandfather_paternal: '爷爷',
  grandmother_maternal: '外婆',
  grandfather_maternal: '外公',
  other: '亲属',
};

export function wecomDirectoryCalls(current: () => SchoolDirectory): ReadonlyMap<string, SendCall> {
  const unitIn = (query: URLSearchParams): number => Number(query.get('department_id'));
  return new Map<string, SendCall>([
    [
      '/cgi-bin/department/list',
      () => ({
        ...ok,
        department: current().departments.map(({ id, name, parentId, leaders }) => ({
          id,
          name,
          parentid: parentId,
          order: 1,
          department_leader: leaders,
        })),
      }),
    ],
    [
      '/cgi-bin/user/list',
      (_body, { query }) => {
        const id = unitIn(query);
        if (current().departments.every((unit) => unit.id !== id))
          return { errcode: 60123, about: 'department_id' };
        return {
          ...ok,
          userlist: current()
            .staff.filter(({ departments }) => departments.includes(id))
            .map(toMember),
        };
      },
    ],
    ['/cgi-bin/school/department/list', () => ({ ...ok, departments: unitsOf(current()) })],
    [
      '/cgi-bin/school/user/list',
      (_body, { query }) => ({
        ...ok,
        students: peopleOfClass(current(), unitIn(query)).students.map(({ userId, name, classId }) => ({
          student_userid: userId,
          name,
          department: [classId],
        })),
      }),
    ],
    [
      '/cgi-bin/school/user/list_parent',
      (_body, { query }) => ({
        ...ok,
        parents: peopleOfClass(current(), unitIn(query)).guardians.map(
          ({ userId, phone, isSubscribed, children }) => ({
            parent_userid: userId,
            ...(phone === undefined ? {} : { mobile: phone }),
            is_subscribe: isSubscribed ? 1 : 0,
            children: children.map((child) => ({
              student_userid: child.userId,
              relation: relationWords[child.relation],
            })),
          }),
        ),
      }),
    ],
  ]);
}

function toMember({ userId, name, number, departments }: SchoolDirectory['staff'][number]) {
  return {
    userid: userId,
    name,
    department: departments,
    is_leader_in_dept: departments.map(() => 0),
    status: 1,
    extattr: { attrs: number === undefined ? [] : [{ type: 0, name: '工号', value: number }] },
  };
}

function unitsOf({ grades, classes }: SchoolDirectory) {
  return [
    { id: 1, parentid: 0, name: '学校', type: unitTypes.school },
    ...grades.map(({ id, name }) => ({ id, parentid: 1, name, type: unitTypes.grade, is_graduated: 0 })),
    ...classes.map(({ id, gradeId, name, adviser, teachers }) => ({
      id,
      parentid: gradeId,
      name,
      type: unitTypes.class,
      department_admins: [
        ...(adviser === undefined ? [] : [{ userid: adviser, type: adminTypes.homeroomTeacher }]),
        ...teachers.map((userid) => ({ userid, type: adminTypes.subjectTeacher })),
      ],
    })),
  ];
}

/** doc 90970 and 92032; the samples of the latter write `deparmtment`. */
export function directoryEvent({ what, id }: DirectoryTouch, isMisspelt: boolean): BodyFields {
  if (what === 'staff') return { Event: 'change_contact', ChangeType: 'update_user', UserID: id };
  const unit = isMisspelt ? 'deparmtment' : 'department';
  const type = { class: unit, student: 'student', guardian: 'parent' }[what];
  return { Event: 'change_school_contact', ChangeType: `update_${type}`, Id: id };
}
