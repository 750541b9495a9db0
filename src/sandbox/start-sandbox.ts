/** The whole product on one machine: both doubles, the demo school, the phone page, and a clock that can be moved. */

import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { dayOf, instantOf, readDay } from '../domain/day.ts';
import { writeClass } from '../domain/roster/class-name.ts';
import { type Platform, platforms } from '../domain/vocabulary.ts';
import type { Logger } from '../log.ts';
import { buildProgram, type Program } from '../program.ts';
import { loadCalendar } from '../schemes/load-preset.ts';
import type { Database } from '../storage/open-database.ts';
import type { Storage } from '../storage/storage.ts';
import { menuSetting } from '../usecases/delivery/set-menus.ts';
import { nextReminderAt, slotHoursOf } from '../usecases/duties/plan-reminders.ts';
import { ensureSchool } from '../usecases/school/ensure-school.ts';
import { importRoster } from '../usecases/school/import-roster.ts';
import { demoDirectory } from './demo-directory.ts';
import { demoHistory } from './demo-history.ts';
import { demoPeople } from './demo-people.ts';
import {
  demoAdministrator,
  demoCalendarId,
  demoPairingDay,
  demoSchool,
  demoSchoolName,
  demoStartDay,
} from './demo-school.ts';
import { createDingtalkDouble } from './dingtalk-double.ts';
import type { DoubleDependencies, DoublePerson, PlatformDouble } from './double.ts';
import { createMovableClock, type MovableClock } from './movable-clock.ts';
import { RealSchoolError } from './real-school-error.ts';
import { runUntil } from './run-until.ts';
import { dingtalkAccount, wecomAccount, withDoubles } from './sandbox-accounts.ts';
import { createSandboxRoutes } from './sandbox-routes.ts';
import { createWecomDouble } from './wecom-double.ts';

export interface Sandbox {
  readonly program: Program;
  readonly doubles: Readonly<Record<Platform, PlatformDouble>>;
  readonly clock: MovableClock;
  listen(port: number, host: string): Promise<{ port: number }>;
  close(): Promise<void>;
}

export interface SandboxParts {
  readonly config: Config;
  readonly database: Database;
  readonly appKey: Buffer;
  readonly realClock: Clock;
  readonly logger: Logger;
  readonly newId: () => string;
}

/** A Wednesday in the middle of the demo term, at noon: the reminders of the week are a day away. */
const firstMoment = instantOf(readDay('2026-11-18'), 12 * 60 + 20);
const offsetSetting = 'sandbox.clock_offset_ms';
const answerTimeoutMs = 5_000;
const reminderSearchDays = 60;

export async function startSandbox(parts: SandboxParts): Promise<Sandbox> {
  const clock = createMovableClock(parts.realClock);
  const deps: DoubleDependencies = {
    clock,
    newId: parts.newId,
    answerTimeoutMs,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()),
  };
  const doubles = {
    wecom: await createWecomDouble(deps, wecomAccount),
    dingtalk: await createDingtalkDouble(deps, dingtalkAccount),
  };
  const config = withDoubles(parts.config, {
    wecom: doubles.wecom.baseUrl,
    dingtalk: doubles.dingtalk.baseUrl,
  });
  const control = { current: undefined as Program | undefined };
  const routes = createSandboxRoutes({
    doubles,
    ownAddress: () => control.current?.publicUrl(),
    people: async () => (control.current === undefined ? [] : listPeople(control.current.storage, clock)),
    clock: {
      now: () => clock.now(),
      moveTo: (at) => moveTo(control.current, clock, at),
      nextDueAt: async () => control.current && nextDueAt(control.current, clock.now()),
    },
  });
  const program = buildProgram({ ...parts, config, clock, extraRouters: [routes] });
  control.current = program;

  await refuseRealSchool(program.storage);
  await restoreClock(program.storage, clock, parts.realClock);
  await seedDemoSchool(program, clock.now());
  await introducePeople(program.storage, doubles);
  const people = demoSchool();
  for (const platform of platforms) doubles[platform].setDirectory(demoDirectory(people, platform));
  await forgetMenus(program.storage);
  return {
    program,
    doubles,
    clock,
    async listen(port, host) {
      const bound = await program.listen(port, host);
      doubles.wecom.setCallbackUrl(`http://127.0.0.1:${bound.port}/callbacks/wecom/main`);
      doubles.dingtalk.setCallbackUrl(`http://127.0.0.1:${bound.port}/callbacks/dingtalk/main`);
      return bound;
    },
    async close() {
      await doubles.wecom.close();
      await doubles.dingtalk.close();
      await program.close();
    },
  };
}

