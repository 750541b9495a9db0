/**
 * "What is due?", asked every minute: the slots of today that have come and have not run. A slot missed while the
 * program was off is caught up the same day, until quiet hours; an older one is left: its windows have other slots.
 */
import { dayOf, minuteOfDay } from '../../domain/day.ts';
import { type PlanRemindersDeps, planReminders } from '../duties/plan-reminders.ts';
import { planPromiseReminders } from '../follow-ups/plan-promise-reminders.ts';
import type { KeepRoundsDeps } from '../questionnaires/keep-rounds.ts';
import { runRoundSlots } from '../questionnaires/round-slots.ts';
import { keepYears } from '../years/keep-years.ts';
import { limitsOf } from './limits-of.ts';

export interface RunSlotsDeps extends PlanRemindersDeps, KeepRoundsDeps {
  /** This process, in leases. */
  readonly holder: string;
  readonly report: (event: SlotEvent) => void;
}

export interface SlotEvent {
  readonly slot: string;
  readonly outcome: 'ran' | 'failed';
  readonly planned: number;
  readonly error?: unknown;
}

const leaseMs = 10 * 60_000;
/** Longer than any platform redelivers (dingtalk.md §3.2: minutes). */
const replyLifeMs = 3 * 24 * 60 * 60_000;
/** A picture that no record took is removed after this time. */
const unattachedLifeMs = 7 * 24 * 60 * 60_000;
/** The quiet hour in which old replies are forgotten, in minutes since midnight. */
const cleaningHour = 3 * 60;

export async function runSlots(deps: RunSlotsDeps): Promise<void> {
  const now = deps.now();
  const today = dayOf(now);
  const minute = minuteOfDay(now);
  for (const school of await deps.storage.schools.list()) {
    const limits = await limitsOf(deps.storage, school.id, deps.limits);
    const { promiseHour, reminderHour, quietFrom } = limits;
    await runOnce(deps, `years|${school.id}|${today}`, () => keepYears(deps, school, today, deps.now()));
    if (minute >= promiseHour && minute < quietFrom)
      await runOnce(deps, `promises|${school.id}|${today}`, () =>
        planPromiseReminders(deps, school, today, deps.now()),
      );
    if (minute >= reminderHour && minute < quietFrom)
      await runOnce(deps, `reminders|${school.id}|${today}`, () =>
        planReminders(deps, school, today, deps.now()),
      );
    await runRoundSlots(deps, school, limits, (key, work) => runOnce(deps, key, work));
  }
  if (minute >= cleaningHour) {
    await runOnce(deps, `clear-replies|${today}`, async () =>
      deps.storage.inbox.clearRepliesBefore(new Date(deps.now().getTime() - replyLifeMs)),
    );
    await runOnce(deps, `drop-attachments|${today}`, async () =>
      deps.storage.attachments.dropUnattachedBefore(new Date(deps.now().getTime() - unattachedLifeMs)),
    );
  }
}

async function runOnce(deps: RunSlotsDeps, key: string, work: () => Promise<number>): Promise<void> {
  const now = deps.now();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  if (!(await deps.storage.slots.take({ key, holder: deps.holder, now, leaseUntil }))) return;
  try {
    const planned = await work();
    await deps.storage.slots.done(key, deps.now());
    deps.report({ slot: key, outcome: 'ran', planned });
  } catch (error) {
    deps.report({ slot: key, outcome: 'failed', planned: 0, error });
  }
}
