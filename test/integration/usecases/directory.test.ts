/** A platform's people into a real database: first, again, after events that got lost, and within the month's calls. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../../src/domain/day.ts';
import type { Platform } from '../../../src/domain/vocabulary.ts';
import { createDirectories } from '../../../src/platform-adapters.ts';
import { type Directory, PlatformError } from '../../../src/platforms/contract.ts';
import { demoDirectory } from '../../../src/sandbox/demo-directory.ts';
import { demoSchool } from '../../../src/sandbox/demo-school.ts';
import { largeDirectory } from '../../../src/sandbox/large-directory.ts';
import type { DirectoryTouch, SchoolDirectory } from '../../../src/sandbox/school-directory.ts';
import type { Account } from '../../../src/storage/schools.ts';
import { foreseeDirectory } from '../../../src/usecases/directory/apply-directory.ts';
import { type DirectoryEvent, keepDirectories } from '../../../src/usecases/directory/keep-directories.ts';
import { readDirectory } from '../../../src/usecases/directory/read-directory.ts';
import { type SyncedDirectory, syncDirectory } from '../../../src/usecases/directory/sync-directory.ts';
import { onEachDatabase, type TestDatabase } from '../../support/databases.ts';
import { aRunningProgram, type RunningProgram } from '../../support/running-program.ts';
import { hour } from '../../support/test-clock.ts';

const small = { students: 40, guardians: 70, staff: 12, classSize: 10 };
const nobody = {
  staff: [],
  classes: [],
  students: [],
  guardians: [],
  pairings: [],
  identities: [],
  roles: [],
};
const nextNight = '2026-11-19T03:20:00+08:00';

onEachDatabase('the people of a directory', (database) => {
  let running: RunningProgram;
  let school: SchoolDirectory;
  const reported: DirectoryEvent[] = [];
  beforeEach(async () => {
    reported.length = 0;
    await database().empty();
    running = await aRunningProgram({ database: database(), plan: nobody });
    school = largeDirectory(small);
    running.wecom.setDirectory(school);
    running.dingtalk.setDirectory(school);
  });

  const deps = (holder = 'one') => ({
    storage: running.program.storage,
    newId: randomUUID,
    holder,
    now: () => running.clock.now(),
    directories: createDirectories(running.config, running.clock, {
      callsPerSecond: { wecom: 10_000, dingtalk: 10_000 },
    }),
    asPlatformError: (error: unknown) => (error instanceof PlatformError ? error : undefined),
    reportDirectory: (event: DirectoryEvent) => void reported.push(event),
  });
  const accountOf = async (platform: Platform): Promise<Account> => {
    const account = await running.program.storage.schools.account(platform, 'main');
    if (account === undefined) throw new Error('no account');
    return account;
  };
  async function sync(platform: Platform, write = true): Promise<SyncedDirectory> {
    const { directories, ...rest } = deps();
    const directory = directories[platform];
    if (directory === undefined) throw new Error('no directory');
    const synced = await syncDirectory(rest, { account: await accountOf(platform), directory, write });
    if (synced === 'busy') throw new Error('busy');
    return synced;
  }
  async function night(at = nextNight): Promise<void> {
    running.clock.setTo(at);
    await keepDirectories(deps());
  }
  const change = (platform: Platform, next: SchoolDirectory): void => running[platform].setDirectory(next);

  describe.each(['wecom', 'dingtalk'] as const)('of %s', (platform) => {
    test('are written once, with classes, relations, accounts and roles', async () => {
      await sync(platform);
      expect(await standing(database())).toEqual(expected(school, platform));
      const { client } = database();
      const homeroom = await client.roleAssignment.findMany({ where: { role: 'homeroom_teacher' } });
      expect(homeroom.map(({ scope }) => scope).sort()).toEqual(['1.1', '2.1', '3.1', '4.1']);
      expect(await client.roleAssignment.count({ where: { role: 'grade_head' } })).toBe(6);
      expect(await client.enrolment.count({ where: { reason: 'entered', fromOn: '2026-11-18' } })).toBe(40);
      expect(await client.person.count({ where: { source: platform } })).toBe(122);
      expect(await client.dataKey.count()).toBeGreaterThanOrEqual(40);
    });

    test('are written while they are read where there are many classes', async () => {
      const many = largeDirectory({ ...small, classSize: 2 });
      change(platform, many);
      const { plan } = await sync(platform);
      expect(await standing(database())).toEqual(expected(many, platform));
      expect(plan.newPeople).toHaveLength(122);
      expect(await database().client.auditLine.count({ where: { verb: 'directory_applied' } })).toBe(3);
    });

    test('of a reading that broke off stay, and the next one completes them', async () => {
      const many = largeDirectory({ ...small, classSize: 2 });
      change(platform, many);
      const { directories, ...rest } = deps();
      const whole = directories[platform];
      if (whole === undefined) throw new Error('no directory');
      let left = 18;
      const breaking: Directory = {
        ...whole,
        async readClass(unit) {
          left -= 1;
          if (left < 0) throw new PlatformError(platform, '50001', 'gone', { do: 'give_up' });
          return whole.readClass(unit);
        },
      };
      const account = await accountOf(platform);
      const broken = syncDirectory(rest, { account, directory: breaking, write: true });
      await expect(broken).rejects.toMatchObject({ code: '50001' });
      expect(await database().client.person.count({ where: { kind: 'student' } })).toBe(32);
      expect(await rest.storage.directories.reading(account.id)).toBeUndefined();
      await sync(platform);
      expect(await standing(database())).toEqual(expected(many, platform));
    });

    test('are only looked at without the word to write', async () => {
      const { plan } = await sync(platform, false);
      expect(plan.newPeople).toHaveLength(122);
      expect(await database().client.person.count()).toBe(0);
      expect(await database().client.directoryReading.count()).toBe(0);
      await night();
      expect(reported).toEqual([]);
    });

    test('read a second time write nothing', async () => {
      await sync(platform);
      const before = await everything(database());
      running.clock.advance(24 * hour);
      await sync(platform);
      expect(await everything(database())).toEqual(before);
    });

    test.each([
      ['lost', { lost: true }],
      ['doubled', { doubled: true }],
      ['out of order', { outOfOrder: true }],
      ['misspelt', { misspelt: true }],
      ['all of it', { lost: true, doubled: true, outOfOrder: true, misspelt: true }],
    ])('are true again after the night, with events %s', async (_how, faults) => {
      await sync(platform);
      const { next, touches } = upheaval(school);
      change(platform, next);
      await running[platform].announce(touches, faults);
      running.clock.advance(hour / 2);
      await keepDirectories(deps());
      // DingTalk's classes are gone through night by night.
      for (const on of ['19', '20', '21']) await night(`2026-11-${on}T03:20:00+08:00`);
      expect(await standing(database())).toEqual(expected(next, platform));
      const reading = await running.program.storage.directories.reading((await accountOf(platform)).id);
      expect(reading).toMatchObject({ wantedIds: [] });
      expect(reading?.wantedSince).toBeUndefined();
      expect(reported.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    });

    test('who are gone are ended and not deleted, and come back as the same', async () => {
      await sync(platform);
      const gone = school.staff[11]?.userId ?? '';
      change(platform, { ...school, staff: school.staff.filter(({ userId }) => userId !== gone) });
      await night();
      const { client } = database();
      const ended = await client.person.findMany({ where: { endedOn: { not: null } } });
      expect(ended).toMatchObject([
        { endedOn: '2026-11-19', endedWhy: 'vanished', name: school.staff[11]?.name },
      ]);
      const account = await accountOf(platform);
      expect(await running.program.storage.identities.personOf(account.id, platform, gone)).toBeUndefined();
      change(platform, school);
      await night('2026-11-20T03:20:00+08:00');
      expect(await standing(database())).toEqual(expected(school, platform));
      expect(await client.person.count()).toBe(122);
      expect(await running.program.storage.identities.personOf(account.id, platform, gone)).toBe(
        ended[0]?.id,
      );
    });

    test('when half of them cannot be seen any more nobody is ended', async () => {
      await sync(platform);
      change(platform, { ...school, students: school.students.slice(0, 5) });
      await sync(platform);
      expect(await database().client.person.count({ where: { endedOn: { not: null } } })).toBe(0);
    });

    test('while the platform is out of reach stay as they are, and the failure is noted', async () => {
      await sync(platform);
      const before = await everything(database());
      running[platform].setFault({ kind: 'outage' });
      running.clock.setTo(nextNight);
      const quick = deps();
      const broken = Object.fromEntries(
        Object.entries(quick.directories).map(([key, directory]) => [
          key,
          {
            ...directory,
            readStaff: () => Promise.reject(new PlatformError(platform, 'network', 'out', { do: 'retry' })),
          },
        ]),
      );
      await keepDirectories({ ...quick, directories: broken });
      expect(await everything(database())).toEqual(before);
      expect(reported).toMatchObject([{ outcome: 'failed', code: 'network' }]);
      const reading = await running.program.storage.directories.reading((await accountOf(platform)).id);
      expect(reading?.lastError).toBe('network');
      // Not every minute, and then it is made good.
      running[platform].setFault(undefined);
      await keepDirectories(deps());
      expect(reported).toHaveLength(1);
      running.clock.advance(hour);
      await keepDirectories(deps());
      expect(reported).toMatchObject([{ outcome: 'failed' }, { kind: 'nightly', outcome: 'read' }]);
    });
  });

  test('of both platforms are one person each: certain by number and name, else the office is asked', async () => {
    await sync('wecom');
    const { plan } = await sync('dingtalk');
    // WeCom knows no numbers of students: they are asked by name and class, and their guardians wait for them.
    expect(plan.links.map(({ userId }) => userId).sort()).toEqual(
      school.staff.map(({ userId }) => userId).sort(),
    );
    expect(plan.newPeople).toEqual([]);
    const { storage } = running.program;
    const open = await storage.identityProposals.open(running.school.id);
    expect(new Set(open.map(({ reason }) => reason))).toEqual(new Set(['name_class']));
    expect(open).toHaveLength(40);

    const [first] = open;
    await storage.identityProposals.decide(first?.id ?? '', 'same', 'office', running.clock.now());
    const second = await sync('dingtalk');
    expect(second.plan.links).toMatchObject([{ person: first?.personId, userId: first?.userId }]);
    expect(new Set(second.plan.proposals.map(({ reason }) => reason))).toEqual(new Set(['child']));
    expect(await database().client.person.count()).toBe(122);
  });

  test('where each call counts are gone through over weeks, within the budget', async () => {
    await sync('dingtalk');
    const account = await accountOf('dingtalk');
    const { directories } = running.program.storage;
    const counted = async () => (await directories.reading(account.id))?.callsThisMonth;
    expect(await counted()).toBe(running.dingtalk.counted().api);
    const reading = await directories.reading(account.id);
    if (reading === undefined) throw new Error('never read');
    // 12 nights are left in November: 10 calls a night.
    await directories.keepReading(account.id, { ...reading, callsThisMonth: 2_500 - 120 });
    const before = running.dingtalk.counted().api;
    await night();
    const spent = running.dingtalk.counted().api - before;
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(20);
    await directories.keepReading(account.id, { ...reading, callsThisMonth: 2_500 });
    await night('2026-11-20T03:20:00+08:00');
    expect(running.dingtalk.counted().api).toBe(before + spent);
    expect(reported.map(({ outcome }) => outcome)).toEqual(['read', 'read']);
    // A new month, a new quota.
    await night('2026-12-01T03:20:00+08:00');
    expect(running.dingtalk.counted().api).toBeGreaterThan(0);
  });

  test('are read by one reader at a time; one that died gives way when its lease ends', async () => {
    const account = await accountOf('wecom');
    const { slots } = running.program.storage;
    const now = running.clock.now();
    await slots.take({
      key: `directory-lane|${account.id}`,
      holder: 'dead',
      now,
      leaseUntil: new Date(now.getTime() + 10 * 60_000),
    });
    await expect(sync('wecom')).rejects.toThrow('busy');
    running.clock.advance(hour);
    await sync('wecom');
    expect(dayOf(running.clock.now())).toBe('2026-11-18');
    expect(await database().client.person.count()).toBe(122);
  });
});

/** A transfer, a departure, a new child with a new guardian, a new adviser, an unsubscription, a new member of staff. */
function upheaval(school: SchoolDirectory): { next: SchoolDirectory; touches: readonly DirectoryTouch[] } {
  const [moved, left] = school.students;
  const [guardian] = school.guardians;
  const target = 1003;
  const next: SchoolDirectory = {
    ...school,
    staff: [...school.staff, { userId: 'T9999', name: '柳新月', number: 'G9999', departments: [101] }],
    classes: school.classes.map((unit) => (unit.id === target ? { ...unit, adviser: 'T9999' } : unit)),
    students: [
      ...school.students
        .filter(({ userId }) => userId !== left?.userId)
        .map((student) => (student.userId === moved?.userId ? { ...student, classId: target } : student)),
      { userId: 'S99999', name: '卢一诺', number: '202699999', classId: target },
    ],
    guardians: [
      ...school.guardians
        .filter(({ children }) => children.every(({ userId }) => userId !== left?.userId))
        .map((one) => (one.userId === guardian?.userId ? { ...one, isSubscribed: !one.isSubscribed } : one)),
      {
        userId: 'P99999',
        phone: '13799999999',
        isSubscribed: true,
        children: [{ userId: 'S99999', relation: 'grandmother_maternal' }],
      },
    ],
  };
  return {
    next,
    touches: [
      { what: 'student', id: moved?.userId ?? '', classId: moved?.classId ?? 0 },
      { what: 'student', id: moved?.userId ?? '', classId: target },
      { what: 'student', id: left?.userId ?? '', classId: left?.classId ?? 0 },
      { what: 'student', id: 'S99999', classId: target },
      { what: 'guardian', id: 'P99999', classId: target },
      { what: 'guardian', id: guardian?.userId ?? '', classId: moved?.classId ?? 0 },
      { what: 'class', id: String(target) },
      { what: 'staff', id: 'T9999' },
    ],
  };
}

