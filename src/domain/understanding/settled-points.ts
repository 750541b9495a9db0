/** What the speaker has answered about this very message takes the place of what the words left open. */
import type { Act, PlannedAct } from './act.ts';
import type { Doubt } from './mention.ts';
import type { Scene } from './scene.ts';
import type { SettledPoints, UnderstoodRecord } from './understanding.ts';

export function withSettledPoints(act: Act, scene: Scene): Act {
  const points = scene.context.settled;
  if (points === undefined) return act;
  const { kind, happened } = points;
  return {
    ...act,
    ...withPeople(act, points, scene),
    ...(kind === undefined ? {} : { kind, isEach: kind !== 'group_exchange' }),
    isDone: act.isDone || happened === true || points.on !== undefined,
  };
}

export function withSettledPeople(plan: PlannedAct, scene: Scene): PlannedAct {
  const points = scene.context.settled;
  return points === undefined ? plan : { ...plan, ...withPeople(plan, points, scene) };
}

/** An answered name stands for the unclear one, if it is a mentee's; somebody named clearly beside it stays. */
function withPeople(
  { studentIds, doubts }: Pick<Act, 'studentIds' | 'doubts'>,
  points: SettledPoints,
  scene: Scene,
): Pick<Act, 'studentIds' | 'doubts'> {
  const isOpen = studentIds.length === 0 || doubts.some(isAboutPeople);
  const answered = points.studentIds?.filter((id) => scene.mentees.has(id));
  if (answered === undefined || answered.length === 0 || !isOpen) return { studentIds, doubts };
  return {
    studentIds: [...new Set([...studentIds, ...answered])],
    doubts: doubts.filter((doubt) => !isAboutPeople(doubt)),
  };
}

function isAboutPeople({ about }: Doubt): boolean {
  return about === 'which_student' || about === 'not_your_mentee';
}

/** A message that tells of no contact by itself, once the speaker has said which kind it was. */
export function recordByAnswer(
  namedIds: readonly string[],
  { today, mentees, context: { settled } }: Scene,
): UnderstoodRecord | undefined {
  const studentIds = (settled?.studentIds ?? namedIds).filter((id) => mentees.has(id));
  if (settled?.kind === undefined || studentIds.length === 0) return undefined;
  return { studentIds, kind: settled.kind, on: settled.on ?? today, outcome: 'done', spans: {} };
}
