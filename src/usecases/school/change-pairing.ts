/** Making, signing, changing and ending a pairing. What one side alone wishes is kept until the other side agrees. */
import { addDays, type Day, dayOf, daysBetween, readDay } from '../../domain/day.ts';
import type { PairingFact } from '../../domain/duties/facts.ts';
import { isInForce, type SchoolRoster } from '../../domain/school-roster.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import type { NewPairing } from '../../storage/write-roster.ts';

export interface ChangePairing {
  readonly schoolId: string;
  /** `provisional` begins a trial (CV-22), `confirm` ends it. */
  readonly verb: 'provisional' | 'confirm' | 'formal' | 'sign' | 'change' | 'end';
  readonly studentId: string;
  /** The mentor meant; for `change` the wanted new one. May be left out where the student has one only. */
  readonly mentorId?: string;
  /** One of the pair, or somebody who decides for the school; absent for the school itself. */
  readonly actorId?: string;
  readonly focus?: NewPairing['focus'];
  readonly reason?: string;
  readonly now: Date;
}

export type PairingState =
  | 'provisional'
  | 'formal'
  | 'unsigned'
  | 'signed'
  | 'proposed'
  | 'changed'
  | 'requested'
  | 'ended';
export type PairingRefusal =
  | 'no_pairing'
  | 'already_paired'
  | 'mentor_missing'
  | 'not_of_this_pair'
  | 'trial_too_short'
  | 'trial_too_long';
export type ChangedPairing = { readonly state: PairingState } | { readonly refused: PairingRefusal };

interface Scene {
  readonly tables: Tables;
  readonly newId: () => string;
  readonly roster: SchoolRoster;
  readonly today: Day;
  /** Pairings of the student in force today, with the mentor meant where one is named. */
  readonly current: readonly PairingFact[];
}

export async function changePairing(
  { storage, newId }: { readonly storage: Storage; readonly newId: () => string },
  change: ChangePairing,
): Promise<ChangedPairing> {
  return storage.transaction(async (tables) => {
    const roster = await tables.roster(await tables.schools.get(change.schoolId));
    const today = dayOf(change.now);
    const current = roster.facts.pairings.filter(
      (pairing) => pairing.studentId === change.studentId && isInForce(pairing, today),
    );
    const changed = await act({ tables, newId, roster, today, current }, change);
    if ('refused' in changed) return changed;
    await tables.schools.rosterChanged(change.schoolId);
    await tables.audit.add([
      {
        id: newId(),
        schoolId: change.schoolId,
        at: change.now,
        ...(change.actorId === undefined ? {} : { actorId: change.actorId }),
        verb: 'pairing_changed',
        subjectId: change.studentId,
        detail: {
          verb: change.verb,
          state: changed.state,
          ...(change.mentorId === undefined ? {} : { mentor: change.mentorId }),
        },
      },
    ]);
    return changed;
  });
}

function act(scene: Scene, change: ChangePairing): Promise<ChangedPairing> {
  switch (change.verb) {
    case 'provisional':
      return beginTrial(scene, change);
    case 'confirm':
      return confirm(scene, change);
    case 'formal':
      return makePairing(scene, change);
    case 'sign':
      return sign(scene, change);
    case 'change':
      return changeMentor(scene, change);
    case 'end':
      return endPairing(scene, change);
  }
}

async function makePairing(scene: Scene, change: ChangePairing): Promise<ChangedPairing> {
  const { mentorId, studentId, focus, reason } = change;
  if (mentorId === undefined) return { refused: 'mentor_missing' };
  if (scene.current.some((pairing) => pairing.mentorId === mentorId)) return { refused: 'already_paired' };
  await scene.tables.rosterWriter.addPairings(change.schoolId, [
    {
      id: scene.newId(),
      mentorId,
      studentId,
      fromOn: scene.today,
      ...(focus === undefined ? {} : { focus }),
      ...(reason === undefined ? {} : { reason }),
    },
  ]);
  return { state: 'formal' };
}

/** SULOU-19: between a week and three weeks to get used to each other. */
const shortestTrial = 7;
const longestTrial = 21;

