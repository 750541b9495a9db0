/** A question that waits no longer: the sentence it was asked about is kept as a draft. */
import type { OpenQuestion } from '../../storage/questions.ts';
import type { MessageScene } from '../messages/message-scene.ts';

export type LayingAside = Pick<MessageScene, 'tables' | 'newId' | 'now'>;

/** Nothing happens where somebody else closed the question first. */
export async function layAside({ tables, newId, now }: LayingAside, question: OpenQuestion): Promise<void> {
  const { personId, inboxId, about, settled, saidAt, sealedFor, text } = question;
  if (!(await tables.questions.close(question)) || !hasSomethingToKeep(question)) return;
  await tables.drafts.add({
    id: newId(),
    // A question's words are sealed for the school.
    schoolId: sealedFor,
    personId,
    inboxId,
    about,
    candidates: question.candidates,
    settled,
    saidAt,
    sealedFor,
    text,
    writtenAt: now,
  });
}

const keepingNothing: ReadonlySet<string> = new Set([
  'empty_content',
  'which_draft',
  'file_again',
  'which_child',
  'which_person',
]);

/** A sentence without content is none; what is stored already waits for nothing but a field that it lacks. */
function hasSomethingToKeep({ about, targetId, settled }: OpenQuestion): boolean {
  if (keepingNothing.has(about) || settled.isQuery === true) return false;
  return targetId === undefined || about === 'missing_field';
}
