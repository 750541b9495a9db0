/** The planner works out only what is open on its day: it must find exactly what the whole year would have given. */
import { beforeEach, expect, test } from 'vitest';
import { addDays, readDay } from '../../../src/domain/day.ts';
import { computeDuties } from '../../../src/domain/duties/compute-duties.ts';
import { dutyKey } from '../../../src/domain/duties/duty.ts';
import { dueReminders } from '../../../src/domain/duties/reminders.ts';
import { type SchemeId, schemeIds } from '../../../src/domain/schemes/scheme.ts';
import { type ContactKind, contactKinds } from '../../../src/domain/vocabulary.ts';
import { loadDutyInput } from '../../../src/usecases/duties/load-duties.ts';
import { planReminders } from '../../../src/usecases/duties/plan-reminders.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aRunningProgram, type RunningProgram, storageBeside } from '../../support/running-program.ts';
import { aRoster, mentees, othersMentees, pairedOn } from '../../support/schools.ts';

/** Thursdays and ends of months, half months and terms: each cadence is reminded on one of them. */
const days = ['2026-09-10', '2026-11-19', '2026-11-24', '2026-12-31', '2027-01-21', '2027-01-22'].map(
  readDay,
);
/** Before the window, inside it, on the day, and a day too late. */
const daysAgo = [60, 20, 9, 3, 1, 0, -1];

onEachDatabase('reminders worked out from what is open', (database) => {
  beforeEach(() => database().empty());

  test.each(schemeIds)('are under %s those of the whole year', async (schemeId) => {
    const running = await aSchoolUnder(schemeId);
    const found = { planned: new Set<string>(), expected: new Set<string>() };
    for (const on of days) {
      await planReminders(running.program.planning, running.school, on, new Date(`${on}T08:00:00Z`));
      for (const key of await wholeYear(running, on)) found.expected.add(key);
    }
    for (const { payload } of await database().client.outboxNotice.findMany({ where: { channel: 'app' } }))
      found.planned.add(readDuty(payload));
    expect([...found.planned].toSorted()).toEqual([...found.expected].toSorted());
  });

  async function aSchoolUnder(schemeId: SchemeId): Promise<RunningProgram> {
    const roster = aRoster();
    const plan = {
      ...roster,
      pairings: roster.pairings.map((pairing) => ({ ...pairing, signedOn: pairedOn })),
    };
    const running = await aRunningProgram({ database: database(), plan });
    const storage = storageBeside(database());
    await storage.schools.change(running.school.id, { schemeId });
    const school = await storage.schools.get(running.school.id);
    const students = [mentees.zhang, mentees.zhao, othersMentees.chen];
    for (const [index, name] of students.entries()) {
      const studentId = await running.personId(name);
      const authorId = await running.personId(name === othersMentees.chen ? '周建国' : '林晓燕');
      await storage.contacts.add(
        days.flatMap((on, place) =>
          contactKinds
            .filter((_, number) => (number + index + place) % 3 !== 0)
            .flatMap((kind) => contactsOf({ kind, studentId, authorId, on, schoolId: school.id })),
        ),
      );
    }
    return { ...running, school };
  }

  async function wholeYear({ program, school }: RunningProgram, on: (typeof days)[number]) {
    const roster = await program.storage.roster(school);
    const schemeVersions = program.planning.schemeVersions(school.schemeId, roster.followed);
    const question = { tables: program.storage, school, roster, schemeVersions };
    const duties = computeDuties(await loadDutyInput(question, on), on);
    return schemeVersions
      .flatMap((version) => dueReminders(duties, roster.calendar, version, on))
      .filter(({ ownerId }) => roster.people.get(ownerId)?.kind === 'staff')
      .map(dutyKey);
  }
});

interface ContactParts {
  readonly kind: ContactKind;
  readonly studentId: string;
  readonly authorId: string;
  readonly schoolId: string;
  readonly on: (typeof days)[number];
}

function contactsOf({ on, ...who }: ContactParts) {
  return daysAgo.map((ago) => {
    const occurredOn = addDays(on, -ago);
    const id = [who.kind, who.studentId, on, ago].join('|');
    const loggedAt = new Date(`${on}T07:00:00Z`);
    const done = { outcome: 'done', individual: true, guardianIds: [], note: '' } as const;
    return { ...who, ...done, id, occurredOn, loggedAt };
  });
}

function readDuty(payload: string): string {
  const read: unknown = JSON.parse(payload);
  return typeof read === 'object' && read !== null && 'duty' in read ? String(read.duty) : '';
}