async function beginTrial(scene: Scene, change: ChangePairing): Promise<ChangedPairing> {
  const made = await makePairing(scene, change);
  if ('refused' in made) return made;
  await scene.tables.settings.set(trialKey(change.studentId, change.mentorId ?? ''), scene.today);
  return { state: 'provisional' };
}

async function confirm(scene: Scene, change: ChangePairing): Promise<ChangedPairing> {
  const pairing = meant(scene, change.mentorId);
  if (pairing === undefined) return { refused: 'no_pairing' };
  const key = trialKey(change.studentId, pairing.mentorId);
  const begun = await scene.tables.settings.get(key);
  if (begun === undefined || begun === '') return { refused: 'no_pairing' };
  const days = daysBetween(readDay(begun), scene.today);
  if (days < shortestTrial) return { refused: 'trial_too_short' };
  if (days > longestTrial) return { refused: 'trial_too_long' };
  await scene.tables.settings.set(key, '');
  return { state: 'formal' };
}

function trialKey(studentId: string, mentorId: string): string {
  return `pairing_trial|${studentId}|${mentorId}`;
}

async function sign(scene: Scene, change: ChangePairing): Promise<ChangedPairing> {
  const pairing = meant(scene, change.mentorId);
  if (pairing === undefined) return { refused: 'no_pairing' };
  const side = sideOf(change, [pairing.mentorId]);
  if (side === 'other') return { refused: 'not_of_this_pair' };
  if (!(await haveAgreed(scene, `sign|${pairing.id}`, side))) return { state: 'unsigned' };
  await scene.tables.rosterWriter.signPairing(pairing.id, scene.today);
  return { state: 'signed' };
}

async function changeMentor(scene: Scene, change: ChangePairing): Promise<ChangedPairing> {
  const { mentorId, studentId } = change;
  if (mentorId === undefined) return { refused: 'mentor_missing' };
  const others = scene.current.filter((pairing) => pairing.mentorId !== mentorId);
  if (others.length === 0) return { refused: 'no_pairing' };
  const side = sideOf(change, [mentorId, ...others.map((pairing) => pairing.mentorId)]);
  if (!(await haveAgreed(scene, `change|${studentId}|${mentorId}`, side))) return { state: 'proposed' };
  for (const pairing of others)
    await scene.tables.rosterWriter.endPairing(pairing.id, addDays(scene.today, -1));
  await makePairing(scene, change);
  return { state: 'changed' };
}

/** A student asks for the end; the school ends it. */
async function endPairing(scene: Scene, change: ChangePairing): Promise<ChangedPairing> {
  const pairing = meant(scene, change.mentorId);
  if (pairing === undefined) return { refused: 'no_pairing' };
  if (change.actorId === change.studentId) return { state: 'requested' };
  await scene.tables.rosterWriter.endPairing(pairing.id, scene.today);
  return { state: 'ended' };
}

function meant({ current }: Scene, mentorId: string | undefined): PairingFact | undefined {
  if (mentorId !== undefined) return current.find((pairing) => pairing.mentorId === mentorId);
  return current.length === 1 ? current[0] : undefined;
}

type Side = 'student' | 'mentor' | 'school' | 'other';

function sideOf({ actorId, studentId, verb }: ChangePairing, mentorIds: readonly string[]): Side {
  if (actorId === undefined) return 'school';
  if (actorId === studentId) return 'student';
  if (mentorIds.includes(actorId)) return 'mentor';
  // Nobody signs for another; a change may be decided by whoever keeps the pairings.
  return verb === 'sign' ? 'other' : 'school';
}

/** Keeps the consent of one side; true once both are there, or where the school decides. */
async function haveAgreed({ tables, today }: Scene, matter: string, side: Side): Promise<boolean> {
  if (side === 'school') return true;
  const keyOf = (one: Side): string => `pairing_consent|${matter}|${one}`;
  await tables.settings.set(keyOf(side), today);
  return (await tables.settings.get(keyOf(side === 'student' ? 'mentor' : 'student'))) !== undefined;
}
