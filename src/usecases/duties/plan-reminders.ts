/** At the reminder hour of a day: one outbox row for each duty whose reminder falls on it. Twice writes once. */
import { type Day, dayOf, instantOf, minuteOfDay } from '../../domain/day.ts';
import type { PushLimits } from '../../domain/delivery/push-limits.ts';
import { nextSlotAt } from '../../domain/delivery/sending-hours.ts';
import { type Duty, dutyKey } from '../../domain/duties/duty.ts';
import { dueReminders } from '../../domain/duties/reminders.ts';
import type { NewNotice } from '../../storage/outbox.ts';
import type { School } from '../../storage/schools.ts';
import type { Storage } from '../../storage/storage.ts';
import { limitsOf } from '../delivery/limits-of.ts';
import { promisedOn } from '../follow-ups/plan-promise-reminders.ts';
import { asksPeople, roundHour } from '../questionnaires/keep-rounds.ts';
import { loadDuties, type SchemeVersionsOf } from './load-duties.ts';

export interface PlanRemindersDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  readonly schemeVersions: SchemeVersionsOf;
  /** Of a school that has set none of its own. */
  readonly limits: PushLimits;
}

/** How many reminders were new. A school that has not pressed start is only previewed: nothing is planned. */
export async function planReminders(
  deps: PlanRemindersDeps,
  school: School,
  on: Day,
  now: Date,
): Promise<number> {
  const { storage } = deps;
  const due = await remindersOn(deps, school, on);
  const limits = await limitsOf(storage, school.id, deps.limits);
  const addressees = await findAddressees(storage, school, [...new Set(due.map((duty) => duty.ownerId))]);
  const notices = due.flatMap((duty): NewNotice[] => {
    const addressee = addressees.get(duty.ownerId);
    if (addressee === undefined) return [];
    return [
      {
        ...addressee,
        id: deps.newId(),
        schoolId: school.id,
        payload: { duty: dutyKey(duty), owner: duty.ownerId },
        isUrgent: false,
        // The window stands in the duty's key: each duty is reminded once (CV-24).
        naturalKey: `reminder|${school.id}|${dutyKey(duty)}`,
        notBeforeAt: instantOf(on, limits.reminderHour),
        notAfterAt: instantOf(duty.window.lastOn < on ? on : duty.window.lastOn, limits.quietFrom),
        createdAt: now,
      },
    ];
  });
  return storage.outbox.plan(notices);
}

type Addressee = Pick<NewNotice, 'accountId' | 'personId' | 'channel' | 'card'>;

/** Staff are told themselves; a student through the first guardian who can be reached. */
async function findAddressees(
  storage: Storage,
  school: School,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, Addressee>> {
  const roster = await storage.roster(school);
  const accountOf = await storage.identities.accountsInUse(school.id);
  const addressees = new Map<string, Addressee>();
  for (const ownerId of ownerIds) {
    const isStudent = roster.people.get(ownerId)?.kind === 'student';
    const guardians = roster.pupilById.get(ownerId)?.guardians ?? [];
    const candidates = isStudent ? guardians.map(({ id }) => id) : [ownerId];
    const personId = candidates.find((id) => accountOf.has(id));
    const accountId = accountOf.get(personId ?? '');
    if (personId === undefined || accountId === undefined) continue;
    addressees.set(ownerId, {
      accountId,
      personId,
      channel: isStudent ? 'school_notice' : 'app',
      card: isStudent ? 'guardian_reminder' : 'reminder',
    });
  }
  return addressees;
}

/** The duties that are put to their owners on a day. */
async function remindersOn(deps: PlanRemindersDeps, school: School, on: Day): Promise<readonly Duty[]> {
  if (!school.isStarted || on < school.startOn) return [];
  const roster = await deps.storage.roster(school);
  const schemeVersions = deps.schemeVersions(school.schemeId, roster.followed);
  const question = { tables: deps.storage, school, roster, schemeVersions };
  // Only what is open is reminded: windows of other days need not be worked out.
  const duties = await loadDuties(question, on, { dueFrom: on, openingUntil: on });
  return schemeVersions.flatMap((version) => dueReminders(duties, roster.calendar, version, on));
}

/** The hours of a day at which something is planned for any school, in the order of the day. */
export async function slotHoursOf({
  storage,
  schemeVersions,
  limits: defaults,
}: Omit<PlanRemindersDeps, 'newId'>): Promise<readonly number[]> {
  const hours = new Set<number>();
  for (const school of await storage.schools.list()) {
    const { promiseHour, reminderHour } = await limitsOf(storage, school.id, defaults);
    hours.add(promiseHour).add(reminderHour);
    if (await asksPeople({ storage, schemeVersions }, school)) hours.add(roundHour);
  }
  return [...hours].sort((a, b) => a - b);
}

/** The first moment from `from` on at which reminders leave, looking at most `days` ahead. */
export async function nextReminderAt(
  deps: PlanRemindersDeps,
  from: Date,
  days: number,
): Promise<Date | undefined> {
  const schools = await deps.storage.schools.list();
  const hours = await slotHoursOf(deps);
  let at = nextSlotAt(from, hours);
  for (let ahead = 0; ahead < days * hours.length; ahead += 1) {
    for (const school of schools) if (await isAnythingPlannedAt(deps, school, at)) return at;
    at = nextSlotAt(at, hours);
  }
  return undefined;
}

async function isAnythingPlannedAt(deps: PlanRemindersDeps, school: School, at: Date): Promise<boolean> {
  const { promiseHour, reminderHour } = await limitsOf(deps.storage, school.id, deps.limits);
  const minute = minuteOfDay(at);
  if (minute === promiseHour && (await promisedOn(deps.storage, school, dayOf(at))).length > 0) return true;
  return minute === reminderHour && (await remindersOn(deps, school, dayOf(at))).length > 0;
}
