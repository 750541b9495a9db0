/** A platform that is busy, away, forgetful or strict: every push arrives, none twice where anybody can help it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import {
  aProgram,
  aRunningProgram,
  pushes,
  type RunningProgram,
  saying,
  thursdayReminders,
} from '../../support/running-program.ts';
import { mentees } from '../../support/schools.ts';
import { hour, minute, second } from '../../support/test-clock.ts';

onEachDatabase('a reminder', (database) => {
  let running: RunningProgram;
  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
  });

  const reminders = () => database().client.outboxNotice.findMany({ where: { card: 'reminder' } });
  const states = async () => [...new Set((await reminders()).map(({ state }) => state))];
  const after = (ms: number) => new Date(thursdayReminders.getTime() + ms);

  describe('on WeCom', () => {
    beforeEach(async () => {
      for (const userId of ['wlin', 'wzhou']) await saying(running.wecom, userId, '帮助');
    });
    const arrived = () => pushes(running.wecom, 'wlin').length;
    const sends = () => running.wecom.calls().filter(({ path }) => path.startsWith('/cgi-bin/message/send'));
    /** The reminders, without the answers that travel the same way. */
    const sendsToLin = () =>
      sends()
        .map(({ body }) => JSON.stringify(body))
        .filter((body) => body.includes('"wlin"') && body.includes('这几天还有'));
    const reminded = () =>
      pushes(running.wecom, 'wlin').filter(({ title }) => title.startsWith('这几天还有')).length;

    test('that is refused as busy is tried again after a growing delay', async () => {
      running.wecom.setFault({ kind: 'busy' });
      await running.tickAt(thursdayReminders);
      const delays: number[] = [];
      for (let tries = 0; tries < 9; tries += 1) {
        const waiting = await waitingUntil();
        if (waiting === undefined) break;
        delays.push((waiting.getTime() - running.clock.now().getTime()) / second);
        await running.tickAt(waiting);
      }
      expect(delays).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 1800]);
    });

    test('is given up when the next try would come after its window', async () => {
      running.wecom.setFault({ kind: 'busy' });
      await running.tickAt(thursdayReminders);
      await running.tickAt('2026-11-22T20:29:50+08:00');
      expect(await states()).toContain('dead');
    });

    test('that was given up shows the last refusal', async () => {
      running.wecom.setFault({ kind: 'busy' });
      await running.tickAt(thursdayReminders);
      expect((await reminders()).map(({ lastError }) => lastError)).toContain('-1');
    });

    async function waitingUntil(): Promise<Date | undefined> {
      const rows = await reminders();
      return rows.find(({ state }) => state === 'waiting')?.notBeforeAt;
    }

    test('meets a token that was killed, and arrives all the same', async () => {
      running.wecom.setFault({ kind: 'token_killed' });
      await running.tickAt(thursdayReminders);
      expect(arrived()).toBe(1);
    });

    test('of several people at once costs one new token', async () => {
      await running.tickAt(thursdayReminders);
      const before = tokens();
      running.wecom.expireTokens();
      await running.tickAt('2026-11-26T16:00:00+08:00');
      expect(tokens() - before).toBeLessThanOrEqual(2);
    });
    const tokens = () => running.wecom.calls().filter(({ path }) => path.includes('/gettoken')).length;

    test('waits out an outage and arrives once', async () => {
      running.wecom.setFault({ kind: 'outage', until: after(10 * minute) });
      for (const minutes of [0, 1, 2, 5, 9]) await running.tickAt(after(minutes * minute));
      const during = arrived();
      for (const minutes of [20, 30, 40]) await running.tickAt(after(minutes * minute));
      expect([during, arrived()]).toEqual([0, 1]);
    });

    test('whose answer got lost is repeated and shows once', async () => {
      running.wecom.setFault({ kind: 'accept_then_drop_connection', until: after(second) });
      await running.tickAt(thursdayReminders);
      await running.tickAt(after(minute));
      expect({ calls: sends().length > 2, arrived: arrived(), states: await states() }).toEqual({
        calls: true,
        arrived: 1,
        states: ['sent'],
      });
    });

    test('that is repeated carries the same bytes', async () => {
      running.wecom.setFault({ kind: 'accept_then_drop_connection', until: after(second) });
      await running.tickAt(thursdayReminders);
      await running.tickAt(after(minute));
      const bodies = sends().map(({ body }) => JSON.stringify(body));
      expect(new Set(bodies).size).toBe(2);
    });

    describe('whose answer got lost', () => {
      beforeEach(async () => {
        running.wecom.setFault({ kind: 'accept_then_drop_connection', until: after(second) });
        await running.tickAt(thursdayReminders);
        running.clock.advance(2 * second);
      });

      test.each([
        ['a talk was logged', '今天和张宇轩谈了', minute],
        ['a promise was made', '今天和张宇轩谈了，答应他明天一起看书', minute],
        // Asked back, and not answered for half an hour.
        ['a draft came to be', '今天和梓萱谈了座位', 31 * minute],
      ])('is repeated to the letter although meanwhile %s', async (_name, text, later) => {
        await saying(running.wecom, 'wlin', text);
        await running.tickAt(after(later));
        const [first, ...again] = sendsToLin();
        expect([again, reminded(), await states()]).toEqual([[first], 1, ['sent']]);
      });

      test('is not repeated where everything was done meanwhile', async () => {
        for (const name of Object.values(mentees)) await saying(running.wecom, 'wlin', `今天和${name}谈了`);
        await running.tickAt(after(minute));
        expect([sendsToLin().length, reminded(), (await states()).sort()]).toEqual([
          1,
          1,
          ['dropped', 'sent'],
        ]);
      });

      test('too long ago for the platform to drop the same says what is true now, and counts as arrived', async () => {
        await saying(running.wecom, 'wlin', '今天和张宇轩谈了');
        await running.tickAt(after(4 * hour + minute));
        const [first, again] = sendsToLin();
        expect([again === first, reminded(), (await states()).sort()]).toEqual([
          false,
          1,
          ['dropped', 'sent'],
        ]);
      });
    });

    test('that was refused for sure does not name who was met meanwhile', async () => {
      running.wecom.setFault({ kind: 'rate_limited', until: after(second) });
      await running.tickAt(thursdayReminders);
      running.clock.advance(2 * second);
      await saying(running.wecom, 'wlin', '今天和张宇轩谈了');
      await running.tickAt(after(2 * minute));
      const told = pushes(running.wecom, 'wlin').filter(({ text }) => text.includes(mentees.zhang));
      expect([told, reminded(), (await states()).sort()]).toEqual([[], 1, ['dropped', 'sent']]);
    });

    test('asks the platform to drop doubles', async () => {
      await running.tickAt(thursdayReminders);
      expect(sends()[0]?.body).toMatchObject({ enable_duplicate_check: 1, duplicate_check_interval: 14_400 });
    });

    test('to somebody the platform does not know is refused for good, and the others get theirs', async () => {
      running.wecom.setPeople([{ userId: 'wzhou', name: '周建国', kind: 'staff', subscribed: true }]);
      await running.tickAt(thursdayReminders);
      expect({
        states: [...(await states())].sort(),
        lin: arrived(),
        zhou: pushes(running.wecom, 'wzhou').length,
      }).toEqual({ states: ['refused', 'sent'], lin: 0, zhou: 1 });
    });

    test('beyond the rate waits at least the minute of the block', async () => {
      running.wecom.setFault({ kind: 'rate_limited' });
      await running.tickAt(thursdayReminders);
      const [row] = await reminders();
      expect(row?.notBeforeAt.getTime()).toBeGreaterThanOrEqual(after(minute).getTime());
    });

    describe('from an address the platform does not trust', () => {
      beforeEach(async () => {
        running.wecom.distrustAddress('203.0.113.7');
        await running.tickAt(thursdayReminders);
      });

      test('stops the account with the platform’s number', async () => {
        expect(await running.program.storage.schools.account('wecom', 'main')).toMatchObject({
          stopReason: '60020',
          stoppedAt: thursdayReminders,
        });
      });

      test('stays in the outbox', async () => {
        expect(await states()).toEqual(['waiting']);
      });

      test('makes no further call for a quarter of an hour', async () => {
        const before = running.wecom.calls().length;
        for (const minutes of [1, 5, 14]) await running.tickAt(after(minutes * minute));
        expect(running.wecom.calls().length - before).toBe(0);
      });

      test('is tried again by a token call, and stays stopped while that fails', async () => {
        await running.tickAt(after(16 * minute));
        expect((await running.program.storage.schools.account('wecom', 'main'))?.stoppedAt).toEqual(
          after(16 * minute),
        );
      });

      test('arrives once when the address is trusted again', async () => {
        running.wecom.distrustAddress(undefined);
        for (const minutes of [16, 17, 32]) await running.tickAt(after(minutes * minute));
        expect([arrived(), await states()]).toEqual([1, ['sent']]);
      });
    });

    describe('whose holder died', () => {
      beforeEach(async () => {
        running.wecom.setFault({ kind: 'outage', until: after(second) });
        await running.tickAt(thursdayReminders);
      });
      const died = (state: 'claimed' | 'calling') =>
        database().client.outboxNotice.updateMany({
          where: { card: 'reminder' },
          data: { state, holder: 'dead', leaseUntil: after(2 * minute) },
        });

      test.each(['claimed', 'calling'] as const)(
        'while it was %s is left alone under its lease',
        async (state) => {
          await died(state);
          await running.tickAt(after(minute));
          expect(await states()).toEqual([state]);
        },
      );

      test.each(['claimed', 'calling'] as const)('while it was %s is sent after its lease', async (state) => {
        await died(state);
        await running.tickAt(after(3 * minute));
        expect([arrived(), await states()]).toEqual([1, ['sent']]);
      });
    });

    test('is sent by one of two instances that tick together', async () => {
      const other = aProgram({ config: running.config, database: database(), clock: running.clock });
      running.clock.setTo(thursdayReminders);
      await Promise.all([running.program.tick(), other.tick(), running.program.tick(), other.tick()]);
      await running.tickAt(after(minute));
      expect([arrived(), pushes(running.wecom, 'wzhou').length]).toEqual([1, 1]);
    });

    test('waits while another instance holds the lane, and leaves when its lease ends', async () => {
      const accountId = await running.accountId('wecom');
      await running.program.storage.outbox.takeLane(accountId, 'other', thursdayReminders, after(2 * minute));
      await running.tickAt(thursdayReminders);
      const held = arrived();
      await running.tickAt(after(3 * minute));
      expect([held, arrived()]).toEqual([0, 1]);
    });

    test('that fails leaves the lane to others', async () => {
      running.wecom.setFault({ kind: 'busy' });
      await running.tickAt(thursdayReminders);
      const rows = await database().client.platformAccount.findMany();
      expect(rows.map(({ laneHolder }) => laneHolder)).toEqual([null, null]);
    });
  });

  describe('on DingTalk', () => {
    beforeEach(async () => {
      for (const userId of ['dlin', 'dzhou']) await saying(running.dingtalk, userId, '帮助');
    });
    const arrived = () => pushes(running.dingtalk, 'dlin').length;

    test('arrives once', async () => {
      await running.tickAt(thursdayReminders);
      expect([arrived(), await states()]).toEqual([1, ['sent']]);
    });

    test('whose answer got lost is unknown, and never repeated', async () => {
      running.dingtalk.setFault({ kind: 'accept_then_drop_connection', until: after(second) });
      await running.tickAt(thursdayReminders);
      for (const ms of [minute, hour]) await running.tickAt(after(ms));
      expect([arrived(), await states()]).toEqual([1, ['unknown']]);
    });

    test('that was being sent when its holder died is unknown, and never repeated', async () => {
      running.dingtalk.setFault({ kind: 'rate_limited', until: after(second) });
      await running.tickAt(thursdayReminders);
      await database().client.outboxNotice.updateMany({
        where: { card: 'reminder' },
        data: { state: 'calling', holder: 'dead', leaseUntil: after(2 * minute) },
      });
      await running.tickAt(after(3 * minute));
      expect([arrived(), await states()]).toEqual([0, ['unknown']]);
    });

    test('to a family whose answer got lost is repeated, shows once and counts as sent', async () => {
      const { storage } = running.program;
      const [account, ma] = [await running.accountId('dingtalk'), await running.personId('马秀英')];
      await storage.outbox.plan([
        {
          id: 'to-a-family',
          schoolId: running.school.id,
          accountId: account,
          personId: ma,
          channel: 'school_notice',
          card: 'test_message',
          payload: {},
          isUrgent: true,
          naturalKey: 'to-a-family',
          notBeforeAt: running.clock.now(),
          notAfterAt: after(4 * hour),
          createdAt: running.clock.now(),
        },
      ]);
      running.dingtalk.setFault({ kind: 'accept_then_drop_connection', until: after(second) });
      for (const minutes of [0, 1, 2, 3]) await running.tickAt(after(minutes * minute));
      expect((await storage.outbox.find('to-a-family'))?.state).toBe('sent');
      const shown = pushes(running.dingtalk, 'dma').filter(({ text }) => text.includes('测试小学'));
      expect(shown).toHaveLength(1);
    });

    test('meets a token that was killed, and arrives all the same', async () => {
      running.dingtalk.setFault({ kind: 'token_killed' });
      await running.tickAt(thursdayReminders);
      expect(arrived()).toBe(1);
    });

    test('to somebody who is held back by the platform comes later', async () => {
      running.dingtalk.holdBack(['dlin']);
      await running.tickAt(thursdayReminders);
      const early = arrived();
      running.dingtalk.holdBack([]);
      await running.tickAt(after(2 * minute));
      expect([early, arrived()]).toEqual([0, 1]);
    });
  });
});
