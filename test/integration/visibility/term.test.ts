/**
 * The demo school of twelve classes over the end of a month: everything that its phones receive, read for names outside the
 * reader's scope, for words of notes, and for names where none belongs. `DAYS=66` plays to the end of the term.
 */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { addDays, dayOf, readDay } from '../../../src/domain/day.ts';
import type { RosterPlan } from '../../../src/domain/roster/roster-plan.ts';
import { createLogger } from '../../../src/log.ts';
import { demoSchool } from '../../../src/sandbox/demo-school.ts';
import type { PhoneMessage } from '../../../src/sandbox/double.ts';
import { runUntil } from '../../../src/sandbox/run-until.ts';
import { startSandbox } from '../../../src/sandbox/start-sandbox.ts';
import { slotHoursOf } from '../../../src/usecases/duties/plan-reminders.ts';
import { aPlace, openAt } from '../../support/databases.ts';

const days = Number(process.env['DAYS'] ?? 12);
const appKey = Buffer.alloc(32, 7);
/** What a teacher writes and nobody else may read. */
const secret = '他爸妈在闹离婚';

interface Received {
  readonly userId: string;
  readonly message: PhoneMessage;
}

test(`${days} days of the demo school tell nobody what is not theirs`, async () => {
  const place = await aPlace('sqlite');
  onTestFinished(() => place.remove());
  const database = await openAt(place);
  onTestFinished(() => database.close());
  await database.client.$executeRawUnsafe('PRAGMA synchronous=OFF');
  const config = readConfig({});
  if ('faults' in config) throw new Error('the empty environment has faults');
  const logged: string[] = [];
  const sandbox = await startSandbox({
    config: config.config,
    database,
    appKey,
    realClock: { now: () => new Date(0) },
    logger: createLogger('info', { write: (line) => void logged.push(line) }),
    newId: randomUUID,
  });
  onTestFinished(() => sandbox.close());
  await sandbox.listen(0, '127.0.0.1');
  const received: Received[] = [];
  for (const double of Object.values(sandbox.doubles))
    double.onMessage((userId, message) => void received.push({ userId, message }));

  const plan = demoSchool();
  const { program, clock, doubles } = sandbox;
  const slotHours = await slotHoursOf(program.planning);
  const first = dayOf(clock.now());
  for (let day = 0; day < days; day += 1) {
    const on = addDays(first, day);
    await runUntil(
      {
        now: () => clock.now(),
        setTo: (at) => clock.setTo(at),
        tick: () => program.tick(),
        nextDueAt: () => program.storage.outbox.nextDueAt(),
        slotHours,
      },
      new Date(`${on}T17:30:00+08:00`),
    );
    // A few write each day: an own record with words, a question about somebody else's child, a family.
    const mentors = plan.pairings.filter((_, index) => index % 53 === day % 53);
    for (const [index, { mentorKey, studentKey }] of mentors.slice(0, 2).entries()) {
      const double = index % 2 === 0 ? doubles.wecom : doubles.dingtalk;
      const userId = double.platform.slice(0, 1) + mentorKey;
      const stranger = plan.students[(index * 97 + day * 31) % plan.students.length];
      await double.say(userId, `今天和${nameOf(plan, studentKey)}谈了二十分钟，${secret}`);
      for (const words of [`${stranger?.name ?? ''}最近怎么样`, '待办', '本周', '我的学生'])
        await double.say(userId, words);
      const guardian = plan.guardians[(index * 41 + day * 17) % plan.guardians.length];
      await double.say(double.platform.slice(0, 1) + (guardian?.key ?? ''), '老师，孩子明天请假一天');
    }
    await program.repliesSent();
  }

  // The reading itself finds what it is to find.
  const [last] = received.slice(-1);
  const { mentorKey = '' } = plan.pairings[0] ?? {};
  const other = nameOf(plan, plan.pairings.at(-1)?.studentKey ?? '');
  if (last === undefined) throw new Error('nobody received anything');
  const leak = {
    ...last.message,
    from: 'program' as const,
    via: 'push' as const,
    title: other,
    text: secret,
  };
  expect(faultsIn(plan, { userId: `w${mentorKey}`, message: leak })).toHaveLength(3);

  const faults = received.flatMap((one) => faultsIn(plan, one));
  expect(faults).toEqual([]);
  const log = logged.join('\n');
  expect(plan.students.filter(({ name }) => name.length > 2 && log.includes(name))).toEqual([]);
  expect(log).not.toContain(secret);
  const pushed = received.filter(({ message }) => message.via === 'push').length;
  expect([received.length > days * 10, pushed > days]).toEqual([true, true]);
  if (process.env['DAYS'] !== undefined)
    process.stdout.write(`${received.length} messages, ${pushed} pushed, ${readDay(dayOf(clock.now()))}\n`);
}, 600_000);

function nameOf({ students }: RosterPlan, key: string): string {
  return students.find((student) => student.key === key)?.name ?? '';
}

function faultsIn(plan: RosterPlan, { userId, message }: Received): string[] {
  const { from, title, text, via, buttons } = message;
  if (from === 'person') return [];
  const key = userId.slice(1);
  const told = [title, text, ...buttons.map((button) => button.text)].join('\n');
  const seen = scopeOf(plan, key);
  // What somebody typed comes back in quotation marks, and tells nothing that was not known.
  let rest = told.replaceAll(/「[^」]*」/g, '');
  for (const name of [...seen].toSorted((a, b) => b.length - a.length)) rest = rest.replaceAll(name, '');
  for (const { name } of [...plan.staff, ...plan.guardians]) rest = rest.replaceAll(name, '');
  const names = plan.students.map(({ name }) => name).filter((name) => name.length > 2);
  const faults = names
    .filter((name) => rest.includes(name))
    .map((name) => `${userId} reads of ${name}: ${told}`);
  if (via === 'push' && names.some((name) => title.includes(name))) faults.push(`${userId}: title ${title}`);
  if (told.includes(secret)) faults.push(`${userId} reads words of a note: ${told}`);
  return faults;
}

/** Mentees, the class of a homeroom teacher, the own children. */
function scopeOf({ students, pairings, guardians, roles }: RosterPlan, key: string): ReadonlySet<string> {
  const classes = new Set(
    roles.flatMap((role) => (role.staffKey === key && 'classKey' in role ? [role.classKey] : [])),
  );
  const keys = new Set([
    ...pairings.filter(({ mentorKey }) => mentorKey === key).map(({ studentKey }) => studentKey),
    ...guardians
      .filter((guardian) => guardian.key === key)
      .flatMap(({ children }) => children.map((child) => child.studentKey)),
  ]);
  return new Set(
    students
      .filter((student) => keys.has(student.key) || classes.has(student.classKey))
      .map(({ name }) => name),
  );
}
