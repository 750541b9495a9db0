/** Everybody who was met today, at once; who stays unticked gets no record (chat-corpus.md §5). */
import { fileContacts } from '../records/log-contacts.ts';
import { meetsToFile } from '../records/meets-to-file.ts';
import { type FiledForm, fileOnce, type SentForm } from './file-once.ts';
import type { OwnPageDeps } from './own-scene.ts';

export interface MarkSeen extends SentForm {
  readonly studentIds: readonly string[];
}

export type SeenRefusal = 'nobody' | 'not_your_mentee' | 'unknown_person';

export function markSeen(
  deps: OwnPageDeps,
  form: MarkSeen,
): Promise<FiledForm | { readonly refused: SeenRefusal }> {
  return fileOnce<SeenRefusal>(deps, form, 'page_seen', async (scene, inboxId) => {
    const ids = [...new Set(form.studentIds)];
    if (ids.some((id) => scene.mentees.students.every((mentee) => mentee.id !== id)))
      return { refused: 'not_your_mentee' };
    const records = await meetsToFile(scene, ids);
    if (records.length === 0) return { refused: 'nobody' };
    await fileContacts({ ...scene, inboxId }, records, '');
    return undefined;
  });
}
