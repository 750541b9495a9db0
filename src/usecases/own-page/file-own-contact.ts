/** A contact written on the page: the same rows and the same refusals as by chat. */
import type { Day } from '../../domain/day.ts';
import { signsOfDanger } from '../../domain/understanding/concern.ts';
import type { ContactKind, ContactOutcome } from '../../domain/vocabulary.ts';
import { askConcernByPush } from '../concern/ask-concern-by-push.ts';
import { type ContactRefusal, refusalOf } from '../records/log-contact-by-form.ts';
import { fileContacts } from '../records/log-contacts.ts';
import { type FiledForm, fileOnce, type SentForm } from './file-once.ts';
import { keepMissingField } from './keep-missing-field.ts';
import type { OwnPageDeps } from './own-scene.ts';

export interface FileOwnContact extends SentForm {
  readonly studentId: string;
  readonly kind: ContactKind;
  readonly on: Day;
  readonly outcome: ContactOutcome;
  readonly minutes?: number;
  readonly note: string;
}

export function fileOwnContact(
  deps: OwnPageDeps,
  form: FileOwnContact,
): Promise<FiledForm | { readonly refused: ContactRefusal }> {
  return fileOnce<ContactRefusal>(deps, form, 'page_contact', async (scene, inboxId) => {
    const { studentId, kind, on, outcome, minutes, note } = form;
    const record = {
      studentIds: [studentId],
      kind,
      on,
      outcome,
      ...(minutes === undefined ? {} : { minutes }),
    };
    const refused = refusalOf(scene.roster, scene.person.id, record, scene.today);
    if (refused !== undefined) return { refused };
    const signs = signsOfDanger(note);
    const isRestricted = signs.length > 0;
    const contacts = await fileContacts({ ...scene, inboxId }, [{ ...record, isRestricted }], note);
    for (const contact of contacts) await keepMissingField(scene, contact, inboxId);
    if (signs.length > 0)
      await askConcernByPush(scene, { studentIds: [studentId], signs, text: note }, inboxId);
    return undefined;
  });
}
