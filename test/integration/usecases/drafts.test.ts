/** A question that nobody answers: what becomes of its sentence, and who gets to know. */
import { beforeEach, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { aRunningProgram, pushes, type RunningProgram, saying } from '../../support/running-program.ts';

const unclear = '今天和梓萱谈了座位';

onEachDatabase('an unanswered question', (database) => {
  let running: RunningProgram;
  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
  });

  const say = (text: string) => saying(running.dingtalk, 'dlin', text);
  const waiting = () => database().client.openQuestion.count();
  const drafts = () => database().client.draft.findMany();

  test('waits half an hour', async () => {
    await say(unclear);
    await running.tickAt('2026-11-18T12:49:59+08:00');
    expect([await waiting(), await drafts()]).toEqual([1, []]);
  });

  test('is closed by the clock, and its sentence is a draft', async () => {
    await say(unclear);
    await running.tickAt('2026-11-18T12:50:00+08:00');
    expect([await waiting(), await drafts()]).toMatchObject([
      0,
      [{ about: 'which_student', closedAt: null }],
    ]);
  });

  test('leaves one draft however often the clock looks', async () => {
    await say(unclear);
    await running.tickAt('2026-11-18T12:50:00+08:00');
    await running.tickAt('2026-11-18T12:51:00+08:00');
    expect(await drafts()).toHaveLength(1);
  });

  test('is not pushed about', async () => {
    await say(unclear);
    await running.tickAt('2026-11-18T12:50:00+08:00');
    expect(pushes(running.dingtalk, 'dlin')).toEqual([]);
  });

  test('is mentioned by the next reply, and by that one only', async () => {
    await say(unclear);
    await running.tickAt('2026-11-18T12:50:00+08:00');
    const next = await say('待办');
    const afterwards = await say('待办');
    expect([next.includes(unclear), afterwards.includes(unclear)]).toEqual([true, false]);
  });

  test('is not mentioned once the list of drafts has shown it', async () => {
    await say(unclear);
    await running.tickAt('2026-11-18T12:50:00+08:00');
    await say('草稿');
    expect(await say('待办')).not.toContain(unclear);
  });

  test('of two, one dropped at once: the other is still mentioned', async () => {
    await say(unclear);
    await running.tickAt('2026-11-18T12:50:00+08:00');
    await say('和梓萱聊了聊作业');
    await running.tickAt('2026-11-18T13:30:00+08:00');
    expect(await say('删草稿1')).toContain('和梓萱聊了聊作业');
  });

  test('keeps no word of the sentence readable', async () => {
    await say(unclear);
    await running.tickAt('2026-11-18T12:50:00+08:00');
    expect(JSON.stringify(await drafts())).not.toMatch(/[\u4e00-\u9fff]/u);
  });

  test('of today, answered tomorrow, files for the day on which it was said', async () => {
    await say(unclear);
    await running.tickAt('2026-11-19T08:00:00+08:00');
    await say('草稿1');
    await say('李梓萱');
    expect(await database().client.contact.findMany()).toMatchObject([{ occurredOn: '2026-11-18' }]);
  });

  test('is no concern of anybody else', async () => {
    await say(unclear);
    await running.tickAt('2026-11-18T12:50:00+08:00');
    expect(await saying(running.dingtalk, 'dzhou', '草稿')).not.toContain('梓萱');
  });
});
