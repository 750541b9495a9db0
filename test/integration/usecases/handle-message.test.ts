/** One chat message from the platform's bytes to the committed row and the echo on the phone. */
import { beforeEach, describe, expect, test } from 'vitest';
import { onEachDatabase, onPostgresOnly, openAt } from '../../support/databases.ts';
import { eventually } from '../../support/eventually.ts';
import {
  aProgram,
  aRunningProgram,
  heard,
  lastHeard,
  listening,
  type RunningProgram,
  saying,
  shown,
  thursdayReminders,
} from '../../support/running-program.ts';
import { mentees } from '../../support/schools.ts';
import { minute } from '../../support/test-clock.ts';
import { redeliver } from './redeliver.ts';

const talk = '今天和张宇轩谈了二十分钟，最近睡得晚';

onEachDatabase('a chat message', (database) => {
  let running: RunningProgram;
  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
  });

  const contacts = () => database().client.contact.findMany();
  const standing = () => database().client.contact.findMany({ where: { withdrawnAt: null } });

  describe.each(['wecom', 'dingtalk'] as const)('on %s', (platform) => {
    const lin = platform === 'wecom' ? 'wlin' : 'dlin';
    const say = (text: string) => saying(running[platform], lin, text);

    test('files the talk that a mentor reports', async () => {
      await say(talk);
      expect(await contacts()).toMatchObject([
        {
          authorId: await running.personId('林晓燕'),
          studentId: await running.personId(mentees.zhang),
          kind: 'talk',
          occurredOn: '2026-11-18',
          outcome: 'done',
          minutes: 20,
        },
      ]);
    });

    test('is echoed with the student it was filed for', async () => {
      expect(await say(talk)).toContain(mentees.zhang);
    });

    test('files nothing where two mentees are meant alike, and names both', async () => {
      const reply = await say('今天和梓萱谈了');
      expect({
        filed: await contacts(),
        both: [mentees.wang, mentees.li].every((name) => reply.includes(name)),
      }).toEqual({ filed: [], both: true });
    });

    test('files for the student whose number is answered', async () => {
      const question = await say('今天和梓萱谈了');
      const number = question.indexOf(mentees.li) < question.indexOf(mentees.wang) ? '1' : '2';
      await say(number);
      expect(await contacts()).toMatchObject([{ studentId: await running.personId(mentees.li) }]);
    });

    test('takes back what was filed last', async () => {
      await say(talk);
      await say('撤销');
      expect(await standing()).toEqual([]);
    });

    test('files an attempt without success as one', async () => {
      await say('给张宇轩妈妈打电话，没人接');
      expect(await contacts()).toMatchObject([{ kind: 'phone_call', outcome: 'no_answer' }]);
    });

    test('asks a stranger to turn to the one the school names', async () => {
      expect(await saying(running[platform], 'nobody', talk)).toContain('德育处');
    });

    test('of a stranger files nothing', async () => {
      await saying(running[platform], 'nobody', talk);
      expect(await contacts()).toEqual([]);
    });

    test('of somebody who mentors nobody files nothing', async () => {
      await saying(running[platform], platform === 'wecom' ? 'wqin' : 'dqin', talk);
      expect(await contacts()).toEqual([]);
    });

    test('leaves an audit line without a name', async () => {
      await say(talk);
      const lines = await database().client.auditLine.findMany({ where: { verb: 'contact_filed' } });
      expect(lines.map(({ detail }) => detail).join()).toMatch(/^\{[^\u4e00-\u9fff]+\}$/);
    });

    test('for a special student no longer leaves a duty of the day', async () => {
      const before = await say('待办');
      await say('今天和赵小满谈了');
      const after = await say('待办');
      expect([before.includes('每日谈话'), after.includes('每日谈话')]).toEqual([true, false]);
    });

    test('delivered a second time is stored once', async () => {
      await say(talk);
      await running[platform].deliverAgain();
      expect(await contacts()).toHaveLength(1);
    });
  });

  test('delivered a second time on WeCom gets the same echo', async () => {
    const echo = await saying(running.wecom, 'wlin', talk);
    await running.wecom.deliverAgain();
    expect(shown(lastHeard(running.wecom, 'wlin'))).toBe(echo);
  });

  test('delivered a second time on DingTalk is answered once', async () => {
    await saying(running.dingtalk, 'dlin', talk);
    await running.dingtalk.deliverAgain();
    await running.program.tick();
    expect(heard(running.dingtalk, 'dlin')).toHaveLength(1);
  });

  test('on DingTalk is answered through the address it came with', async () => {
    await saying(running.dingtalk, 'dlin', talk);
    expect(running.dingtalk.calls().map(({ path }) => path)).toEqual(['/robot/sendBySession?session=***']);
  });

  test('on DingTalk leaves its answer in the outbox as sent', async () => {
    await saying(running.dingtalk, 'dlin', talk);
    const states = await eventually(async () => {
      const rows = await database().client.outboxNotice.findMany();
      return (
        rows.every(({ state }) => state === 'sent') && rows.map(({ channel, state }) => [channel, state])
      );
    });
    expect(states).toEqual([['reply', 'sent']]);
  });

  test('in a group is answered with where to write, and files nothing', async () => {
    await running.dingtalk.say('dlin', talk, { group: true, mentionsBot: true });
    const answer = shown(await eventually(() => lastHeard(running.dingtalk, 'dlin')));
    expect({
      asksForPrivate: answer.includes('私聊'),
      named: answer.includes('张宇轩'),
      filed: await contacts(),
    }).toEqual({ asksForPrivate: true, named: false, filed: [] });
  });

  test('of a guardian is no record, and says what a guardian may write', async () => {
    const answer = await saying(running.dingtalk, 'dma', talk);
    expect([answer.includes('周报'), await contacts()]).toEqual([true, []]);
  });

  test('greets somebody who opens the chat, once a day', async () => {
    await running.wecom.enter('wlin');
    running.clock.advance(minute);
    await running.wecom.enter('wlin');
    expect(heard(running.wecom, 'wlin').filter((message) => shown(message).includes('林晓燕'))).toHaveLength(
      1,
    );
  });

  test('the button under a reminder shows what is due', async () => {
    await saying(running.wecom, 'wlin', '帮助');
    await running.tickAt(thursdayReminders);
    const reminder = lastHeard(running.wecom, 'wlin');
    running.clock.advance(minute);
    await running.wecom.press('wlin', reminder?.number ?? 0, reminder?.buttons[0]?.key ?? '');
    const answer = await eventually(() => heard(running.wecom, 'wlin')[2]);
    expect(shown(answer)).toContain('赵小满');
  });

  test('the button under an echo takes back what that echo said', async () => {
    await saying(running.dingtalk, 'dlin', talk);
    const echo = lastHeard(running.dingtalk, 'dlin');
    await running.dingtalk.press('dlin', echo?.number ?? 0, echo?.buttons[0]?.key ?? '');
    await eventually(async () => (await standing()).length === 0);
    expect(await contacts()).toHaveLength(1);
  });

  test('written by voice and recognised is filed like a sentence', async () => {
    await running.dingtalk.speak('dlin', talk);
    expect(await eventually(async () => (await contacts())[0])).toMatchObject({ kind: 'talk', minutes: 20 });
  });

  test('delivered 200 times at once is stored once, and every answer says the same', async () => {
    const answers = await redeliver({ urls: [running.url], at: running.clock.now(), text: talk, times: 200 });
    expect({
      statuses: [...new Set(answers.map(({ status }) => status))],
      texts: new Set(answers.map(({ text }) => text)).size,
      filed: (await contacts()).length,
    }).toEqual({ statuses: [200], texts: 1, filed: 1 });
  });
});

onPostgresOnly('one message and two instances', (database) => {
  test('that get it 200 times at once store it once, and every answer says the same', async () => {
    await database().empty();
    const running = await aRunningProgram({ database: database() });
    const second = await openAt(database());
    try {
      const other = await listening(
        aProgram({ config: running.config, database: second, clock: running.clock }),
      );
      const answers = await redeliver({
        urls: [running.url, other],
        at: running.clock.now(),
        text: talk,
        times: 200,
      });
      expect({
        statuses: [...new Set(answers.map(({ status }) => status))],
        texts: new Set(answers.map(({ text }) => text)).size,
        filed: await database().client.contact.count(),
      }).toEqual({ statuses: [200], texts: 1, filed: 1 });
    } finally {
      await second.close();
    }
  });
});
