/** Years in a real database: classes go up, people leave and move, and every day before stays as it was. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Day, readDay } from '../../../src/domain/day.ts';
import { responsibleOn } from '../../../src/domain/years/responsibility.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import { changeMentors, recordAgreement } from '../../../src/usecases/people/change-mentor.ts';
import { changeClass } from '../../../src/usecases/years/change-class.ts';
import { keepYears } from '../../../src/usecases/years/keep-years.ts';
import { leaveSchool } from '../../../src/usecases/years/leave-school.ts';
import { planPromotionOn } from '../../../src/usecases/years/planned-promotion.ts';
import {
  foreseePromotion,
  promoteSchool,
  takeBackPromotion,
} from '../../../src/usecases/years/promote-school.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aRunningProgram, type RunningProgram, saying } from '../../support/running-program.ts';
import { aRoster, mentees, othersMentees } from '../../support/schools.ts';

const september = readDay('2027-09-01');
const firstMorning = new Date('2027-09-01T08:00:00+08:00');

onEachDatabase('school years', (database) => {
  let running: RunningProgram;
  let deps: { storage: Storage; newId: () => string };
  let schoolId: string;
  beforeEach(async () => {
    await database().empty();
    const plan = aRoster();
    running = await aRunningProgram({
      database: database(),
      plan: {
        ...plan,
        classes: [...plan.classes, { key: '6.1', grade: 6, number: 1 }],
        students: [...plan.students, { key: 'big', name: '何一鸣', classKey: '6.1' }],
        pairings: [...plan.pairings, { mentorKey: 'qin', studentKey: 'big' }],
        roles: [
          { staffKey: 'qin', role: 'homeroom_teacher', classKey: '5.1' },
          { staffKey: 'zhou', role: 'homeroom_teacher', classKey: '6.1' },
          { staffKey: 'zhou', role: 'grade_head', grade: 6 },
        ],
      },
    });
    deps = { storage: running.program.storage, newId: randomUUID };
    schoolId = running.school.id;
  });
  const roster = async () => deps.storage.roster(await deps.storage.schools.get(schoolId));
  const responsible = async (name: string, on: Day) =>
    responsibleOn((await roster()).facts, await running.personId(name), on);
  const ids = (...names: string[]) => Promise.all(names.map((name) => running.personId(name)));
  const promote = () =>
    promoteSchool(deps, {
      schoolId,
      on: september,
      teachersFollow: true,
      classNameOf: (grade, number) => `${grade}年级${number}班`,
      now: firstMorning,
    });

  describe('promotion', () => {
    test('takes classes, mentors and class teachers up a grade; the top grade leaves', async () => {
      const [lin, qin] = await ids('林晓燕', '秦望舒');
      expect(await promote()).toMatchObject({ promoted: { graduatingGrades: [6] } });
      expect(await responsible(mentees.zhang, september)).toMatchObject({
        place: { classKey: '6.1', grade: '6' },
        mentorIds: [lin],
        homeroomIds: [qin],
      });
      expect(await responsible('何一鸣', september)).toBeUndefined();
      expect((await roster()).pupils.map(({ name }) => name)).not.toContain('何一鸣');
      expect((await roster()).classNames.get('6.2')).toBe('6年级2班');
    });

    test('leaves the day before as it was', async () => {
      const [lin, qin, zhou] = await ids('林晓燕', '秦望舒', '周建国');
      await promote();
      const dayBefore = readDay('2027-08-31');
      expect(await responsible(mentees.zhang, dayBefore)).toMatchObject({
        place: { classKey: '5.1' },
        mentorIds: [lin],
        homeroomIds: [qin],
      });
      expect(await responsible('何一鸣', dayBefore)).toMatchObject({ mentorIds: [qin], homeroomIds: [zhou] });
    });

    test('is looked at first, and nothing is written', async () => {
      const before = await facts();
      const foreseen = await foreseePromotion(deps.storage, { schoolId, on: september });
      expect(foreseen).toMatchObject({ graduatingGrades: [6], graduates: [{ classKey: '6.1' }] });
      expect(foreseen.moves).toHaveLength(6);
      expect(await facts()).toEqual(before);
    });

    test('is not done twice in a year, and is taken back the same day as if it had never been', async () => {
      const before = await facts();
      await promote();
      expect(await facts()).not.toEqual(before);
      expect(await promote()).toEqual({ refused: 'promoted_already' });
      expect(await takeBackPromotion(deps, { schoolId, now: firstMorning })).toEqual({ moved: 6 });
      expect(await facts()).toEqual(before);
      expect(await takeBackPromotion(deps, { schoolId, now: firstMorning })).toEqual({ refused: 'nothing' });
    });

    test('stands on the next day', async () => {
      await promote();
      const nextDay = new Date('2027-09-02T08:00:00+08:00');
      expect(await takeBackPromotion(deps, { schoolId, now: nextDay })).toEqual({ refused: 'another_day' });
    });

    test('that was planned happens on its morning and not before', async () => {
      await deps.storage.transaction((tables) =>
        planPromotionOn(
          { tables, newId: randomUUID },
          { schoolId, on: september, teachersFollow: false, now: new Date('2027-08-20T02:00:00Z') },
        ),
      );
      const morning = async (day: string) =>
        keepYears(
          deps,
          await deps.storage.schools.get(schoolId),
          readDay(day),
          new Date(`${day}T00:01:00+08:00`),
        );
      await morning('2027-08-31');
      expect((await responsible(mentees.zhang, september))?.place.classKey).toBe('5.1');
      await morning('2027-09-01');
      expect(await responsible(mentees.zhang, september)).toMatchObject({
        place: { classKey: '6.1' },
        homeroomIds: [],
      });
      expect(await morning('2027-09-02')).toBe(0);
    });

    async function facts() {
      const { client } = database();
      const people = await client.person.findMany({ orderBy: { id: 'asc' } });
      const enrolments = await client.enrolment.findMany({ orderBy: { id: 'asc' } });
      const roles = await client.roleAssignment.findMany({ orderBy: { id: 'asc' } });
      const pairings = await client.pairing.findMany({ orderBy: { id: 'asc' } });
      return { people, enrolments, roles, pairings };
    }
  });

  test('an agreement signed on paper is written down by the office', async () => {
    const [qin, sun] = await ids('秦望舒', othersMentees.sun);
    const now = running.clock.now();
    const studentId = sun ?? '';
    await changeMentors(deps, {
      schoolId,
      studentIds: [studentId],
      change: { verb: 'assign', mentorId: qin ?? '', fromOn: readDay('2026-10-01') },
      now,
    });
    const signed = { schoolId, studentId, signedOn: readDay('2026-10-08'), now };
    expect(await recordAgreement(deps, signed)).toMatchObject({ state: 'signed' });
    const own = (await roster()).pairingsOf
      .get(qin ?? '')
      ?.find((pairing) => pairing.studentId === studentId);
    expect(own).toMatchObject({ signedOn: '2026-10-08' });
    expect(await recordAgreement(deps, signed)).toMatchObject({ refused: 'no_pairing' });
  });

  test('a mentor who leaves leaves a list of students with nobody', async () => {
    const [zhou, qin, chen, sun] = await ids('周建国', '秦望舒', othersMentees.chen, othersMentees.sun);
    await changeMentors(deps, {
      schoolId,
      studentIds: [sun ?? ''],
      change: { verb: 'assign', mentorId: qin ?? '', fromOn: readDay('2026-10-01') },
      now: running.clock.now(),
    });
    const lastOn = readDay('2026-11-18');
    const leaving = {
      schoolId,
      personId: zhou ?? '',
      why: 'left',
      lastOn,
      now: running.clock.now(),
    } as const;
    expect(await leaveSchool(deps, leaving)).toEqual({ leftAlone: [chen] });
    expect(await leaveSchool(deps, leaving)).toEqual({ refused: 'left_already' });
    expect((await responsible(othersMentees.chen, lastOn))?.mentorIds).toEqual([zhou]);
    expect((await responsible(othersMentees.chen, readDay('2026-11-19')))?.mentorIds).toEqual([]);
    expect((await responsible(othersMentees.sun, readDay('2026-11-19')))?.mentorIds).toEqual([qin]);
    expect(JSON.stringify(await saying(running.wecom, 'wzhou', '我的学生'))).not.toContain(
      othersMentees.chen,
    );
  });

  test('a student moves to another class, leaves, and comes back', async () => {
    const [zhang] = await ids(mentees.zhang);
    const studentId = zhang ?? '';
    const now = running.clock.now();
    const at = async (on: string) => (await responsible(mentees.zhang, readDay(on)))?.place.classKey;
    const move = (classKey: string, fromOn: string) =>
      changeClass(deps, { schoolId, studentId, classKey, fromOn: readDay(fromOn), now });
    expect(await move('5.2', '2026-10-12')).toEqual({ state: 'moved' });
    expect(await move('5.2', '2026-10-13')).toEqual({ refused: 'there_already' });
    expect([await at('2026-10-11'), await at('2026-10-12')]).toEqual(['5.1', '5.2']);
    await leaveSchool(deps, {
      schoolId,
      personId: studentId,
      why: 'transferred',
      lastOn: readDay('2026-11-01'),
      now,
    });
    expect([await at('2026-11-01'), await at('2026-11-02')]).toEqual(['5.2', undefined]);
    expect(await move('5.1', '2026-11-16')).toEqual({ state: 'returned' });
    expect([await at('2026-11-01'), await at('2026-11-02')]).toEqual(['5.2', undefined]);
    expect((await responsible(mentees.zhang, readDay('2026-11-16')))?.mentorIds).toEqual([]);
  });
});
