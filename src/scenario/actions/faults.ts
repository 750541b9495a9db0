/** What goes wrong on purpose: a platform's fault, the end of the process, a callback delivered once more. */
import type { DeliverAgainAction, FaultAction, ProcessAction } from '../action-schemas.ts';
import { accepted, type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';
import { readDurationMs, readWallTime } from '../wall-time.ts';

export function setFault(stage: Stage, fault: FaultAction): Outcome {
  const { platform, kind } = fault;
  if (kind === 'none') {
    stage.clearFault(platform);
    return accepted;
  }
  const from = fault.from === undefined ? stage.clock.now() : readWallTime(fault.from);
  const until = fault.for === undefined ? undefined : new Date(from.getTime() + readDurationMs(fault.for));
  stage.planFault({ platform, kind, from, until });
  return accepted;
}

export async function changeProcess(stage: Stage, { verb }: ProcessAction): Promise<Outcome> {
  if (verb === 'second_instance') {
    // An embedded database has one server by design.
    if (stage.instance.database.kind !== 'postgresql') return refusedFor('needs_postgresql');
    await stage.addInstance();
    return accepted;
  }
  await stage.rebuild(verb === 'kill' ? 'kill' : 'close');
  return accepted;
}

/** The echo of a repeat is the platform's affair; what counts is what is filed and sent. */
export async function deliverAgain(stage: Stage, { via, times }: DeliverAgainAction): Promise<Outcome> {
  let isAcknowledged = true;
  for (let time = 0; time < times; time += 1) {
    stage.takeTurns();
    const { acknowledged } = await stage.doubles[via ?? stage.lastVia].deliverAgain();
    isAcknowledged &&= acknowledged;
  }
  await stage.settle();
  return isAcknowledged ? accepted : refusedFor('not_received');
}
