/** A round that somebody opens and closes by chat: only who holds the post on that day. */
import { expect, test } from 'vitest';
import { onEachDatabase } from '../../../support/databases.ts';
import { aRunningProgram, saying } from '../../../support/running-program.ts';
import { aRoster } from '../../../support/schools.ts';
import { giveRole } from '../../web/console-visits.ts';

onEachDatabase('a round by hand', (database) => {
  test('is closed by the office of today, not by whoever opened it and left the post', async () => {
    await database().empty();
    const running = await aRunningProgram({ database: database(), plan: aRoster(), schemeId: 'sulou' });
    const say = (text: string, userId = 'wqin') => saying(running.wecom, userId, text);
    const open = () => database().client.questionnaireRound.count({ where: { ruleId: '', closedAt: null } });
    await giveRole(database(), running, { name: '秦望舒', role: 'moral_office', untilOn: '2026-11-18' });
    await giveRole(database(), running, { name: '周建国', role: 'moral_office', fromOn: '2026-11-19' });

    await say('开导师工作量问卷');
    await running.tickAt('2026-11-18T12:30:00+08:00');
    expect(await open()).toBe(1);
    running.clock.setTo('2026-11-19T12:30:00+08:00');
    await say('关导师工作量问卷');
    expect(await open()).toBe(1);
    await say('关导师工作量问卷', 'wzhou');
    expect(await open()).toBe(0);
  });
});
