/** Flags, leave, pairings: what changes who owes what. */
import { studentOfConcern } from '../../domain/vocabulary.ts';
import { changePairing } from '../../usecases/school/change-pairing.ts';
import { recordLeave } from '../../usecases/school/record-leave.ts';
import { clearFlag, setFlag } from '../../usecases/school/set-flag.ts';
import type { FlagAction, LeaveAction, PairingAction } from '../action-schemas.ts';
import { accepted, type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';

export async function changeFlag(
  stage: Stage,
  verb: 'flag' | 'unflag',
  written: FlagAction,
): Promise<Outcome> {
  const { student, category = studentOfConcern, by, responsible_leader: leader } = written;
  const flag = {
    schoolId: stage.schoolId,
    studentId: student,
    category,
    ...(by === undefined ? {} : { actorId: by }),
    ...(leader === undefined ? {} : { responsibleLeaderId: leader }),
    now: stage.clock.now(),
  };
  if (verb === 'flag')
    return (await setFlag(stage, flag)) ? { accepted: true, state: 'set' } : refusedFor('already_set');
  return (await clearFlag(stage, flag)) ? { accepted: true, state: 'cleared' } : refusedFor('not_set');
}

export async function takeLeave(stage: Stage, { who, from, to }: LeaveAction): Promise<Outcome> {
  const { schoolId } = stage;
  for (const personId of who) {
    await recordLeave(stage, { schoolId, personId, fromOn: from, untilOn: to, now: stage.clock.now() });
  }
  return accepted;
}

export async function pair(stage: Stage, written: PairingAction): Promise<Outcome> {
  const { verb, student, mentor, by, focus, reason } = written;
  const changed = await changePairing(stage, {
    schoolId: stage.schoolId,
    verb,
    studentId: student,
    ...(mentor === undefined ? {} : { mentorId: mentor }),
    ...(by === undefined ? {} : { actorId: by }),
    ...(focus === undefined ? {} : { focus }),
    ...(reason === undefined ? {} : { reason }),
    now: stage.clock.now(),
  });
  if ('refused' in changed)
    return changed.refused.startsWith('trial')
      ? refusedFor('SULOU-19', changed.refused)
      : refusedFor(changed.refused);
  return { accepted: true, state: changed.state };
}
