/** Everybody who was met today, at once; who stays unticked gets no record (chat-corpus.md §5). */
import type { PersonScene } from '../messages/message-scene.ts';
import { fileContacts } from '../records/log-contacts.ts';
import { type FiledForm, fileOnce, type SentForm } from './file-once.ts';
import type { OwnPageDeps } from './own-scene.ts';
import { metInPerson } from './today-list.ts';

export interface MarkSeen extends SentForm {
  readonly studentIds: readonly string[];
}

export type SeenRefusal = 'nobody' | 'not_your_mentee' | 'unknown_person';

/** A student who has been met today already is not filed a second time. */
export function markSeen(
  deps: OwnPageDeps,
  form: MarkSeen,
): Promise<FiledForm | { readonly refused: SeenRefusal }> {
  return fileOnce<SeenRefusal>(deps, form, 'page_seen', async (scene, inboxId) => {
    const ids = [...new Set(form.studentIds)];
    if (ids.some((id) => scene.mentees.students.every((mentee) => mentee.id !== id)))
      return { refused: 'not_your_mentee' };
    const met = await metToday(scene);
    const studentIds = ids.filter((id) => !met.has(id));
    if (studentIds.length === 0) return { refused: 'nobody' };
    const records = studentIds.map((id) => ({
      studentIds: [id],
      kind: 'daily_meet' as const,
      on: scene.today,
      outcome: 'done' as const,
    }));
    await fileContacts({ ...scene, inboxId }, records, '');
    return undefined;
  });
}

async function metToday({ tables, person, today }: PersonScene): Promise<ReadonlySet<string>> {
  const contacts = await tables.contacts.byAuthor(person.id, today, today);
  return new Set(contacts.filter(metInPerson).map(({ studentId }) => studentId));
}
