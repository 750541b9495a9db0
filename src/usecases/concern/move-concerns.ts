/** 不是田雨禾是石小满: a concern goes with its record to the right child, and whoever was told looks again. */

import { whomToTell } from '../../domain/concern/whom-to-tell.ts';
import type { MessageScene } from '../messages/message-scene.ts';
import { planPushes } from './concern-notices.ts';
import { placeOfConcern, trace } from './concern-scene.ts';

export interface MovedRecord {
  readonly inboxId: string;
  readonly fromId: string;
  readonly toId: string;
}

export async function moveConcerns(
  scene: MessageScene,
  { inboxId, fromId, toId }: MovedRecord,
): Promise<void> {
  const { tables, newId, now, person } = scene;
  const moved = (await tables.concerns.ofMessage(inboxId)).filter(({ studentId }) => studentId === fromId);
  for (const concern of moved) {
    await tables.concerns.move(concern, toId);
    await trace(scene, concern, 'concern_moved');
    if (concern.state !== 'raised') continue;
    const told = (await tables.concerns.recipients(concern.id)).map(({ personId }) => personId);
    const { recipients } = whomToTell(placeOfConcern(scene, toId));
    const fresh = recipients.map(({ personId }) => personId).filter((id) => !told.includes(id));
    await tables.concerns.tell(
      fresh.map((personId) => ({
        id: newId(),
        concernId: concern.id,
        personId,
        mustConfirm: true,
        toldAt: now,
        ...(personId === person.id ? { acknowledgedAt: now } : {}),
      })),
    );
    await planPushes(
      scene,
      [...told, ...fresh]
        .filter((personId) => personId !== person.id)
        .map((personId) => ({
          card: 'concern_raised',
          personId,
          about: concern.id,
          round: `moved_${toId}`,
          at: now,
        })),
    );
  }
}
