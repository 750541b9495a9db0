/** The people of a WeCom school: members by department, and the home–school contacts class by class (wecom.md §5, §7). */
import type { z } from 'zod';
import type {
  ClassList,
  ClassRoll,
  DirectoryClass,
  DirectoryStaff,
  StaffDirectory,
} from '../../domain/directory/directory-read.ts';
import { relationOf } from '../../domain/directory/guardian-names.ts';
import { classOfNames, gradeOfName } from '../../domain/directory/unit-names.ts';
import { type Directory, PlatformError } from '../contract.ts';
import { createPacedCalls } from '../paced-calls.ts';
import { createWecomApi, type WecomApiConfig } from './api.ts';
import {
  departmentList,
  type Member,
  memberList,
  parentList,
  studentList,
  type Unit,
  unitList,
} from './directory-wire.ts';

export interface WecomDirectoryConfig extends WecomApiConfig {
  readonly wait: (ms: number) => Promise<void>;
  readonly callsPerSecond?: number;
}

/** Half of the 10,000 calls a minute that doc 90312 allows a corporation for each call. */
const defaultCallsPerSecond = 83;
const unitType = { class: 1, grade: 2 } as const;
const adminType = { gradeHead: 2, homeroomTeacher: 3, subjectTeacher: 4 } as const;
const leftStatus = 5;
const numberAttribute = /^(?:工号|教工号|职工号|员工号|教师编号)$/u;

export function createWecomDirectory(config: WecomDirectoryConfig): Directory {
  const api = createWecomApi(config);
  const calls = createPacedCalls({ callsPerSecond: defaultCallsPerSecond, ...config });

  async function ask<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    query: Readonly<Record<string, string>> = {},
  ): Promise<z.output<Schema>> {
    const answer = schema.safeParse(await calls.ask(() => api.get(path, query)));
    if (answer.success) return answer.data;
    throw new PlatformError('wecom', 'bad_answer', `${path}: the list is missing`, { do: 'retry' });
  }

  return {
    platform: 'wecom',
    isMetered: false,
    spent: () => ({ made: calls.made(), metered: 0 }),
    async readStaff(): Promise<StaffDirectory> {
      const { department } = await ask('/cgi-bin/department/list', departmentList);
      const staff = new Map<string, DirectoryStaff>();
      for (const { id } of department) {
        const { userlist } = await ask('/cgi-bin/user/list', memberList, { department_id: id });
        for (const member of userlist) {
          // WeCom compares ids without case (wecom.md §0.2); somebody stands in every department of his.
          const key = member.userid.toLowerCase();
          if (member.status === leftStatus || staff.has(key)) continue;
          const named = department
            .filter((unit) => unit.department_leader?.some((leader) => leader.toLowerCase() === key))
            .map((unit) => unit.id);
          staff.set(key, readMember(member, named));
        }
      }
      return {
        departments: department.map(({ id, name = '' }) => ({ id, name })),
        staff: [...staff.values()],
      };
    },
    async listClasses(): Promise<ClassList> {
      const { departments } = await ask('/cgi-bin/school/department/list', unitList);
      const byId = new Map(departments.map((unit) => [unit.id, unit]));
      return {
        classes: departments
          .filter(({ type }) => type === unitType.class)
          .map((unit) => ({ unit, grade: byId.get(unit.parentid ?? '') }))
          .filter(({ grade }) => grade?.is_graduated !== 1)
          .map(({ unit, grade }) => readUnit(unit, grade)),
        gradeHeads: departments
          .filter(({ type, is_graduated }) => type === unitType.grade && is_graduated !== 1)
          .flatMap((unit) => {
            const grade = gradeOfName(unit.name ?? '');
            return grade === undefined ? [] : adminsOf(unit, adminType.gradeHead, { grade });
          }),
      };
    },
    async readClass(unit): Promise<ClassRoll> {
      const query = { department_id: unit.id };
      const { students } = await ask('/cgi-bin/school/user/list', studentList, query);
      const { parents } = await ask('/cgi-bin/school/user/list_parent', parentList, query);
      return {
        teachers: unit.teachers ?? [],
        students: students.map(({ student_userid, name = '' }) => ({ userId: student_userid, name })),
        guardians: parents.map((parent) => ({
          userId: parent.parent_userid,
          ...(filled(parent.mobile) && { phone: parent.mobile }),
          ...(parent.is_subscribe === undefined ? {} : { isSubscribed: parent.is_subscribe === 1 }),
          children: (parent.children ?? []).map((child) => ({
            studentUserId: child.student_userid,
            relation: relationOf(child.relation),
          })),
        })),
      };
    },
  };
}

function readMember(member: Member, named: readonly string[]): DirectoryStaff {
  const { department = [], is_leader_in_dept: flags = [] } = member;
  const number = member.extattr?.attrs?.find(({ name }) => numberAttribute.test(name))?.value;
  return {
    userId: member.userid,
    name: member.name ?? '',
    ...(filled(member.mobile) && { phone: member.mobile }),
    ...(filled(number) && { number }),
    leads: [...new Set([...named, ...department.filter((_, place) => flags[place] === 1)])],
  };
}

function readUnit(unit: Unit, grade: Unit | undefined): DirectoryClass {
  const name = unit.name ?? '';
  return {
    id: unit.id,
    name: grade?.name === undefined || name.startsWith(grade.name) ? name : `${grade.name}${name}`,
    ...classOfNames(name, grade?.name),
    teachers: [
      ...adminsOf(unit, adminType.homeroomTeacher, { role: 'homeroom_teacher' as const }),
      ...adminsOf(unit, adminType.subjectTeacher, { role: 'subject_teacher' as const }),
    ],
  };
}

function adminsOf<Fact extends object>(unit: Unit, type: number, fact: Fact) {
  return (unit.department_admins ?? [])
    .filter((admin) => admin.type === type)
    .map(({ userid }) => ({ userId: userid, ...fact }));
}

function filled(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