async function moveTo(program: Program | undefined, clock: MovableClock, at: Date): Promise<void> {
  if (program === undefined) return;
  await runUntil(
    {
      now: () => clock.now(),
      setTo: (to) => clock.setTo(to),
      tick: () => program.tick(),
      nextDueAt: () => program.storage.outbox.nextDueAt(),
      slotHours: await slotHoursOf(program.planning),
    },
    at,
  );
  await program.storage.settings.set(offsetSetting, String(clock.offsetMs));
}

async function nextDueAt(program: Program, now: Date): Promise<Date | undefined> {
  const waiting = await program.storage.outbox.nextDueAt();
  const reminder = await nextReminderAt(program.planning, now, reminderSearchDays);
  if (waiting === undefined || waiting <= now) return reminder;
  return reminder === undefined || waiting < reminder ? waiting : reminder;
}

async function refuseRealSchool(storage: Storage): Promise<void> {
  const schools = await storage.schools.list();
  if (schools.some((school) => !school.isDemo)) throw new RealSchoolError('the database holds a real school');
}

async function restoreClock(storage: Storage, clock: MovableClock, real: Clock): Promise<void> {
  const stored = await storage.settings.get(offsetSetting);
  clock.setOffset(stored === undefined ? firstMoment.getTime() - real.now().getTime() : Number(stored));
  await storage.settings.set(offsetSetting, String(clock.offsetMs));
}

async function seedDemoSchool({ storage, newId }: Program, now: Date): Promise<void> {
  if ((await storage.schools.list()).length > 0) return;
  const school = await ensureSchool(
    { storage, newId },
    {
      name: demoSchoolName,
      schemeId: 'shewobo',
      calendarId: demoCalendarId,
      calendar: loadCalendar(demoCalendarId),
      startOn: demoStartDay,
      isDemo: true,
      askWhom: '德育处',
      accounts: [
        { platform: 'wecom', key: wecomAccount.accountKey },
        { platform: 'dingtalk', key: dingtalkAccount.accountKey },
      ],
      now,
    },
  );
  const accounts = await storage.schools.accounts();
  await importRoster(
    { storage, newId },
    {
      schoolId: school.id,
      plan: demoSchool(),
      accountIds: Object.fromEntries(accounts.map((account) => [account.platform, account.id])),
      fromOn: demoStartDay,
      classNameOf: (grade, number) => writeClass({ grade, number }),
      now,
    },
  );
  const roster = await storage.roster(await storage.schools.get(school.id));
  const administrator = [...roster.people.values()].find(({ name }) => name === demoAdministrator);
  if (administrator !== undefined)
    await storage.rosterWriter.addRoles(school.id, [
      {
        id: newId(),
        personId: administrator.id,
        role: 'administrator',
        scope: 'school',
        fromOn: demoStartDay,
      },
    ]);
  await storage.schools.rosterChanged(school.id);
  const history = { schoolId: school.id, from: demoPairingDay, today: dayOf(now), newId };
  await storage.contacts.add(demoHistory(roster, history));
}

async function introducePeople(
  storage: Storage,
  doubles: Readonly<Record<Platform, PlatformDouble>>,
): Promise<void> {
  for (const account of await storage.schools.accounts()) {
    const roster = await storage.roster(await storage.schools.get(account.schoolId));
    const known = await storage.identities.list(account.id);
    doubles[account.platform].setPeople(
      known.flatMap(({ personId, userId }): DoublePerson[] => {
        const person = roster.people.get(personId);
        return person === undefined
          ? []
          : [{ userId, name: person.name, kind: person.kind, subscribed: true }];
      }),
    );
  }
}

/** The doubles begin without a menu each time. */
async function forgetMenus({ schools, settings }: Storage): Promise<void> {
  for (const { id } of await schools.accounts()) await settings.set(menuSetting(id), '');
}

async function listPeople(storage: Storage, clock: Clock) {
  const [school] = await storage.schools.list();
  if (school === undefined) return [];
  const roster = await storage.roster(school);
  const ids = new Map<string, Partial<Record<Platform, string>>>();
  for (const account of await storage.schools.accounts()) {
    for (const { personId, userId } of await storage.identities.list(account.id)) {
      ids.set(personId, { ...ids.get(personId), [account.platform]: userId });
    }
  }
  return demoPeople(roster, (personId) => ids.get(personId) ?? {}, clock.now());
}
