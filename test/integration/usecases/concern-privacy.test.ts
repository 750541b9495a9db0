/** What leaves the program about a child in need, and what lies in the database in clear. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { RosterPlan } from '../../../src/domain/roster/roster-plan.ts';
import type { Platform } from '../../../src/domain/vocabulary.ts';
import { onEachDatabase } from '../../support/databases.ts';
import {
  aRunningProgram,
  heard,
  lastHeard,
  pushes,
  type RunningProgram,
  saying,
  shown,
} from '../../support/running-program.ts';
import { aRoster, mentees } from '../../support/schools.ts';
import { minute } from '../../support/test-clock.ts';

const child = mentees.zhang;
const words = '不想活';
const secrets = [child, child.slice(1), words, '皮带'];

/** Qin is the psych teacher, Zhou the homeroom teacher of Lin's class. */
function aRosterWithHelpers(): RosterPlan {
  return {
    ...aRoster(),
    roles: [
      { staffKey: 'qin', role: 'psych_teacher' },
      { staffKey: 'zhou', role: 'homeroom_teacher', classKey: '5.1' },
    ],
  };
}

const idOn = (platform: Platform, key: string): string => `${platform.slice(0, 1)}${key}`;

onEachDatabase('a child in need', (database) => {
  let running: RunningProgram;
  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database(), plan: aRosterWithHelpers() });
  });

  describe.each(['wecom', 'dingtalk'] as const)('on %s', (platform) => {
    const say = async (key: string, text: string): Promise<string> => {
      running.clock.advance(minute);
      const answer = await saying(running[platform], idOn(platform, key), text);
      await running.program.repliesSent();
      await running.program.tick();
      return answer;
    };
    const raise = async (): Promise<void> => {
      await say('lin', `今天和${child}谈了话，他说${words}了`);
      await say('lin', '上报');
    };

    test('is named to nobody in a push, neither by name nor by words', async () => {
      await raise();
      const told = ['qin', 'zhou'].map((key) =>
        (['wecom', 'dingtalk'] as const)
          .flatMap((any) => pushes(running[any], idOn(any, key)))
          .map(shown)
          .join(),
      );
      expect(told.map((text) => text.includes('有一件需要你马上看的事'))).toEqual([true, true]);
      expect(secrets.filter((secret) => told.join().includes(secret))).toEqual([]);
    });

    test('is shown to the psych teacher who asks, and each opening leaves an audit line', async () => {
      await raise();
      const opened = [await say('qin', '查看'), await say('qin', '查看')];
      const lines = await database().client.auditLine.findMany({ where: { verb: 'concern_opened' } });
      expect(opened.map((text) => text.includes(child) && text.includes(words))).toEqual([true, true]);
      expect(lines.map(({ actorId }) => actorId)).toEqual(
        Array.from({ length: 2 }, () => lines[0]?.actorId ?? ''),
      );
      expect(lines).toHaveLength(2);
    });

    test('keeps its words from the homeroom teacher, who learns who it is', async () => {
      await raise();
      const opened = await say('zhou', '查看');
      expect([opened.includes(child), opened.includes(words)]).toEqual([true, false]);
    });

    test('stands in no title that a locked screen shows, whatever is passed on', async () => {
      await raise();
      await say('ma', `${child}爸爸用皮带抽他`);
      await say('ma', `请问${child}最近怎么样？`);
      await say('lin', '回复：很好，请放心');
      await say('ma', `${child}明天请假一天`);
      const titles = running[platform].calls().flatMap(({ body }) => titlesIn(body));
      expect(titles.length).toBeGreaterThan(0);
      expect(titles.filter((title) => secrets.some((secret) => title.includes(secret)))).toEqual([]);
    });

    test('lies nowhere in clear, not in outbox, trail, concern or question', async () => {
      await raise();
      await say('ma', `请问${child}最近怎么样？`);
      await say('qin', '知道了');
      const { client } = database();
      const rows = JSON.stringify([
        await client.outboxNotice.findMany(),
        await client.auditLine.findMany(),
        await client.concern.findMany(),
        await client.concernRecipient.findMany(),
        await client.passedQuestion.findMany(),
        await client.inboxMessage.findMany(),
        await client.contact.findMany(),
        await client.openQuestion.findMany(),
        await client.draft.findMany(),
      ]);
      expect(rows).toContain('concern_acknowledged');
      expect([...secrets, '最近怎么样'].filter((secret) => rows.includes(secret))).toEqual([]);
    });

    test('is recorded as taken note of, with the time, once', async () => {
      await raise();
      await say('qin', '知道了');
      const first = await database().client.concernRecipient.findMany({ orderBy: { personId: 'asc' } });
      await say('qin', '知道了');
      const second = await database().client.concernRecipient.findMany({ orderBy: { personId: 'asc' } });
      expect(first.filter(({ acknowledgedAt }) => acknowledgedAt !== null)).toHaveLength(1);
      expect(second).toEqual(first);
    });
  });

  test('outlet: chat-group: is not named in a group, and its teacher is asked in private without a word of it', async () => {
    const { dingtalk, program } = running;
    await dingtalk.say('dlin', `${child}说${words}了`, { group: true, mentionsBot: true });
    await program.repliesSent();
    await program.tick();
    const all = heard(dingtalk, 'dlin').map(shown).join();
    expect(shown(lastHeard(dingtalk, 'dlin'))).toContain('群里');
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
    expect(await database().client.concern.findMany()).toEqual([]);
  });
});

/** Every title in a call's body, also where the platform wants JSON inside of JSON. */
function titlesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    const nested: unknown = /^\s*[{[]/u.test(value) ? parsed(value) : undefined;
    return nested === undefined ? [] : titlesIn(nested);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'title' && typeof part === 'string' ? [part] : titlesIn(part),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
