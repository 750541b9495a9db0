/**
 * Paper slips for whoever cannot be reached or has no phone: one for each sheet of a class that has not come back. Each
 * printing makes new codes, so that a lost sheet of paper is worth nothing; of a code only its hash is kept.
 */
import { holds, isHomeroomTeacher } from '../../domain/visibility/standing.ts';
import type { Invitation, UnreachableReason } from '../../storage/invitations.ts';
import type { QuestionnaireRound } from '../../storage/questionnaires.ts';
import { type ConsoleScene, consoleScene } from '../console/console-scene.ts';
import type { OwnPageDeps, Visitor } from '../own-page/own-scene.ts';
import { gradesOf, stateOf } from './report-round.ts';
import { type RoundSight, roundSight } from './round-sight.ts';

export interface SlipClass {
  /** '' for staff. */
  readonly classKey: string;
  readonly unanswered: number;
  readonly unreachable: readonly { readonly name: string; readonly reason: UnreachableReason }[];
}

export interface SlipClasses {
  readonly round: QuestionnaireRound;
  readonly classes: readonly SlipClass[];
}

export interface Slip {
  readonly person: string;
  /** The child, of a guardian. */
  readonly student?: string;
  readonly mentor?: string;
  readonly title: string;
  /** As it is printed. */
  readonly code: string;
}

export interface PrintSlips {
  readonly visitor: Visitor;
  readonly roundId: string;
  readonly classKey: string;
  readonly now: Date;
}

export interface SlipDeps extends OwnPageDeps {
  readonly newCode: () => { readonly code: string; readonly codeHash: string };
}

/** Of an open round, the classes whose slips are this person's to hand out; undefined where there are none. */
export async function slipClasses(scene: ConsoleScene, roundId: string): Promise<SlipClasses | undefined> {
  const found = await openRound(scene, roundId);
  if (found === undefined) return undefined;
  const waiting = await unanswered(scene, found.round);
  const keys = [...new Set(waiting.map(({ classKey }) => classKey))].sort();
  const classes = keys
    .filter((classKey) => handsOut(scene, found.held, classKey))
    .map((classKey) => {
      const ofClass = waiting.filter((invitation) => invitation.classKey === classKey);
      return { classKey, unanswered: ofClass.length, unreachable: unreachableIn(scene, ofClass) };
    });
  return classes.length === 0 ? undefined : { round: found.round, classes };
}

/** Undefined where they are not this person's to print, or the round is not open. */
export function printSlips(
  deps: SlipDeps,
  { visitor, roundId, classKey, now }: PrintSlips,
): Promise<readonly Slip[] | undefined> {
  return deps.storage.transaction(async (tables) => {
    const scene = await consoleScene(deps, tables, visitor, now);
    const found = scene && (await openRound(scene, roundId));
    if (scene === undefined || found === undefined || !handsOut(scene, found.held, classKey))
      return undefined;
    const titles = new Map(
      (await tables.questionnaires.ofRound(roundId)).map(({ id, form }) => [id, form.title]),
    );
    const waiting = (await unanswered(scene, found.round)).filter((one) => one.classKey === classKey);
    const coded = waiting.map((invitation) => ({ invitation, ...deps.newCode() }));
    await tables.invitations.setCodes(coded.map(({ invitation: { id }, codeHash }) => ({ id, codeHash })));
    await tables.audit.add([
      {
        id: deps.newId(),
        schoolId: scene.school.id,
        at: now,
        actorId: scene.person.id,
        verb: 'slips_printed',
        subjectId: roundId,
        detail: { class: classKey, slips: coded.length },
      },
    ]);
    const slips = coded.map(({ invitation, code }) =>
      slipOf(scene, invitation, titles.get(invitation.questionnaireId) ?? '', code),
    );
    return slips.toSorted((a, b) => sortName(a).localeCompare(sortName(b), 'zh'));
  });
}

async function openRound(
  scene: ConsoleScene,
  roundId: string,
): Promise<{ readonly round: QuestionnaireRound; readonly held: RoundSight } | undefined> {
  const round = await scene.tables.questionnaires.round(scene.school.id, roundId);
  if (round === undefined || stateOf(round) !== 'open') return undefined;
  return { round, held: roundSight(scene.look, round, gradesOf(scene)) };
}

function handsOut({ look }: ConsoleScene, { isIssuer }: RoundSight, classKey: string): boolean {
  return isIssuer || holds(look, 'moral_office') || (classKey !== '' && isHomeroomTeacher(look, classKey));
}

async function unanswered({ tables }: ConsoleScene, round: QuestionnaireRound): Promise<Invitation[]> {
  const waiting: Invitation[] = [];
  for (const { id } of await tables.questionnaires.ofRound(round.id))
    waiting.push(...(await tables.invitations.list(id)).filter(({ isUsed }) => !isUsed));
  return waiting;
}

function unreachableIn(
  { roster }: ConsoleScene,
  invitations: readonly Invitation[],
): SlipClass['unreachable'] {
  const people = new Map(
    invitations.flatMap(({ personId, studentId, unreachable }) =>
      unreachable === undefined ? [] : [[personId, { studentId, reason: unreachable }] as const],
    ),
  );
  return [...people].map(([personId, { studentId, reason }]) => {
    const name = roster.people.get(personId)?.name ?? '';
    const student = studentId === personId ? undefined : roster.people.get(studentId)?.name;
    return { name: student === undefined ? name : `${student}：${name}`, reason };
  });
}

function slipOf({ roster }: ConsoleScene, invitation: Invitation, title: string, code: string): Slip {
  const { personId, studentId, mentorId } = invitation;
  const student = studentId === personId ? undefined : roster.people.get(studentId)?.name;
  const mentor = roster.people.get(mentorId)?.name;
  return {
    person: roster.people.get(personId)?.name ?? '',
    title,
    code,
    ...(student === undefined ? {} : { student }),
    ...(mentor === undefined ? {} : { mentor }),
  };
}

function sortName({ person, student, title }: Slip): string {
  return `${student ?? person} ${person} ${title}`;
}
