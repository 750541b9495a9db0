/** 不用了: what was promised last, or has just been reminded, is not waited for any more. */
import { markLength } from '../../domain/mark.ts';
import type { FollowUp } from '../../storage/follow-ups.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import type { FilingScene } from '../records/log-contacts.ts';
import { sayFollowUp } from './describe-follow-up.ts';
import { trace } from './settle-follow-ups.ts';

export async function dropFollowUps(scene: FilingScene, followUps: readonly FollowUp[]): Promise<void> {
  await scene.tables.followUps.close(
    followUps.map(({ id }) => id),
    scene.now,
  );
  for (const followUp of followUps) await trace(scene, followUp, 'follow_up_dropped');
}

/** `key`: a follow-up, or the message that promised it; without it what is meant is looked for. */
export async function dropPromised(scene: MessageScene, key?: string): Promise<Acted | undefined> {
  const meant =
    key === undefined || key.length < markLength ? await lastSpokenOf(scene) : await namedBy(scene, key);
  if (meant.length === 0) {
    if (key === undefined) return undefined;
    return { intent: 'drop_promise', reply: scene.cards.fill('nothing_promised', {}) };
  }
  await dropFollowUps(scene, meant);
  const studentIds = [...new Set(meant.map(({ studentId }) => studentId))];
  const [only] = studentIds;
  return {
    intent: 'drop_promise',
    reply: scene.cards.fill('promise_dropped', {
      promises: meant.map((followUp) => sayFollowUp(scene, followUp)),
    }),
    ...(only === undefined || studentIds.length > 1 ? {} : { aboutStudentId: only }),
  };
}

/** Reminded this morning, else promised by the person's last message but this one. */
async function lastSpokenOf({ tables, person, today }: MessageScene): Promise<readonly FollowUp[]> {
  const open = await tables.followUps.openOf(person.id);
  const remindedToday = open.filter(({ dueOn }) => dueOn === today);
  if (remindedToday.length > 0) return remindedToday;
  const lastInboxId = await tables.inbox.lastOf(person.id);
  return open.filter(({ inboxId }) => inboxId !== undefined && inboxId === lastInboxId);
}

async function namedBy({ tables, person }: MessageScene, key: string): Promise<readonly FollowUp[]> {
  const open = await tables.followUps.openOf(person.id);
  return open.filter(({ id, inboxId }) => id.endsWith(key) || inboxId?.endsWith(key) === true);
}
