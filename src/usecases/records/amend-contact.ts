/**
 * Changes what was filed: the contacts of one message, by chat or by a form. While the record may still be changed the
 * row itself changes and keeps what it said before; once its month is reported an amendment stands beside it.
 */
import type { Day } from '../../domain/day.ts';
import { correctRows, type RowValues } from '../../domain/records/correct-record.ts';
import { isReported } from '../../domain/records/reporting-period.ts';
import type { AmendedFields } from '../../domain/understanding/understanding.ts';
import type { ContactValues, RevisionStamp } from '../../storage/contact-revisions.ts';
import type { Contact } from '../../storage/contacts.ts';
import { attachmentsFollow } from '../attachments/attach-waiting.ts';
import { settleFollowUpsAnew } from '../follow-ups/settle-follow-ups.ts';
import { auditBase } from './audit-base.ts';
import { type ContactRefusal, refusalOf } from './log-contact-by-form.ts';
import type { FilingScene } from './log-contacts.ts';

export type AmendScene = FilingScene & { readonly today: Day };

export type AmendOutcome =
  /** As they stand now. */
  | { readonly is: 'corrected'; readonly contacts: readonly Contact[] }
  | { readonly is: 'amended'; readonly contacts: readonly Contact[]; readonly values: ContactValues }
  | {
      readonly is: 'refused';
      readonly why: Exclude<ContactRefusal, 'unknown_person'>;
      readonly studentId: string;
      readonly on: Day;
    }
  | { readonly is: 'which_record' }
  | { readonly is: 'unchanged' };

/** `contacts`: all of one message, of one author. `aboutIds`: the students named as those whose part is meant. */
export async function amendContacts(
  scene: AmendScene,
  contacts: readonly Contact[],
  fields: AmendedFields,
  aboutIds: readonly string[] = [],
): Promise<AmendOutcome> {
  const { roster, today } = scene;
  const { addedText, followUp: _followUp, ...changing } = fields;
  const guardiansOf = (id: string) => roster.pupilById.get(id)?.guardians ?? [];
  const corrected = correctRows(contacts, changing, aboutIds, guardiansOf);
  if (corrected === 'which_record') return { is: 'which_record' };

  const named = contacts.filter(({ studentId }) => aboutIds.includes(studentId));
  const addedTo =
    addedText === undefined ? [] : (named.length > 0 ? named : contacts).map((contact) => contact.id);
  if (corrected.changes.size + corrected.withdrawn.length + corrected.added.length + addedTo.length === 0)
    return { is: 'unchanged' };

  const additions = corrected.added.flatMap((added) => {
    const like = contacts.find(({ id }) => id === added.like);
    return like === undefined ? [] : [{ like, values: added.values }];
  });
  const wanted = [
    ...contacts.map((contact) => ({ contact, values: corrected.changes.get(contact.id) })),
    ...additions.map(({ like, values }) => ({ contact: like, values })),
  ];
  for (const { contact, values } of wanted) {
    if (values?.studentId === undefined && values?.occurredOn === undefined) continue;
    const { studentId = contact.studentId, occurredOn: on = contact.occurredOn } = values;
    const why = refusalOf(roster, contact.authorId, { studentIds: [studentId], on }, today);
    if (why !== undefined) return { is: 'refused', why, studentId, on };
  }

  const reported = contacts.filter((contact) => isReported(roster.calendar, contact, today));
  let kept: ContactValues = {};
  const changedIds: string[] = [];
  for (const contact of contacts) {
    const isAmendment = reported.includes(contact);
    const values: ContactValues = {
      ...corrected.changes.get(contact.id),
      ...(corrected.withdrawn.includes(contact.id) ? { isWithdrawn: true } : {}),
      ...(addedTo.includes(contact.id)
        ? { note: isAmendment ? (addedText ?? '') : await withAddition(scene, contact, addedText ?? '') }
        : {}),
    };
    if (Object.keys(values).length === 0) continue;
    changedIds.push(contact.id);
    const stamp = stampOf(scene);
    if (isAmendment) {
      await scene.tables.contactRevisions.amend(contact.id, values, stamp);
      kept = { ...kept, ...values };
    } else await scene.tables.contactRevisions.correct(contact.id, values, stamp);
    await scene.tables.audit.add([
      {
        ...auditBase(scene),
        verb: isAmendment ? 'contact_amended' : 'contact_corrected',
        subjectId: contact.id,
        detail: { student: values.studentId ?? contact.studentId, fields: Object.keys(values).join(',') },
      },
    ]);
  }
  const addedIds: string[] = [];
  for (const { like, values } of additions) addedIds.push(await fileLike(scene, like, values));

  await attachmentsFollow(scene, contacts[0]?.inboxId);
  const all = await reread(scene, [...contacts.map(({ id }) => id), ...addedIds]);
  if (reported.length > 0) return { is: 'amended', contacts: all, values: kept };
  const standing = all.filter(({ id }) => !corrected.withdrawn.includes(id));
  await settleFollowUpsAnew(scene, [...changedIds, ...addedIds], standing);
  return { is: 'corrected', contacts: standing };
}

async function withAddition({ tables }: AmendScene, contact: Contact, addedText: string): Promise<string> {
  return `${await tables.contacts.note(contact)}\n${addedText}`;
}

/** A student who was there too: the same contact once more, part of the same message. */
async function fileLike(scene: AmendScene, like: Contact, values: RowValues): Promise<string> {
  const { tables, newId } = scene;
  const note = await tables.contacts.note(like);
  const id = newId();
  const contact = { ...like, ...values, id, schoolId: scene.school.id, note };
  await tables.contacts.add([contact]);
  await tables.contactRevisions.keepAdded(id, stampOf(scene));
  await tables.audit.add([
    {
      ...auditBase(scene),
      verb: 'contact_filed',
      subjectId: id,
      detail: { student: contact.studentId, kind: contact.kind, on: contact.occurredOn },
    },
  ]);
  return id;
}

async function reread({ tables, school }: AmendScene, ids: readonly string[]): Promise<Contact[]> {
  const contacts: Contact[] = [];
  for (const id of ids) {
    const contact = await tables.contacts.find(school.id, id);
    if (contact !== undefined) contacts.push(contact);
  }
  return contacts;
}

function stampOf({ newId, school, person, now, inboxId }: AmendScene): RevisionStamp {
  return {
    id: newId(),
    schoolId: school.id,
    actorId: person.id,
    at: now,
    ...(inboxId === undefined ? {} : { inboxId }),
  };
}
