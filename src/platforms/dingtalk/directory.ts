/** The people of a DingTalk school: users by department, and the home–school contacts class by class (dingtalk.md §7, §8). */
import type { z } from 'zod';
import type {
  ClassList,
  ClassRoll,
  DirectoryClass,
  DirectoryGuardian,
  DirectoryStaff,
  StaffDirectory,
} from '../../domain/directory/directory-read.ts';
import { ownName, relationOf } from '../../domain/directory/guardian-names.ts';
import { classOfNames, gradeOfName } from '../../domain/directory/unit-names.ts';
import type { GuardianRelation } from '../../domain/vocabulary.ts';
import { type Directory, PlatformError } from '../contract.ts';
import { createPacedCalls } from '../paced-calls.ts';
import { type AppCallsConfig, createAppCalls } from './app-calls.ts';
import {
  departments,
  memberPage,
  relationPage,
  rolePage,
  type Unit,
  uniform,
  unitPage,
} from './directory-wire.ts';
import { createAccessToken, type TokenConfig } from './token.ts';

export interface DingtalkDirectoryConfig extends TokenConfig, AppCallsConfig {
  readonly wait: (ms: number) => Promise<void>;
  readonly callsPerSecond?: number;
}

/** Half of the 20 calls a second of the standard edition (dingtalk.md §11.1). */
const defaultCallsPerSecond = 10;
const rootDepartment = '1';
const staffPageSize = 100;
const schoolPageSize = 30;
/** Beyond any school: a platform that always says "more" must not be asked for ever. */
const mostPages = 2_000;
const firstGradeOf: Readonly<Record<string, number>> = {
  primary_school: 1,
  middle_school: 7,
  high_school: 10,
};

/** dingtalk.md §7.2 */
const relationCodes: Readonly<Record<string, GuardianRelation>> = {
  F: 'father',
  M: 'mother',
  GF: 'grandfather_paternal',
  GM: 'grandmother_paternal',
  GFA: 'grandfather_maternal',
  GMA: 'grandmother_maternal',
};

export function createDingtalkDirectory(config: DingtalkDirectoryConfig): Directory {
  const app = createAppCalls(config, createAccessToken(config));
  const paced = createPacedCalls({ callsPerSecond: defaultCallsPerSecond, ...config });
  let metered = 0;

  async function ask<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    body: Readonly<Record<string, unknown>>,
  ): Promise<z.output<Schema>> {
    const answer = await paced.ask(() => {
      if (path.startsWith(meteredPaths)) metered += 1;
      return app.post('oapi', path, body, { sendsMessage: false });
    });
    const { result } = uniform(answer) as { readonly result?: unknown };
    const read = schema.safeParse(result);
    if (read.success) return read.data;
    throw new PlatformError('dingtalk', 'unreadable', `${path}: the list is missing`, { do: 'retry' });
  }

  /** Pages of `topapi/edu` are counted from 1. */
  async function pages<Page extends { readonly hasmore: boolean }, Entry>(
    path: string,
    schema: z.ZodType<Page>,
    body: Readonly<Record<string, unknown>>,
    entriesOf: (page: Page) => readonly Entry[],
  ): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const read = await ask(path, schema, { ...body, page_no: page, page_size: schoolPageSize });
      entries.push(...entriesOf(read));
      if (!read.hasmore) return entries;
    }
    throw new PlatformError('dingtalk', 'endless', `${path}: no end of pages`, { do: 'retry' });
  }

  const inRole = (classId: string, role: 'teacher' | 'student' | 'guardian') =>
    pages(`${schoolPath}/user/list`, rolePage, { class_id: classId, role }, ({ details }) => details);

  return {
    platform: 'dingtalk',
    isMetered: true,
    spent: () => ({ made: paced.made(), metered }),
    async readStaff(): Promise<StaffDirectory> {
      const known = await departmentTree(ask);
      const staff = new Map<string, DirectoryStaff>();
      for (const { id } of known) {
        for (const member of await membersOf(ask, id)) {
          const before = staff.get(member.userId);
          const leads = [...(before?.leads ?? []), ...member.leads];
          staff.set(member.userId, { ...(before ?? member), leads });
        }
      }
      return { departments: known, staff: [...staff.values()] };
    },
    async listClasses(): Promise<ClassList> {
      const classes: DirectoryClass[] = [];
      let open: readonly Place[] = [{}];
      while (open.length > 0) {
        const below: Place[] = [];
        for (const place of open) {
          const units = await pages(
            `${schoolPath}/dept/list`,
            unitPage,
            place.id === undefined ? {} : { super_id: Number(place.id) },
            ({ details }) => details,
          );
          for (const unit of units) {
            if (unit.depttype === 'class') classes.push(readClassUnit(unit, place));
            else below.push(placeBelow(unit, place));
          }
        }
        open = below;
      }
      return { classes, gradeHeads: [] };
    },
    async readClass({ id }): Promise<ClassRoll> {
      const [teachers, students, guardians, relations] = await Promise.all([
        inRole(id, 'teacher'),
        inRole(id, 'student'),
        inRole(id, 'guardian'),
        pages(
          `${schoolPath}/user/relation/list`,
          relationPage,
          { class_id: id },
          ({ relations }) => relations,
        ),
      ]);
      return {
        teachers: teachers.map(({ userid, feature }) => ({
          userId: userid,
          role: feature.isadviser ? 'homeroom_teacher' : 'subject_teacher',
        })),
        students: students.map(({ userid, unionid, name = '', feature }) => ({
          userId: userid,
          name,
          ...unionIdOf(unionid),
          ...(filled(feature.studentno) && { number: feature.studentno }),
        })),
        guardians: guardians.map(({ userid, unionid, name }): DirectoryGuardian => {
          const own = ownName(name);
          return {
            userId: userid,
            ...unionIdOf(unionid),
            ...(own === undefined ? {} : { name: own }),
            children: relations
              .filter((relation) => relation.fromuserid === userid)
              .map((relation) => ({
                studentUserId: relation.touserid,
                relation: relationCodes[relation.relationcode ?? ''] ?? relationOf(relation.relationname),
              })),
          };
        }),
      };
    },
  };
}

