/** 不是田雨禾是石小满: a concern goes with its record to the right child, and whoever was told looks again. */

import { whomToTell } from '../../domain/concern/whom-to-tell.ts';
import type { Contact } from '../../storage/contacts.ts';
import { planPushes } from './concern-notices.ts';
import { type ConcernScene, placeOfConcern, trace } from './concern-scene.ts';

/** What was said of the wrong child must not stay with it. */
export async function moveTheirConcerns(
  scene: ConcernScene,
  before: readonly Contact[],
  now: readonly Contact[],
): Promise<void> {
  for (const { id, inboxId, studentId: fromId } of before) {
    const toId = now.find((contact) => contact.id === id)?.studentId;
    if (inboxId !== undefined && toId !== undefined && toId !== fromId)
      await moveConcerns(scene, { inboxId, fromId, toId });
  }
}

interface MovedRecord {
  readonly inboxId: string;
  readonly fromId: string;
  readonly toId: string;
}

async function moveConcerns(scene: ConcernScene, { inboxId, fromId, toId }: MovedRecord): Promise<void> {
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
