/** A form that is sent twice, by a second click or a slow network, files once: its nonce is a key of the inbox. */
import type { PersonScene } from '../messages/message-scene.ts';
import { type OwnPageDeps, ownScene, type Visitor } from './own-scene.ts';

export interface SentForm {
  readonly visitor: Visitor;
  /** Drawn when the form was shown. */
  readonly nonce: string;
  readonly now: Date;
}

/** What was filed shares the id of the inbox row, so that 撤销 finds it, on the page and in chat. */
export interface FiledForm {
  readonly inboxId: string;
}

/** `file` either files everything under the id given, or refuses and has changed nothing. */
export async function fileOnce<Refusal>(
  deps: OwnPageDeps,
  form: SentForm,
  intent: string,
  file: (scene: PersonScene, inboxId: string) => Promise<{ readonly refused: Refusal } | undefined>,
): Promise<FiledForm | { readonly refused: Refusal | 'unknown_person' }> {
  const { visitor, nonce, now } = form;
  const dedupeKey = `page:${visitor.personId}:${nonce}`;
  try {
    return await deps.storage.transaction(async (tables) => {
      await tables.identities.takeTurnOf(visitor.accountId, visitor.personId, now);
      const earlier = await tables.inbox.find(visitor.accountId, dedupeKey);
      if (earlier !== undefined) return { inboxId: earlier.inboxId };
      const scene = await ownScene(deps, tables, visitor, now);
      if (scene?.person.kind !== 'staff') return { refused: 'unknown_person' };
      const inboxId = deps.newId();
      const refused = await file(scene, inboxId);
      if (refused !== undefined) return refused;
      await tables.inbox.add({
        id: inboxId,
        accountId: visitor.accountId,
        dedupeKey,
        personId: visitor.personId,
        receivedAt: now,
        intent,
        replySubject: visitor.schoolId,
        reply: '',
        shows: { record: inboxId },
      });
      return { inboxId };
    });
  } catch (error) {
    if (!deps.isTaken(error)) throw error;
    const earlier = await deps.storage.inbox.find(visitor.accountId, dedupeKey);
    if (earlier === undefined) throw error;
    return { inboxId: earlier.inboxId };
  }
}
