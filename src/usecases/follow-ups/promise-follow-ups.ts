/** Keeps what a mentor said would be done: 下周三再聊, 约了周五家访. */

import type { Day } from '../../domain/day.ts';
import { markOf } from '../../domain/mark.ts';
import type { UnderstoodPlan, UnderstoodRecord } from '../../domain/understanding/understanding.ts';
import type { ContactKind } from '../../domain/vocabulary.ts';
import type { FollowUp } from '../../storage/follow-ups.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import type { FilingScene } from '../records/log-contacts.ts';
import { sayFollowUp } from './describe-follow-up.ts';
import { trace } from './settle-follow-ups.ts';

export interface Promised {
  readonly studentId: string;
  readonly kind?: ContactKind;
  readonly on?: Day;
  readonly text: string;
}

export function promisedIn(
  plans: readonly UnderstoodPlan[],
  records: readonly UnderstoodRecord[],
  text: string,
): Promised[] {
  const planned = plans.flatMap(({ studentIds, kind, on }) =>
    studentIds.map((studentId) => ({
      studentId,
      text,
      ...(kind === undefined ? {} : { kind }),
      ...(on === undefined ? {} : { on }),
    })),
  );
  // 他答应早睡 beside a record is the child's promise: only a day makes it an appointment.
  const added = records.flatMap(({ studentIds, followUp }) =>
    followUp?.on === undefined ? [] : studentIds.map((studentId) => ({ studentId, ...followUp })),
  );
  return [...planned, ...added];
}

/** What is promised already is not kept twice; both are returned. */
export async function promiseFollowUps(
  scene: FilingScene,
  promised: readonly Promised[],
): Promise<readonly FollowUp[]> {
  const { tables, newId, person, school, now, inboxId } = scene;
  const open = await tables.followUps.openOf(
    person.id,
    promised.map(({ studentId }) => studentId),
  );
  const kept: FollowUp[] = [];
  for (const { studentId, kind, on, text } of promised) {
    const isSame = (one: FollowUp): boolean =>
      one.studentId === studentId && one.kind === kind && one.dueOn === on;
    const known = [...kept, ...open].find(isSame);
    if (known !== undefined) {
      if (!kept.includes(known)) kept.push(known);
      continue;
    }
    const followUp: FollowUp = {
      id: newId(),
      schoolId: school.id,
      authorId: person.id,
      studentId,
      createdAt: now,
      ...(kind === undefined ? {} : { kind }),
      ...(on === undefined ? {} : { dueOn: on }),
      ...(inboxId === undefined ? {} : { inboxId }),
    };
    await tables.followUps.add([{ ...followUp, text }]);
    await trace(scene, followUp, 'follow_up_promised');
    kept.push(followUp);
  }
  return kept;
}

/** A message that only promises. */
export async function keepPromises(
  scene: MessageScene,
  plans: readonly UnderstoodPlan[],
  text: string,
): Promise<Acted> {
  const kept = await promiseFollowUps(scene, promisedIn(plans, [], text));
  const studentIds = [...new Set(kept.map(({ studentId }) => studentId))];
  const [only] = studentIds;
  const isReminded = kept.some(({ dueOn }) => dueOn !== undefined && dueOn > scene.today);
  return {
    intent: 'plan',
    reply: scene.cards.fill('promise_noted', {
      promises: kept.map((followUp) => sayFollowUp(scene, followUp)),
      reminder: isReminded ? scene.cards.words.promises.reminder : undefined,
      drop_key: markOf(scene.inboxId),
    }),
    ...(only === undefined || studentIds.length > 1 ? {} : { aboutStudentId: only }),
    shows: 'something_else',
  };
}
