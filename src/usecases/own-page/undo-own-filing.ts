/** Takes back what one form or one message filed; a second time there is nothing left to take back. */
import { undoFiling } from '../messages/undo-filing.ts';
import { type OwnPageDeps, ownScene, type Visitor } from './own-scene.ts';

export async function undoOwnFiling(
  deps: OwnPageDeps,
  { visitor, inboxId, now }: { readonly visitor: Visitor; readonly inboxId: string; readonly now: Date },
): Promise<void> {
  await deps.storage.transaction(async (tables) => {
    const scene = await ownScene(deps, tables, visitor, now);
    if (scene !== undefined) await undoFiling(scene, inboxId);
  });
}
