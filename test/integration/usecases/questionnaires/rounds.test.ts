/** A round from the morning it opens to its closing, through the real program on both platforms. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import type { RosterPlan } from '../../../../src/domain/roster/roster-plan.ts';
import type { Platform } from '../../../../src/domain/vocabulary.ts';
import type { PhoneMessage } from '../../../../src/sandbox/double.ts';
import { closeRound } from '../../../../src/usecases/questionnaires/close-round.ts';
import { submitAnswers } from '../../../../src/usecases/questionnaires/submit-answers.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/databases.ts';
import { aPhoneBrowser } from '../../../support/phone-browser.ts';
import { filledIn, openRound } from '../../../support/questionnaires.ts';
import {
  aRunningProgram,
  heard,
  pushes,
  type RunningProgram,
  shown,
} from '../../../support/running-program.ts';
import { aRoster, pairedOn } from '../../../support/schools.ts';

/** 张宇轩 has a mother on both platforms and a father on none; 王梓萱's mother does not follow the notices on WeCom. */
function families(): RosterPlan {
  const roster = aRoster();
  return {
    ...roster,
    guardians: [
      ...roster.guardians,
      { key: 'pa', name: '张卫东', children: [{ studentKey: 'zhang', relation: 'father' }] },
      { key: 'deaf', name: '何丽华', children: [{ studentKey: 'wang', relation: 'mother' }] },
    ],
    identities: [
      ...roster.identities,
      { personKind: 'guardian', personKey: 'deaf', platform: 'wecom', platformId: 'wdeaf' },
    ],
    roles: [
      { staffKey: 'qin', role: 'homeroom_teacher', classKey: '5.1' },
      { staffKey: 'zhou', role: 'homeroom_teacher', classKey: '5.2' },
      { staffKey: 'zhou', role: 'grade_head', grade: 5 },
    ],
  };
}

const random = () => randomBytes(32).toString('hex');

onEachDatabase('a round of the scheme', (database) => {
  test('SULOU-42 opens at eight, asks whoever can be reached, reminds twice, closes and forgets the order', async () => {
    await database().empty();
    const running = await aRunningProgram({
      database: database(),
      plan: families(),
      schemeId: 'sulou',
      // After the day of the mid-term round: it is left.
      startOn: readDay('2026-11-16'),
      now: new Date('2026-11-18T07:55:00+08:00'),
    });
    const { wecom, dingtalk } = running;
    await database().client.platformIdentity.updateMany({
      where: { userId: 'wdeaf' },
      data: { isSubscribed: false },
    });
    await running.tickAt('2026-11-18T07:59:00+08:00');
    expect(await rounds(running)).toEqual([]);

    await running.tickAt('2026-11-18T08:00:00+08:00');
    expect(await rounds(running)).toMatchObject([
      { ruleId: 'SULOU-42', scope: '5', title: '11月问卷', dueOn: '2026-11-25', closesOn: '2026-11-30' },
    ]);
    const notice = theOne([...pushes(wecom, 'wma'), ...pushes(dingtalk, 'dma')]);
    expect(shown(notice)).toContain('测试小学：家长问卷');
    expect(shown(notice)).toContain('不记名');
    expect(shown(notice)).not.toMatch(/张宇轩|林晓燕|马秀英/);
    expect(notice.link?.url ?? notice.text).toMatch(new RegExp(`${running.url}/f/[0-9a-f]{32}`));

    const isOnWecom = pushes(wecom, 'wma').length > 0;
    const [platform, userId] = isOnWecom ? [wecom, 'wma'] : [dingtalk, 'dma'];
    const page = await aPhoneBrowser().openAs(platform, userId, notice.link?.url ?? '');
    expect(page.status).toBe(200);
    expect(page.text).toContain('家长问卷');

    await running.tickAt('2026-11-18T16:00:00+08:00');
    const told = theOne(unreached([...heard(wecom, 'wqin'), ...heard(dingtalk, 'dqin')]));
    expect(told.title).not.toMatch(/张|王/);
    expect(told.text).toContain('4 名学生');
    expect(told.text).toContain('张宇轩的爸爸：没有账号');
    expect(told.text).toContain('王梓萱的妈妈：没有关注学校通知');
    const elsewhere = theOne(unreached([...heard(wecom, 'wzhou'), ...heard(dingtalk, 'dzhou')]));
    expect(shown(elsewhere)).toContain('2 名学生');
    expect(shown(elsewhere)).not.toMatch(/张宇轩|王梓萱/);

    await running.tickAt('2026-11-21T16:00:00+08:00');
    expect(familyPushes(running)).toHaveLength(2);
    expect(shown(familyPushes(running)[1])).toContain('还可以填');
    await running.tickAt('2026-11-22T16:00:00+08:00');
    expect(familyPushes(running)).toHaveLength(2);
    await answerAll(running, database());
    await running.tickAt('2026-11-24T16:00:00+08:00');
    expect(familyPushes(running)).toHaveLength(2);

    const before = await answerIds(database());
    await running.tickAt('2026-11-30T23:00:00+08:00');
    expect(await rounds(running)).not.toMatchObject([{ closedAt: expect.any(Date) }]);
    await running.tickAt('2026-12-01T00:00:00+08:00');
    expect(await rounds(running)).toMatchObject([{ closedAt: expect.any(Date) }]);
    const after = await database().client.answer.findMany({ orderBy: { id: 'asc' } });
    expect(after).toHaveLength(before.length);
    expect(after.filter(({ id }) => before.includes(id))).toEqual([]);
    expect(new Set(after.map(({ answeredOn }) => answeredOn))).toEqual(new Set(['2026-12-01']));
    expect(await database().client.answerDraft.count()).toBe(0);
    const lines = await database().client.auditLine.findMany({ where: { verb: { startsWith: 'round_' } } });
    expect(lines.map(({ verb, actorId }) => [verb, actorId])).toEqual([
      ['round_opened', null],
      ['round_closed', null],
    ]);
  });
});