type Ask = <Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  body: Readonly<Record<string, unknown>>,
) => Promise<z.output<Schema>>;

const schoolPath = '/topapi/edu';
/** Contacts are free of charge; the home–school contacts are not (dingtalk.md §11.1). */
const meteredPaths = `${schoolPath}/`;

async function departmentTree(ask: Ask): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const known = [{ id: rootDepartment, name: '' }];
  // A list that grows while it is walked: level by level.
  for (const { id } of known) {
    const below = await ask('/topapi/v2/department/listsub', departments, { dept_id: Number(id) });
    known.push(
      ...below
        .filter(({ deptid }) => known.every((other) => other.id !== deptid))
        .map(({ deptid, name = '' }) => ({ id: deptid, name })),
    );
  }
  return known;
}

async function membersOf(ask: Ask, departmentId: string): Promise<readonly DirectoryStaff[]> {
  const members: DirectoryStaff[] = [];
  let cursor = 0;
  for (let page = 1; page <= mostPages; page += 1) {
    const body = { dept_id: Number(departmentId), cursor, size: staffPageSize };
    const { list, hasmore, nextcursor } = await ask('/topapi/v2/user/list', memberPage, body);
    members.push(
      ...list.map(({ userid, unionid, name = '', mobile, jobnumber, leader }) => ({
        userId: userid,
        name,
        ...unionIdOf(unionid),
        ...(filled(mobile) && { phone: mobile }),
        ...(filled(jobnumber) && { number: jobnumber }),
        leads: leader ? [departmentId] : [],
      })),
    );
    if (!hasmore) return members;
    if (nextcursor === undefined || nextcursor <= cursor) break;
    cursor = nextcursor;
  }
  throw new PlatformError('dingtalk', 'endless', 'user/list: no end of pages', { do: 'retry' });
}

/** Where in the tree a list was asked for. */
interface Place {
  readonly id?: string;
  readonly name?: string;
  readonly periodType?: string;
  readonly grade?: number;
}

function placeBelow(unit: Unit, place: Place): Place {
  const { periodtype, gradelevel } = unit.feature;
  const periodType = periodtype ?? place.periodType;
  const first = firstGradeOf[periodType ?? ''];
  const grade =
    first !== undefined && gradelevel !== undefined && unit.depttype === 'grade'
      ? first + gradelevel - 1
      : gradeOfName(unit.name ?? '');
  return {
    id: unit.deptid,
    ...(unit.name === undefined ? {} : { name: unit.name }),
    ...(periodType === undefined ? {} : { periodType }),
    ...(grade === undefined ? {} : { grade }),
  };
}

function readClassUnit(unit: Unit, place: Place): DirectoryClass {
  const name = unit.name ?? unit.nick ?? '';
  const shown = place.name === undefined || name.startsWith(place.name) ? name : `${place.name}${name}`;
  const number = unit.feature.classlevel;
  const known =
    place.grade !== undefined && number !== undefined ? { grade: place.grade, number } : undefined;
  return { id: unit.deptid, name: shown, ...(known ?? classOfNames(name, place.name)) };
}

/** Pupils without a phone have an empty one. */
function unionIdOf(unionId: string | undefined): { unionId?: string } {
  return filled(unionId) ? { unionId } : {};
}

function filled(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
