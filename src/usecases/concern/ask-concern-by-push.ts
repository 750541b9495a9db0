/** Words that were written on a page and not said in chat: the question about them comes into the chat by itself. */
import { planPushes } from './concern-notices.ts';
import type { ConcernScene } from './concern-scene.ts';
import { type ConcernSaid, openConcerns } from './open-concerns.ts';

export async function askConcernByPush(
  scene: ConcernScene,
  said: ConcernSaid,
  inboxId: string,
): Promise<void> {
  const opened = await openConcerns(scene, said, inboxId);
  await planPushes(
    scene,
    opened.map(({ id }) => ({
      card: 'concern_ask_again' as const,
      personId: scene.person.id,
      about: id,
      // `first` is the one within the hour, where a strong sign stays unanswered.
      round: 'again' as const,
      at: scene.now,
    })),
  );
}
