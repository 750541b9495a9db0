/** 改成昨天, 不是张三是张珊: changes what one message filed, and says what it is now. */

import { appointmentsIn } from '../../domain/follow-ups/appointments-in.ts';
import { markOf } from '../../domain/mark.ts';
import type { FilledCard } from '../../domain/message.ts';
import type { AmendedFields } from '../../domain/understanding/understanding.ts';
import type { ContactValues } from '../../storage/contact-revisions.ts';
import type { Contact } from '../../storage/contacts.ts';
import { moveTheirConcerns } from '../concern/move-concerns.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import { promisedIn, promiseFollowUps } from '../follow-ups/promise-follow-ups.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { contextOf } from '../messages/understanding-context.ts';
import { type AmendOutcome, amendContacts } from './amend-contact.ts';
import { describeRecord, stillOpen } from './log-contacts.ts';

export interface Correcting {
  readonly fields: AmendedFields;
  readonly aboutIds?: readonly string[];
  /** The message that filed what is meant. */
  readonly inboxId: string;
}

export async function correctContacts(
  scene: MessageScene,
  { fields, aboutIds = [], inboxId }: Correcting,
): Promise<Acted> {
  const { tables, cards, person } = scene;
  const contacts = await tables.contacts.lastFiledBy(person.id, inboxId);
  if (contacts.length === 0) return { intent: 'amend_nothing', reply: cards.fill('nothing_to_amend', {}) };
  const outcome = await amendContacts(scene, contacts, fields, aboutIds);
  if (outcome.is === 'corrected') await moveTheirConcerns(scene, contacts, outcome.contacts);
  const about = aboutIds.length > 0 ? aboutIds : contacts.map(({ studentId }) => studentId);
  const { addedText = '' } = fields;
  const plans = appointmentsIn(addedText, await contextOf(scene), [...new Set(about)]);
  const made = await promiseFollowUps(scene, promisedIn(plans, [], addedText));
  const studentIds = [...new Set(standingOf(outcome).map(({ studentId }) => studentId))];
  const [only] = studentIds;
  return {
    intent: intentOf(outcome),
    reply: await replyTo(scene, contacts, outcome, {
      added: fields.addedText,
      promises: made.map((one) => sayFollowUp(scene, one)),
    }),
    ...(only === undefined || studentIds.length > 1 ? {} : { aboutStudentId: only }),
    shows: { record: inboxId },
  };
}

function standingOf(outcome: AmendOutcome): readonly Contact[] {
  return outcome.is === 'corrected' || outcome.is === 'amended' ? outcome.contacts : [];
}

function intentOf(outcome: AmendOutcome): string {
  if (outcome.is === 'corrected') return 'amend';
  if (outcome.is === 'which_record') return 'ask_which_record';
  if (outcome.is === 'refused') return `amend_refused_${outcome.why}`;
  return outcome.is === 'amended' ? 'amendment' : 'amend_unchanged';
}

async function replyTo(
  scene: MessageScene,
  contacts: readonly Contact[],
  outcome: AmendOutcome,
  { added, promises }: { readonly added: string | undefined; readonly promises: readonly string[] },
): Promise<FilledCard> {
  const { cards, today, roster, inboxId } = scene;
  switch (outcome.is) {
    case 'corrected':
      return cards.fill('contact_amended', {
        records: recordsOf(scene, outcome.contacts),
        added,
        promises,
        still_open: await stillOpen(scene, [...new Set(outcome.contacts.map((one) => one.studentId))]),
        undo_key: markOf(inboxId),
      });
    case 'amended':
      return cards.fill('amendment_noted', {
        records: recordsOf(scene, outcome.contacts),
        changes: describeValues(scene, outcome.values),
        undo_key: markOf(inboxId),
      });
    case 'refused':
      return cards.fill('not_amended', {
        student: roster.people.get(outcome.studentId)?.name ?? '',
        day: cards.say.day(outcome.on, today),
        why: cards.words.refusals[outcome.why],
      });
    case 'which_record':
      return cards.fill('ask_which_record', {
        count: contacts.length,
        records: recordsOf(scene, contacts),
        example: roster.people.get(contacts[0]?.studentId ?? '')?.name ?? '',
      });
    case 'unchanged':
      return cards.fill('nothing_changed', {});
  }
}

/** Contacts that tell the same of several students stand in one line. */
function recordsOf(scene: MessageScene, contacts: readonly Contact[]) {
  const lines = new Map<string, Contact[]>();
  for (const contact of contacts) {
    const { kind, occurredOn, outcome, minutes } = contact;
    const key = [kind, occurredOn, outcome, minutes].join('|');
    lines.set(key, [...(lines.get(key) ?? []), contact]);
  }
  return [...lines.values()].flatMap((together) => {
    const [first] = together;
    if (first === undefined) return [];
    const studentIds = together.map(({ studentId }) => studentId);
    const { students, ...record } = describeRecord(scene, { ...first, studentIds, on: first.occurredOn });
    return [{ students: students.join('、'), ...record }];
  });
}

/** What an amendment says, in short pieces without the words of a note. */
export function describeValues(
  { cards, roster, today }: Pick<MessageScene, 'cards' | 'roster' | 'today'>,
  { studentId, kind, occurredOn, outcome, medium, minutes, note, isWithdrawn }: ContactValues,
): string[] {
  const { amended } = cards.words;
  const piece = (pattern: string, value: string): string => pattern.replace('{value}', value);
  return [
    studentId === undefined ? undefined : piece(amended.student, roster.people.get(studentId)?.name ?? ''),
    kind === undefined ? undefined : piece(amended.kind, cards.say.kind(kind)),
    occurredOn === undefined ? undefined : piece(amended.day, cards.say.day(occurredOn, today)),
    outcome === undefined ? undefined : piece(amended.outcome, cards.words.outcomes[outcome]),
    medium === undefined || medium === null ? undefined : piece(amended.medium, cards.words.media[medium]),
    minutes === undefined || minutes === null ? undefined : piece(amended.minutes, String(minutes)),
    note === undefined ? undefined : amended.note,
    isWithdrawn === true ? amended.withdrawn : undefined,
  ].filter((part) => part !== undefined);
}
