/** A sign of danger said in a group: nothing of it is kept, but its speaker is asked in private to say it there. */
import { hasSignOfDanger } from '../../domain/understanding/concern.ts';
import type { MessageScene } from '../messages/message-scene.ts';
import { planPushes } from './concern-notices.ts';

export async function askToWriteInPrivate(scene: MessageScene, text: string): Promise<void> {
  if (!hasSignOfDanger(text)) return;
  const { person, inboxId, now } = scene;
  await planPushes(scene, [
    { card: 'concern_write_here', personId: person.id, about: inboxId, round: 'first', at: now },
  ]);
}