describe('the closing', () => {
  onEachDatabase('beside sheets that are handed in', (database) => {
    test('loses none and doubles none', async () => {
      await database().empty();
      const running = await aRunningProgram({ database: database(), plan: manyFamilies(12) });
      const { storage } = running.program;
      const { roundId: round, invitations } = await openRound(running, {
        form: 'guardian',
        respondents: 'guardian',
      });
      const deps = { storage, newId: running.program.newId, newSecret: random };
      const now = running.clock.now();
      const hand = (id: string, personId: string) =>
        submitAnswers(deps, {
          answerer: { schoolId: running.school.id, personId },
          invitationId: id,
          given: filledIn({ overall: '3', to_say: id }),
          now,
        });
      const closing = { schoolId: running.school.id, roundId: round, now };
      const [ends, closed] = await Promise.all([
        Promise.all(invitations.map(({ id, personId }) => hand(id, personId))),
        closeRound(deps, closing),
      ]);
      const taken = ends.filter((end) => 'state' in end).length;
      expect(closed).toEqual({ state: 'closed', returned: taken });
      expect(
        ends.filter((end) => !('state' in end) && !('refused' in end && end.refused === 'closed')),
      ).toEqual([]);
      const answers = await database().client.answer.findMany();
      expect(answers).toHaveLength(taken);
      expect(answers.every(({ answeredOn }) => answeredOn !== null)).toBe(true);
    });
  });
});

describe('the notices of a large round', () => {
  onEachDatabase('that says the same to all', (database) => {
    test.each([
      ['wecom', '/cgi-bin/externalcontact/message/send', 1_010, 2],
      ['dingtalk', '/topapi/message/corpconversation/asyncsend_v2', 150, 2],
    ] as const)(
      'on %s leave in the fewest calls the platform allows',
      async (platform, path, guardians, fewest) => {
        await database().empty();
        const running = await aRunningProgram({
          database: database(),
          plan: manyFamilies(guardians, platform),
        });
        const { invitations } = await openRound(running, { form: 'guardian', respondents: 'guardian' });
        expect(invitations).toHaveLength(guardians);
        await running.tickAt(later(running, 1));
        await running.tickAt(later(running, 2));
        await running.tickAt(later(running, 3));
        const sends = running[platform].calls().filter((call) => call.path.startsWith(path));
        expect(sends).toHaveLength(fewest);
        const reached = Array.from({ length: guardians }, (_, index) => `${platform.slice(0, 1)}g${index}`);
        expect(reached.filter((userId) => pushes(running[platform], userId).length !== 1)).toEqual([]);
        expect(await running.program.storage.outbox.countByState()).toEqual({ sent: guardians });
      },
    );
  });
});

function later(running: RunningProgram, minutes: number): Date {
  return new Date(running.clock.now().getTime() + minutes * 60_000);
}

/** Lin's mentees each with one guardian who has an account on one platform. */
function manyFamilies(count: number, platform: Platform = 'wecom'): RosterPlan {
  const roster = aRoster();
  const keys = Array.from({ length: count }, (_, index) => `g${index}`);
  const digits = [...'零一二三四五六七八九'];
  const numbered = (index: number) => [...String(index)].map((digit) => digits[Number(digit)]).join('');
  return {
    ...roster,
    students: keys.map((key, index) => ({
      key: `s${key}`,
      name: `赵${numbered(index)}`,
      classKey: '5.1',
      categories: [],
    })),
    guardians: keys.map((key, index) => ({
      key,
      name: `钱${numbered(index)}`,
      children: [{ studentKey: `s${key}`, relation: 'mother' }],
    })),
    pairings: keys.map((key) => ({ mentorKey: 'lin', studentKey: `s${key}`, from: pairedOn })),
    identities: [
      ...roster.identities.filter(({ personKind }) => personKind === 'staff'),
      ...keys.map((personKey) => ({
        personKind: 'guardian' as const,
        personKey,
        platform,
        platformId: `${platform.slice(0, 1)}${personKey}`,
      })),
    ],
  };
}

function rounds({ program, school }: RunningProgram) {
  return program.storage.questionnaires.rounds(school.id);
}

function theOne(messages: readonly PhoneMessage[]): PhoneMessage {
  expect(messages).toHaveLength(1);
  const [message] = messages;
  if (message === undefined) throw new Error('nothing came');
  return message;
}

function unreached(messages: readonly PhoneMessage[]): readonly PhoneMessage[] {
  return messages.filter(({ title }) => title.includes('收不到通知'));
}

function familyPushes({ wecom, dingtalk }: RunningProgram): readonly PhoneMessage[] {
  return [...pushes(wecom, 'wma'), ...pushes(dingtalk, 'dma')];
}

async function answerAll({ program, school, clock }: RunningProgram, database: TestDatabase): Promise<void> {
  const deps = { storage: program.storage, newId: program.newId, newSecret: random };
  for (const { id, personId } of await database.client.invitation.findMany()) {
    const submitted = await submitAnswers(deps, {
      answerer: { schoolId: school.id, personId },
      invitationId: id,
      given: filledIn({ overall: '3', listens: '5' }),
      now: clock.now(),
    });
    expect(submitted).toMatchObject({ state: 'submitted' });
  }
}

async function answerIds(database: TestDatabase): Promise<readonly string[]> {
  return (await database.client.answer.findMany()).map(({ id }) => id);
}
