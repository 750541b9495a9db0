/** Everything that any phone received in four weeks of a school, read for names that are not the reader's to see. */
import { beforeEach, expect, test } from 'vitest';
import { createLogger } from '../../../src/log.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aRunningProgram, heard, type RunningProgram, saying } from '../../support/running-program.ts';
import { mentees, othersMentees } from '../../support/schools.ts';
import { hour } from '../../support/test-clock.ts';

const all = [...Object.values(mentees), ...Object.values(othersMentees)];
const own: Readonly<Record<string, readonly string[]>> = {
  lin: Object.values(mentees),
  zhou: Object.values(othersMentees),
  qin: [],
  ma: [mentees.zhang],
};
const words = ['妈妈在外地打工', '他不想活了'];

onEachDatabase('four weeks of a school', (database) => {
  let running: RunningProgram;
  let logged: string[];

  beforeEach(async () => {
    await database().empty();
    logged = [];
    const logger = createLogger('info', { write: (line) => void logged.push(line) });
    running = await aRunningProgram({ database: database(), logger });
  });

  test('outlet: school-notice, family-chat, metrics: tell nobody a name outside the own scope, and put no name and no word where none belongs', async () => {
    const { wecom, dingtalk } = running;
    const curious = [
      '张宇轩最近怎么样',
      '孙浩然',
      '陈嘉怡的情况',
      '今天和赵小满谈了',
      '我的学生',
      '本周报告',
      '还有谁没谈',
      '没看懂',
    ];
    for (let week = 0; week < 4; week += 1) {
      await saying(wecom, 'wlin', `今天和张宇轩谈了二十分钟，${words[0]}`);
      await saying(dingtalk, 'dzhou', '今天和陈嘉怡谈了十分钟');
      await saying(wecom, 'wlin', `今天和赵小满谈了，${words[1]}`);
      for (const text of curious) {
        await saying(wecom, 'wqin', text);
        await saying(dingtalk, 'dzhou', text);
        await saying(wecom, 'wma', text);
      }
      for (let day = 0; day < 7; day += 1) {
        for (const at of [8, 16, 21]) {
          running.clock.setTo(new Date(running.clock.now().getTime() + 8 * hour));
          if (at > 0) await running.program.tick();
        }
      }
    }
    const found: string[] = [];
    let read = 0;
    for (const [key, seen] of Object.entries(own)) {
      const messages = [...heard(wecom, `w${key}`), ...heard(dingtalk, `d${key}`)];
      read += messages.length;
      for (const { title, text, via } of messages) {
        // What somebody typed comes back to that person in quotation marks, and tells nothing that was not known.
        const told = `${title}${text}`.replaceAll(/「[^」]*」/g, '');
        for (const name of all.filter((known) => !seen.includes(known)))
          if (told.includes(name)) found.push(`${key}: ${name}`);
        if (key !== 'lin') for (const word of words) if (text.includes(word)) found.push(`${key}: ${word}`);
        if (via === 'push' && all.some((name) => title.includes(name)))
          found.push(`${key}: a title with a name`);
      }
    }
    expect(found).toEqual([]);
    expect(read).toBeGreaterThan(100);

    const { client } = database();
    const elsewhere = [
      logged.join('\n'),
      await (await fetch(`${running.url}/metrics`)).text(),
      JSON.stringify(await client.outboxNotice.findMany()),
      JSON.stringify(await client.auditLine.findMany()),
      JSON.stringify(await client.slot.findMany()),
      JSON.stringify(await client.contact.findMany()),
    ];
    for (const text of elsewhere) for (const secret of [...all, ...words]) expect(text).not.toContain(secret);
    expect(elsewhere.every((text) => text.length > 20)).toBe(true);
  }, 120_000);
});
