/** What the speaker has answered about this very message takes the place of what the words left open. */
import type { Act, PlannedAct } from './act.ts';
import type { Doubt } from './mentions.ts';
import type { Scene } from './scene.ts';
import type { SettledPoints, UnderstoodRecord } from './understanding.ts';

export function withSettledPoints(act: Act, points: SettledPoints | undefined): Act {
  if (points === undefined) return act;
  const { kind, happened } = points;
  return {
    ...act,
    ...withPeople(act, points),
    ...(kind === undefined ? {} : { kind, isEach: kind !== 'group_exchange' }),
    isDone: act.isDone || happened === true || points.on !== undefined,
  };
}

export function withSettledPeople(plan: PlannedAct, points: SettledPoints | undefined): PlannedAct {
  return points === undefined ? plan : { ...plan, ...withPeople(plan, points) };
}

/** An answered name stands for the unclear one; somebody named clearly beside it stays. */
function withPeople(
  { studentIds, doubts }: Pick<Act, 'studentIds' | 'doubts'>,
  points: SettledPoints,
): Pick<Act, 'studentIds' | 'doubts'> {
  const isOpen = studentIds.length === 0 || doubts.some(isAboutPeople);
  if (points.studentIds === undefined || !isOpen) return { studentIds, doubts };
  return {
    studentIds: [...new Set([...studentIds, ...points.studentIds])],
    doubts: doubts.filter((doubt) => !isAboutPeople(doubt)),
  };
}

function isAboutPeople({ about }: Doubt): boolean {
  return about === 'which_student' || about === 'not_your_mentee';
}

/** A message that tells of no contact by itself, once the speaker has said which kind it was. */
export function recordByAnswer(
  namedIds: readonly string[],
  { today, context: { settled } }: Scene,
): UnderstoodRecord | undefined {
  const studentIds = settled?.studentIds ?? namedIds;
  if (settled?.kind === undefined || studentIds.length === 0) return undefined;
  return { studentIds, kind: settled.kind, on: settled.on ?? today, outcome: 'done', spans: {} };
}