async function everything({ client }: TestDatabase): Promise<unknown> {
  return {
    people: await client.person.findMany({ orderBy: { id: 'asc' } }),
    identities: await client.platformIdentity.findMany({ orderBy: { id: 'asc' } }),
    guardianships: await client.guardianship.findMany({ orderBy: { id: 'asc' } }),
    roles: await client.roleAssignment.findMany({ orderBy: { id: 'asc' } }),
    enrolments: await client.enrolment.findMany({ orderBy: { id: 'asc' } }),
    entries: await client.directoryEntry.findMany({ orderBy: { id: 'asc' } }),
    proposals: await client.identityProposal.findMany({ orderBy: { id: 'asc' } }),
    audit: await client.auditLine.findMany({ orderBy: { id: 'asc' } }),
    schools: await client.school.findMany(),
    classes: await client.schoolClass.findMany({ orderBy: { id: 'asc' } }),
  };
}

/** What holds now, by accounts. */
async function standing({ client }: TestDatabase): Promise<unknown> {
  const people = await client.person.findMany({ where: { endedOn: null } });
  const identities = await client.platformIdentity.findMany({ where: { endedAt: null } });
  const classes = new Map((await client.schoolClass.findMany()).map(({ id, key }) => [id, key]));
  const account = new Map(identities.map(({ personId, userId }) => [personId, userId]));
  const subscribed = new Map(identities.map(({ personId, isSubscribed }) => [personId, isSubscribed]));
  const living = new Set(people.map(({ id }) => id));
  const ties = await client.guardianship.findMany({ where: { endedOn: null } });
  const advisers = await client.roleAssignment.findMany({
    where: { role: 'homeroom_teacher', untilOn: null },
  });
  return {
    people: people
      .map(({ id, kind, name, classId }) =>
        [account.get(id), kind, name, classes.get(classId ?? ''), subscribed.get(id) ?? undefined].join(' '),
      )
      .sort(),
    ties: ties
      .filter(({ studentId, guardianId }) => living.has(studentId) && living.has(guardianId))
      .map(({ studentId, guardianId, relation }) =>
        [account.get(studentId), account.get(guardianId), relation].join(' '),
      )
      .sort(),
    advisers: advisers.map(({ personId, scope }) => `${account.get(personId)} ${scope}`).sort(),
  };
}

