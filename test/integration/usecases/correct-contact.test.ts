/** Corrections by chat in a real database: the row, what it said before, whose key seals it, and the trace. */
import { beforeEach, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { aRunningProgram, type RunningProgram, saying } from '../../support/running-program.ts';
import { mentees } from '../../support/schools.ts';
import { hour, minute } from '../../support/test-clock.ts';

const talk = '今天和张宇轩谈了二十分钟，最近睡得晚';

onEachDatabase('a correction by chat', (database) => {
  let running: RunningProgram;
  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    await say(talk);
  });
  const say = (text: string) => {
    running.clock.advance(minute);
    return saying(running.wecom, 'wlin', text);
  };
  const rows = () => database().client.contact.findMany();
  const noteOf = async () => {
    const [row] = await rows();
    if (row === undefined) throw new Error('nothing was filed');
    return running.program.storage.contacts.note(row);
  };

  test('changes the row and leaves one', async () => {
    await say('改成昨天');
    expect(await rows()).toMatchObject([{ occurredOn: '2026-11-17', withdrawnAt: null }]);
  });

  test('for another child seals the words with that key: the first one no longer opens them', async () => {
    await say('不是张宇轩，是赵小满');
    const wrong = await running.personId(mentees.zhang);
    const [row] = await rows();
    expect(row?.studentId).toBe(await running.personId(mentees.zhao));
    expect(await noteOf()).toBe(talk);
    await expect(
      running.program.storage.contacts.note({ id: row?.id ?? '', studentId: wrong }),
    ).rejects.toThrow();
  });

  test('keeps what was said before, sealed, through a change of the child', async () => {
    await say('改成昨天');
    await say('不是张宇轩，是赵小满');
    await say('补充：他答应早睡');
    const revisions = await database().client.contactRevision.findMany({ orderBy: { at: 'asc' } });
    expect(revisions.map(({ fieldNames }) => fieldNames).sort()).toEqual(['note', 'occurredOn', 'studentId']);
    expect(JSON.stringify(revisions)).not.toMatch(/睡|2026-11-18"/);
    expect(await noteOf()).toContain('他答应早睡');
  });

  test('leaves an audit line without a name or a note', async () => {
    await say('补充：他答应早睡');
    const lines = await database().client.auditLine.findMany({ where: { verb: 'contact_corrected' } });
    expect(lines).toHaveLength(1);
    expect(lines.map(({ detail }) => detail).join()).toMatch(/^\{[^\u4e00-\u9fff]+\}$/);
  });

  test('is taken back step by step, and the record last', async () => {
    await say('改成昨天');
    await say('补充：他答应早睡');
    await say('撤销');
    expect([await noteOf(), (await rows())[0]?.occurredOn]).toEqual([talk, '2026-11-17']);
    await say('撤销');
    expect(await rows()).toMatchObject([{ occurredOn: '2026-11-18', withdrawnAt: null }]);
    await say('撤销');
    expect((await rows())[0]?.withdrawnAt).not.toBeNull();
  });

  test('that carried a promise is taken back whole by one word', async () => {
    await say('补充：下周三再聊');
    const reply = await say('撤销');
    expect(reply).toContain('11月25日');
    expect(await database().client.followUp.findMany({ where: { closedAt: null } })).toEqual([]);
    expect([await noteOf(), (await rows())[0]?.withdrawnAt]).toEqual([talk, null]);
    await say('撤销');
    expect((await rows())[0]?.withdrawnAt).not.toBeNull();
  });

  test.each(['改成明天', '改成9月1日', '不是张宇轩，是陈嘉怡'])('%s changes nothing', async (text) => {
    const before = await rows();
    await say(text);
    expect(await rows()).toEqual(before);
  });

  test('is about the record of the last echo, also where the clock stands still', async () => {
    const sayNow = (text: string) => saying(running.wecom, 'wlin', text);
    await sayNow('时长改为30分钟');
    await sayNow('今天和赵小满谈了十分钟，字写得好');
    expect(await sayNow('时长改为15分钟')).toContain('赵小满');
    expect((await rows()).map(({ minutes }) => minutes).toSorted((a, b) => Number(a) - Number(b))).toEqual([
      15, 30,
    ]);
  });

  test('a day later changes nothing before it is said which record is meant', async () => {
    const before = await rows();
    running.clock.advance(24 * hour);
    expect(await say('改成昨天')).toContain('改哪一条');
    expect(await rows()).toEqual(before);
    const revisions = await database().client.contactRevision.count();
    expect(revisions).toBe(0);
  });

  test('delivered twice is one revision', async () => {
    await say('补充：他答应早睡');
    await running.wecom.deliverAgain();
    expect(await database().client.contactRevision.count()).toBe(1);
  });

  test('a promise is sealed, and the same one is kept once', async () => {
    await say('下周三再找张宇轩聊聊睡觉的事');
    await say('下周三再找张宇轩聊聊睡觉的事');
    const promises = await database().client.followUp.findMany();
    expect(promises).toMatchObject([{ dueOn: '2026-11-25', closedAt: null }]);
    expect(JSON.stringify(promises)).not.toContain('睡觉');
  });
});
