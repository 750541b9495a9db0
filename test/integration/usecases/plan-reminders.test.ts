/** From the reminder hour to the phone: who is reminded, once, of what is still owed, and never at night. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import { planReminders } from '../../../src/usecases/duties/plan-reminders.ts';
import { onEachDatabase } from '../../support/databases.ts';
import {
  aRunningProgram,
  pushes,
  type RunningParts,
  type RunningProgram,
  saying,
  shown,
  thursdayReminders,
} from '../../support/running-program.ts';
import { mentees, othersMentees } from '../../support/schools.ts';
import { minute } from '../../support/test-clock.ts';

const thursday = readDay('2026-11-19');
const allMentees = [...Object.values(mentees), ...Object.values(othersMentees)];

onEachDatabase('the reminders of a week', (database) => {
  let running: RunningProgram;

  async function start(parts: Partial<RunningParts> = {}): Promise<void> {
    running = await aRunningProgram({ database: database(), ...parts });
    // Whoever wrote on WeCom last is reminded there.
    for (const userId of ['wlin', 'wzhou']) await saying(running.wecom, userId, '帮助');
  }
  beforeEach(() => database().empty());

  const reminders = () => database().client.outboxNotice.findMany({ where: { card: 'reminder' } });
  const states = async () => {
    const found = await reminders();
    return found.map(({ state, lastError }) => [state, lastError].filter(Boolean).join(' ')).sort();
  };
  const plan = (now: Date = thursdayReminders) =>
    planReminders(running.program.planning, running.school, thursday, now);
  const pushedTo = (userId: string) => pushes(running.wecom, userId).map(shown);
  const namesIn = (text: string) => allMentees.filter((name) => text.includes(name));

  test('are planned for each talk that is owed, on Thursday at 16:00', async () => {
    await start();
    await running.tickAt(thursdayReminders);
    const subjects = (await reminders()).map(({ payload }) => payload);
    expect(subjects).toHaveLength(allMentees.length);
  });

  test('reach each mentor as one message that names all who are left', async () => {
    await start();
    await running.tickAt(thursdayReminders);
    expect([pushedTo('wlin').map(namesIn), pushedTo('wzhou').map(namesIn)]).toEqual([
      [Object.values(mentees)],
      [Object.values(othersMentees)],
    ]);
  });

  test('do not come a minute early', async () => {
    await start();
    await running.tickAt(new Date(thursdayReminders.getTime() - minute));
    expect(await reminders()).toEqual([]);
  });

  test('come on the platform last written from, and only there', async () => {
    await start();
    running.clock.advance(minute);
    await saying(running.dingtalk, 'dlin', '帮助');
    await running.tickAt(thursdayReminders);
    expect([pushes(running.dingtalk, 'dlin').length, pushes(running.wecom, 'wlin').length]).toEqual([1, 0]);
  });

  test('leave out whoever has been talked to', async () => {
    await start();
    await saying(running.wecom, 'wlin', '今天和张宇轩谈了');
    await running.tickAt(thursdayReminders);
    expect(namesIn(pushedTo('wlin').join())).not.toContain(mentees.zhang);
  });

  test('planned twice are written once', async () => {
    await start();
    await plan();
    expect([await plan(), (await reminders()).length]).toEqual([0, allMentees.length]);
  });

  test('planned by several at once are written once', async () => {
    await start();
    const planned = await Promise.all([plan(), plan(), plan()]);
    expect(planned.reduce((sum, count) => sum + count)).toBe(await database().client.outboxNotice.count());
  });

  test('are pushed once however often the minute ticks', async () => {
    await start();
    await running.tickAt(thursdayReminders);
    for (const minutes of [1, 2, 60])
      await running.tickAt(new Date(thursdayReminders.getTime() + minutes * minute));
    expect(pushedTo('wlin')).toHaveLength(1);
  });

  test('are planned for nobody of a school that has not started', async () => {
    await start({ isStarted: false });
    expect(await plan()).toBe(0);
  });

  test('are planned for no day before the school begins', async () => {
    await start({ startOn: readDay('2026-11-20') });
    expect(await plan()).toBe(0);
  });

  test('come the same evening where the program was off at the hour', async () => {
    await start();
    await running.tickAt('2026-11-19T18:30:00+08:00');
    expect(pushedTo('wlin')).toHaveLength(1);
  });

  test('of a missed Thursday do not come on Friday', async () => {
    await start();
    await running.tickAt('2026-11-20T16:00:00+08:00');
    expect(pushedTo('wlin').map(namesIn)).toEqual([[mentees.zhao]]);
  });

  test('do not come on a day without school', async () => {
    await start();
    await running.tickAt('2026-11-21T16:00:00+08:00');
    expect(await reminders()).toEqual([]);
  });

  describe('between planning and sending', () => {
    beforeEach(async () => {
      await start();
      running.clock.setTo(thursdayReminders);
      await plan();
    });

    test('an item that is settled falls silent', async () => {
      await saying(running.wecom, 'wlin', '今天和张宇轩谈了');
      await running.program.tick();
      expect(namesIn(pushedTo('wlin').join())).toEqual([mentees.wang, mentees.li, mentees.zhao]);
    });

    test('an item that is settled is kept as dropped', async () => {
      await saying(running.wecom, 'wlin', '今天和张宇轩谈了');
      await running.program.tick();
      expect(await states()).toEqual(['dropped settled', 'sent', 'sent', 'sent', 'sent', 'sent']);
    });

    test('a person who has settled everything gets no message', async () => {
      await saying(running.wecom, 'wzhou', '今天和陈嘉怡谈了');
      await saying(running.wecom, 'wzhou', '今天和孙浩然谈了');
      await running.program.tick();
      expect(pushedTo('wzhou')).toEqual([]);
    });

    test('night falls: nothing leaves before seven', async () => {
      await running.tickAt('2026-11-19T20:30:00+08:00');
      const atNight = pushedTo('wzhou').length;
      await running.tickAt('2026-11-20T06:59:00+08:00');
      const before = pushedTo('wzhou').length;
      await running.tickAt('2026-11-20T07:00:00+08:00');
      expect([atNight, before, pushedTo('wzhou').length]).toEqual([0, 0, 1]);
    });

    test('a duty of the day that night cuts off is dropped as expired', async () => {
      await running.tickAt('2026-11-20T07:00:00+08:00');
      expect((await states()).filter((state) => state === 'dropped expired')).toHaveLength(1);
    });

    test('an answer that somebody just asked for leaves at night too', async () => {
      running.clock.setTo('2026-11-19T22:00:00+08:00');
      expect(await saying(running.dingtalk, 'dlin', '待办')).toContain(mentees.zhao);
    });

    test('a person who has had three messages today gets the rest in the morning', async () => {
      await threeEarlierMessages(await running.personId('周建国'));
      await running.program.tick();
      const today = pushedTo('wzhou').length;
      await running.tickAt('2026-11-20T07:00:00+08:00');
      expect([today, pushedTo('wzhou').length]).toEqual([0, 1]);
    });
  });

  async function threeEarlierMessages(personId: string): Promise<void> {
    const accountId = await running.accountId('wecom');
    const at = new Date(thursdayReminders.getTime() - 60 * minute);
    for (const number of [1, 2, 3])
      await database().client.outboxNotice.create({
        data: {
          id: `earlier-${number}`,
          callId: `earlier-${number}`,
          naturalKey: `earlier-${number}`,
          schoolId: running.school.id,
          accountId,
          personId,
          channel: 'app',
          card: 'test_message',
          payload: '{}',
          notBeforeAt: at,
          notAfterAt: thursdayReminders,
          createdAt: at,
          state: 'sent',
          settledAt: at,
        },
      });
  }

  test('go on after a slot whose holder died in the middle', async () => {
    await start();
    await database().client.slot.create({
      data: {
        key: `reminders|${running.school.id}|2026-11-19`,
        holder: 'dead',
        leaseUntil: new Date(thursdayReminders.getTime() + 10 * minute),
      },
    });
    await running.tickAt(thursdayReminders);
    const early = pushedTo('wlin').length;
    await running.tickAt(new Date(thursdayReminders.getTime() + 11 * minute));
    expect([early, pushedTo('wlin').length]).toEqual([0, 1]);
  });

  test('use a name on no locked screen: the title has none', async () => {
    await start();
    await running.tickAt(thursdayReminders);
    expect(pushes(running.wecom, 'wlin').flatMap(({ title }) => namesIn(title))).toEqual([]);
  });

  test('outlet: outbox: leave neither a name nor a note in the outbox', async () => {
    await start();
    await running.tickAt(thursdayReminders);
    const rows = await reminders();
    expect(namesIn(JSON.stringify(rows))).toEqual([]);
  });
});