function expected(school: SchoolDirectory, platform: Platform): unknown {
  const gradeOf = new Map(school.grades.map(({ id, grade }) => [id, grade]));
  const keyOf = new Map(
    school.classes.map(({ id, gradeId, number }) => [id, `${gradeOf.get(gradeId)}.${number}`]),
  );
  return {
    people: [
      ...school.staff.map(({ userId, name }) => [userId, 'staff', name, undefined, undefined].join(' ')),
      ...school.students.map(({ userId, name, classId }) =>
        [userId, 'student', name, keyOf.get(classId), undefined].join(' '),
      ),
      ...school.guardians.map(({ userId, isSubscribed }) =>
        [userId, 'guardian', '', undefined, platform === 'wecom' ? isSubscribed : undefined].join(' '),
      ),
    ].sort(),
    ties: school.guardians
      .flatMap(({ userId, children }) =>
        children.map((child) => [child.userId, userId, child.relation].join(' ')),
      )
      .sort(),
    advisers: school.classes.map(({ id, adviser }) => `${adviser} ${keyOf.get(id)}`).sort(),
  };
}

onEachDatabase('the demo school', (database) => {
  test.each(['wecom', 'dingtalk'] as const)(
    'stands in the directory of %s as it stands here',
    async (platform) => {
      await database().empty();
      const running = await aRunningProgram({ database: database(), plan: demoSchool() });
      running[platform].setDirectory(demoDirectory(demoSchool(), platform));
      const account = await running.program.storage.schools.account(platform, 'main');
      const directory = createDirectories(running.config, running.clock, {
        callsPerSecond: { wecom: 10_000, dingtalk: 10_000 },
      })[platform];
      if (account === undefined || directory === undefined) throw new Error('no account');
      const { storage } = running.program;
      const { read } = await readDirectory(directory, { staff: true, classes: 'all' });
      const { plan } = await foreseeDirectory({ storage }, { account, read, now: running.clock.now() });
      const { links, entries, shown, ...rest } = plan;
      expect(Object.values(rest).flat()).toEqual([]);
      expect(Object.values(shown).flat()).toEqual([]);
      expect(entries.length).toBeGreaterThan(0);
      // Accounts of students, ids over all apps, and who follows the school's notices: of people who are here already.
      expect(links.filter(({ person }) => person.startsWith('new '))).toEqual([]);
    },
  );
});
