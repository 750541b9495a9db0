/** Moves virtual time to an instant and lets everything that falls due on the way happen at its own moment. */
import { nextSlotAt } from '../domain/delivery/sending-hours.ts';

export interface RunUntilDeps {
  readonly now: () => Date;
  readonly setTo: (at: Date) => void;
  readonly tick: () => Promise<void>;
  /** The earliest moment at which something waits in the outbox. */
  readonly nextDueAt: () => Promise<Date | undefined>;
  /** Minutes since midnight, in the order of the day. */
  readonly slotHours: readonly number[];
}

const minuteMs = 60_000;

export async function runUntil(deps: RunUntilDeps, until: Date): Promise<void> {
  await deps.tick();
  while (deps.now() < until) {
    const now = deps.now();
    const waiting = await deps.nextDueAt();
    // What waits already and could not leave is looked at again a minute later, as the real tick would.
    const dueAt =
      waiting === undefined ? until : new Date(Math.max(waiting.getTime(), now.getTime() + minuteMs));
    const next = new Date(
      Math.min(until.getTime(), dueAt.getTime(), nextSlotAt(now, deps.slotHours).getTime()),
    );
    deps.setTo(next > deps.now() ? next : deps.now());
    await deps.tick();
  }
}
