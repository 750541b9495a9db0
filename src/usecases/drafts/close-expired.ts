/** Every minute: questions that nobody answered in time make room, and their sentences become drafts. */
import type { Storage } from '../../storage/storage.ts';
import { layAside } from './lay-aside.ts';

const mostAtOnce = 200;

export async function closeExpiredQuestions(
  { storage, newId }: { readonly storage: Storage; readonly newId: () => string },
  now: Date,
): Promise<void> {
  for (const personId of await storage.questions.expired(now, mostAtOnce)) {
    await storage.transaction(async (tables) => {
      const question = await tables.questions.get(personId);
      if (question !== undefined && question.expiresAt <= now)
        await layAside({ tables, newId, now }, question);
    });
  }
}
