import { addDays, dayOf, instantOf } from '../../domain/day.ts';
import type { SandboxClock } from '../sandbox-control.ts';
import { SandboxRefusal } from './refusal.ts';
import type { ClockRequest } from './requests.ts';
import { momentText } from './time-text.ts';

const hourMs = 60 * 60 * 1000;
const longestMoveMs = 400 * 24 * hourMs;
const morningMinutes = 7 * 60;

/** Moves the clock for the page, one move at a time. */
export interface ClockMover {
  /** Where the clock is on its way to. */
  movingTo(): Date | undefined;
  /** Ends when every job on the way has run; answers with the moment reached. */
  move(request: ClockRequest): Promise<Date>;
}

export function createClockMover(clock: SandboxClock): ClockMover {
  let movingTo: Date | undefined;

  async function move(request: ClockRequest): Promise<Date> {
    if (movingTo) throw new SandboxRefusal(409, `时间正在走到 ${momentText(movingTo)}，请稍等。`);
    const start = clock.now();
    // Taken before the first await, so that a second press meets it.
    movingTo = start;
    try {
      const target = await targetOf(clock, request);
      refuseBadMove(start, target);
      movingTo = target;
      await clock.moveTo(target);
      return target;
    } finally {
      movingTo = undefined;
    }
  }

  return { movingTo: () => movingTo, move };
}

async function targetOf(clock: SandboxClock, request: ClockRequest): Promise<Date> {
  if ('at' in request) return request.at;
  const now = clock.now();
  if (request.to === 'hour') return new Date(now.getTime() + hourMs);
  if (request.to === 'morning') return instantOf(addDays(dayOf(now), 1), morningMinutes);
  const next = await clock.nextDueAt();
  if (!next) throw new SandboxRefusal(409, '眼下没有等着发的提醒。');
  return next;
}

function refuseBadMove(start: Date, target: Date): void {
  const distanceMs = target.getTime() - start.getTime();
  // The field knows whole minutes: the running minute is "now".
  if (distanceMs < -60_000) throw new SandboxRefusal(400, '时间只能往前走，请选一个更晚的时刻。');
  if (distanceMs > longestMoveMs) throw new SandboxRefusal(400, '一次最多往前走 400 天。');
}
