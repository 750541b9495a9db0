/** Who mentors whom, said by the homeroom teacher on both platforms: the rows, the echo, the question, the way back. */
import { beforeEach, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import { responsibleOn } from '../../../src/domain/years/responsibility.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aRunningProgram, pushes, type RunningProgram, saying } from '../../support/running-program.ts';
import { aRoster, mentees, othersMentees } from '../../support/schools.ts';
import { minute } from '../../support/test-clock.ts';

const today = readDay('2026-11-18');

onEachDatabase('mentors by chat', (database) => {
  let running: RunningProgram;
  beforeEach(async () => {
    await database().empty();
    const plan = aRoster();
    running = await aRunningProgram({
      database: database(),
      plan: {
        ...plan,
        staff: [...plan.staff, { key: 'liq', name: '李强' }, { key: 'lim', name: '李梅' }],
        roles: [{ staffKey: 'qin', role: 'homeroom_teacher', classKey: '5.1' }],
      },
    });
  });
  const say = async (text: string, by = 'wqin') => {
    running.clock.advance(minute);
    const reply = await saying(running.wecom, by, text);
    return JSON.stringify(reply);
  };
  const mentorsOn = async (student: string, on: string) => {
    const { storage } = running.program;
    const roster = await storage.roster(await storage.schools.get(running.school.id));
    const found = responsibleOn(roster.facts, await running.personId(student), readDay(on));
    return found?.mentorIds.map((id) => roster.people.get(id)?.name);
  };
  const rows = () => database().client.pairing.findMany({ orderBy: { id: 'asc' } });

  test('a student gets another mentor from a day on, and the sentence is echoed', async () => {
    const reply = await say('宇轩换李强老师带，下周一起，因为座位近');
    expect(reply).toContain('张宇轩');
    expect(reply).toContain('李强');
    expect([
      await mentorsOn(mentees.zhang, '2026-11-22'),
      await mentorsOn(mentees.zhang, '2026-11-23'),
    ]).toEqual([['林晓燕'], ['李强']]);
    expect((await rows()).map(({ reason }) => reason)).toContain('座位近');
  });

  test('撤销 brings back every row as it was', async () => {
    const before = await rows();
    await say('张宇轩换李强老师带');
    expect(await rows()).not.toEqual(before);
    expect(await say('撤销')).toContain('张宇轩');
    expect(await rows()).toEqual(before);
  });

  test('two with the name are asked about, one after the other, and the answer finishes the sentence', async () => {
    const asked = await say('梓萱换李老师带');
    expect(asked).toContain('梓萱');
    const alsoAsked = await say('李梓萱');
    expect(alsoAsked).toContain('李强');
    expect(alsoAsked).toContain('李梅');
    await say(alsoAsked.indexOf('李强') < alsoAsked.indexOf('李梅') ? '2' : '1');
    expect(await mentorsOn(mentees.li, today)).toEqual(['李梅']);
    expect(await mentorsOn(mentees.wang, today)).toEqual(['林晓燕']);
  });

  test('the new mentor is told in private, once for all, and no locked screen shows a name', async () => {
    await say('宇轩换周建国老师带');
    await say('王梓萱换周建国老师带，下周一起');
    const before = pushes(running.wecom, 'wzhou').length;
    running.clock.advance(20 * minute);
    await running.program.tick();
    const told = pushes(running.wecom, 'wzhou').slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]?.title).toBe('有 2 名学生由你来带');
    expect(told[0]?.text).toContain(mentees.zhang);
    expect(told[0]?.text).toMatch(new RegExp(`${mentees.wang}（.+），.*起`, 'u'));
    running.clock.advance(20 * minute);
    await running.program.tick();
    expect(pushes(running.wecom, 'wzhou')).toHaveLength(before + 1);
  });

  test('what was taken back before it was told is not told', async () => {
    await say('宇轩换周建国老师带');
    await say('撤销');
    const before = pushes(running.wecom, 'wzhou').length;
    running.clock.advance(20 * minute);
    await running.program.tick();
    expect(pushes(running.wecom, 'wzhou')).toHaveLength(before);
    const notices = await database().client.outboxNotice.findMany({ where: { card: 'mentor_assigned' } });
    expect(notices.map(({ state }) => state)).toEqual(['dropped']);
  });

  test('算了 leaves everything as it is', async () => {
    const before = await rows();
    await say('梓萱换李强老师带');
    await say('算了');
    expect(await rows()).toEqual(before);
  });

  test('a colleague stands in and the mentor comes back', async () => {
    const reply = await say('张宇轩的导师请产假，李强老师代管到12月31日');
    expect(reply).toContain('12月31日');
    const days = ['2026-11-17', '2026-11-18', '2026-12-31', '2027-01-01'];
    expect(await Promise.all(days.map((on) => mentorsOn(mentees.zhang, on)))).toEqual([
      ['林晓燕'],
      ['李强'],
      ['李强'],
      ['林晓燕'],
    ]);
    expect(await mentorsOn(mentees.zhao, '2026-12-01')).toEqual(['林晓燕']);
  });

  test('nobody decides for another class, and no mentor for himself', async () => {
    const before = await rows();
    expect(await say(`给${othersMentees.chen}安排导师李强`)).toContain('学校办公室或班主任');
    expect(await say('张宇轩换李强老师带', 'wlin')).toContain('学校办公室或班主任');
    expect(await rows()).toEqual(before);
  });

  test('what cannot be done says why', async () => {
    expect(await say('给张宇轩安排导师林晓燕')).toContain('已经是导师');
    expect(await say('给张宇轩安排导师孙大圣')).toContain('孙大圣');
    expect(await say('张宇轩由李强老师代管')).toContain('可以这样说');
  });

  test('an assignment and its end leave a trace without a name', async () => {
    await say('给张宇轩安排导师李强');
    await say('李强老师不再带张宇轩');
    const lines = await database().client.auditLine.findMany({ where: { verb: 'pairing_changed' } });
    expect(lines.map(({ detail }) => JSON.parse(detail).verb)).toEqual(['assign', 'end']);
    expect(JSON.stringify(lines)).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
