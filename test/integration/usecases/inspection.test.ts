/** outlet: inspection. V-01: the steering group sees notes inside a recorded, dated, scoped permission, on the console and nowhere else. */
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day, readDay } from '../../../src/domain/day.ts';
import {
  type GrantInspection,
  grantInspection,
  listInspections,
  revokeInspection,
} from '../../../src/usecases/inspection/grant-inspection.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser } from '../../support/phone-browser.ts';
import { aRunningProgram, type RunningProgram, saying } from '../../support/running-program.ts';
import { mentees, othersMentees } from '../../support/schools.ts';
import { minute } from '../../support/test-clock.ts';
import { giveRole, sendForm } from '../web/console-visits.ts';

const today: Day = readDay('2026-11-18');
const words = '妈妈在外地打工';

onEachDatabase('an inspection', (database) => {
  let running: RunningProgram;
  let wish: GrantInspection;

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    await giveRole(database(), running, { name: '秦望舒', role: 'steering_group' });
    await giveRole(database(), running, { name: '周建国', role: 'principal' });
    await saying(running.wecom, 'wlin', `今天和张宇轩谈了二十分钟，${words}`);
    wish = {
      schoolId: running.school.id,
      actorId: await running.personId('周建国'),
      granteeId: await running.personId('秦望舒'),
      scope: '5.1',
      reason: '学期检查',
      fromOn: today,
      untilOn: addDays(today, 2),
      now: running.clock.now(),
    };
  });

  const grant = (change: Partial<GrantInspection> = {}) =>
    grantInspection(running.program, { ...wish, ...change });
  const verbs = async () =>
    (await database().client.auditLine.findMany({ orderBy: { at: 'asc' } })).map(({ verb }) => verb);

  /** What Qin finds on the page of this student, and behind the one note there. */
  async function lookAt(name: string): Promise<{ page: number; note: boolean }> {
    const browser = aPhoneBrowser();
    const page = await browser.openAs(
      running.wecom,
      'wqin',
      `${running.url}/console/students/${await running.personId(name)}`,
    );
    const contact = /name="contact" value="([^"]+)"/.exec(page.text)?.[1];
    if (contact === undefined) return { page: page.status, note: false };
    const opened = await sendForm(browser, page, '/console/notes', { contact });
    return { page: page.status, note: opened.text.includes(words) };
  }

  test('opens the notes of its scope on its days, and every opening is in the trace', async () => {
    expect((await lookAt(mentees.zhang)).note).toBe(false);
    await grant();
    expect(await lookAt(mentees.zhang)).toEqual({ page: 200, note: true });
    const [line] = await database().client.auditLine.findMany({ where: { verb: 'note_opened' } });
    expect(line?.actorId).toBe(wish.granteeId);
    expect((await lookAt(othersMentees.chen)).note).toBe(false);
    running.clock.advance(3 * 24 * 60 * minute);
    expect((await lookAt(mentees.zhang)).note).toBe(false);
  });

  test("of one mentor's work covers that mentor's students only", async () => {
    await grant({ scope: await running.personId('林晓燕') });
    expect((await lookAt(mentees.zhang)).note).toBe(true);
    expect((await lookAt(othersMentees.chen)).page).not.toBe(200);
  });

  test('opens no restricted note', async () => {
    await grant({ scope: 'school' });
    await database().client.contact.updateMany({ data: { isRestricted: true } });
    expect((await lookAt(mentees.zhang)).note).toBe(false);
  });

  test('is worth nothing to somebody who is no longer in the steering group', async () => {
    await grant();
    await database().client.roleAssignment.updateMany({
      where: { personId: wish.granteeId },
      data: { role: 'grade_head', scope: '3' },
    });
    await running.program.storage.schools.rosterChanged(running.school.id);
    expect((await lookAt(mentees.zhang)).note).toBe(false);
  });

  test('ends at once when it is revoked, and giving and taking are in the trace', async () => {
    const given = await grant();
    const id = 'id' in given ? given.id : '';
    const { schoolId, now } = wish;
    expect(await revokeInspection(running.program, { schoolId, actorId: wish.granteeId, id, now })).toBe(
      false,
    );
    expect(await revokeInspection(running.program, { schoolId, actorId: wish.actorId, id, now })).toBe(true);
    expect(await revokeInspection(running.program, { schoolId, actorId: wish.actorId, id, now })).toBe(false);
    expect((await lookAt(mentees.zhang)).note).toBe(false);
    expect(await verbs()).toEqual(expect.arrayContaining(['inspection_granted', 'inspection_revoked']));
  });

  test('is given and ended by chat, by the principal alone', async () => {
    const permit = '批准检查 秦望舒 五(1)班 到11月20日 因为学期检查';
    expect(await saying(running.wecom, 'wlin', permit)).toContain('校长或管理员');
    expect((await lookAt(mentees.zhang)).note).toBe(false);
    running.clock.advance(minute);
    expect(await saying(running.wecom, 'wzhou', permit)).toContain('秦望舒 可以检查 五(1)班 到');
    expect((await lookAt(mentees.zhang)).note).toBe(true);
    expect((await lookAt(othersMentees.chen)).note).toBe(false);
    running.clock.advance(minute);
    expect(await saying(running.wecom, 'wlin', '结束检查 秦望舒')).toContain('先没记');
    running.clock.advance(minute);
    expect(await saying(running.wecom, 'wzhou', '结束检查 秦望舒')).toContain('不再检查');
    expect((await lookAt(mentees.zhang)).note).toBe(false);
    running.clock.advance(minute);
    expect(await saying(running.wecom, 'wzhou', '结束检查 秦望舒')).toContain('现在没有批准');
    running.clock.advance(minute);
    expect(await saying(running.wecom, 'wzhou', '批准检查 秦望舒')).toContain('可以这样说');
    expect(await verbs()).toEqual(expect.arrayContaining(['inspection_granted', 'inspection_revoked']));
  });

  describe('is refused', () => {
    test.each<[string, Partial<GrantInspection>, string]>([
      ['without a reason', { reason: ' ' }, 'no_reason'],
      ['for a class that is not there', { scope: '9.9' }, 'no_such_scope'],
      ['when it ends before it begins', { untilOn: addDays(today, -1) }, 'days'],
      ['for a year', { untilOn: addDays(today, 365) }, 'days'],
    ])('%s', async (_, change, refused) => {
      expect(await grant(change)).toEqual({ refused });
      expect(await verbs()).not.toContain('inspection_granted');
    });

    test('from somebody who may not give it, to oneself, and to somebody outside the steering group', async () => {
      const lin = await running.personId('林晓燕');
      expect(await grant({ actorId: lin })).toEqual({ refused: 'not_yours' });
      expect(await grant({ granteeId: wish.actorId })).toEqual({ refused: 'own' });
      expect(await grant({ granteeId: lin })).toEqual({ refused: 'not_in_steering_group' });
    });
  });

  test('is listed for the principal with its state, and for others only where it is their own', async () => {
    await grant();
    await grant({ fromOn: addDays(today, 1) });
    const { storage } = running.program;
    const school = await storage.schools.get(running.school.id);
    const seenBy = async (name: string) =>
      listInspections(storage, { school, viewerId: await running.personId(name), on: today });
    const states = (await seenBy('周建国')).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['coming', 'running']);
    expect((await seenBy('秦望舒')).map(({ grantedBy }) => grantedBy)).toEqual(['周建国', '周建国']);
    expect(await seenBy('林晓燕')).toEqual([]);
  });
});
