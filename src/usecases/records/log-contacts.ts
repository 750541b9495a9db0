/** Files what a mentor reported, and says what is still open for the student. */

import { whomToTell } from '../../domain/concern/whom-to-tell.ts';
import { daysBetween } from '../../domain/day.ts';
import type { Duty } from '../../domain/duties/duty.ts';
import { isDueSoon } from '../../domain/duties/open-duties.ts';
import { groupBy } from '../../domain/group-by.ts';
import { markOf } from '../../domain/mark.ts';
import type { UnderstoodPlan, UnderstoodRecord } from '../../domain/understanding/understanding.ts';
import type { NewContact } from '../../storage/contacts.ts';
import type { FollowUp } from '../../storage/follow-ups.ts';
import { attachWaiting } from '../attachments/attach-waiting.ts';
import { placeOfConcern } from '../concern/concern-scene.ts';
import { describeTold } from '../concern/describe-told.ts';
import { loadDuties } from '../duties/load-duties.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import { promisedIn, promiseFollowUps } from '../follow-ups/promise-follow-ups.ts';
import { settleFollowUps } from '../follow-ups/settle-follow-ups.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { askMissingField } from './ask-missing-field.ts';

/** One contact row per student and record; a group exchange is one record with several students (CV-06). */
export async function logContacts(
  scene: MessageScene,
  records: readonly UnderstoodRecord[],
  note: string,
  plans: readonly UnderstoodPlan[] = [],
): Promise<Acted> {
  const contacts = await fileContacts(scene, records, note);
  const promises = {
    kept: await scene.tables.followUps.fulfilledBy(contacts.map(({ id }) => id)),
    made: await promiseFollowUps(scene, promisedIn(plans, records, note)),
  };
  const studentIds = [...new Set(contacts.map((contact) => contact.studentId))];
  const only = studentIds.length === 1 ? studentIds[0] : undefined;
  return {
    intent: 'log',
    reply: await echo(scene, records, {
      ...promises,
      studentIds,
      ask: await askMissingField(scene, contacts),
    }),
    ...(only === undefined ? {} : { aboutStudentId: only }),
    shows: { record: scene.inboxId },
  };
}

/** Who files, where and when; `inboxId` only for what came as a message. */
export type FilingScene = Pick<MessageScene, 'tables' | 'newId' | 'school' | 'roster' | 'person' | 'now'> &
  Partial<Pick<MessageScene, 'inboxId'>>;

/** A contact to file, said in chat or written on a form. */
export type ContactRecord = Pick<
  UnderstoodRecord,
  'studentIds' | 'kind' | 'on' | 'outcome' | 'medium' | 'minutes' | 'guardianIds'
> &
  Pick<NewContact, 'isRestricted' | 'fields'>;

/** What was promised and is done by this is kept with it. */
export async function fileContacts(
  scene: FilingScene,
  records: readonly ContactRecord[],
  note: string,
): Promise<readonly NewContact[]> {
  const contacts = records.flatMap((record) =>
    record.studentIds.map((studentId) => newContact(scene, record, studentId, note)),
  );
  await scene.tables.contacts.add(contacts);
  await attachWaiting(scene, contacts);
  await scene.tables.audit.add(
    contacts.map((contact) => ({
      id: scene.newId(),
      schoolId: scene.school.id,
      at: scene.now,
      actorId: scene.person.id,
      verb: 'contact_filed' as const,
      subjectId: contact.id,
      detail: {
        student: contact.studentId,
        kind: contact.kind,
        on: contact.occurredOn,
        outcome: contact.outcome,
      },
    })),
  );
  await settleFollowUps(scene, contacts);
  return contacts;
}

function newContact(scene: FilingScene, record: ContactRecord, studentId: string, note: string): NewContact {
  return {
    id: scene.newId(),
    schoolId: scene.school.id,
    authorId: scene.person.id,
    studentId,
    kind: record.kind,
    occurredOn: record.on,
    loggedAt: scene.now,
    outcome: record.outcome,
    ...(record.medium === undefined ? {} : { medium: record.medium }),
    ...(record.minutes === undefined ? {} : { minutes: record.minutes }),
    guardianIds: record.guardianIds ?? [],
    // A talk with several at once is no talk with each of them (CV-06).
    individual: record.kind !== 'group_exchange' && record.studentIds.length === 1,
    note,
    ...(record.isRestricted === undefined ? {} : { isRestricted: record.isRestricted }),
    ...(record.fields === undefined ? {} : { fields: record.fields }),
    ...(scene.inboxId === undefined ? {} : { inboxId: scene.inboxId }),
  };
}

interface Filed {
  readonly studentIds: readonly string[];
  /** What the scheme's form still misses, as one question. */
  readonly ask: string | undefined;
  /** Promises that this keeps, and those that it makes. */
  readonly kept: readonly FollowUp[];
  readonly made: readonly FollowUp[];
}

async function echo(
  scene: MessageScene,
  records: readonly UnderstoodRecord[],
  { studentIds, ask, kept, made }: Filed,
) {
  const say = (followUps: readonly FollowUp[]) => followUps.map((one) => sayFollowUp(scene, one));
  const promised = { promises: say(made), promises_kept: say(kept) };
  const lines = records.map((record) => describeRecord(scene, record));
  const [first] = lines;
  if (first === undefined || lines.length > 1) {
    return scene.cards.fill('contacts_filed', {
      count: lines.length,
      records: inOneLine(lines),
      ask,
      ...promised,
      undo_key: markOf(scene.inboxId),
    });
  }
  return scene.cards.fill('contact_filed', {
    ...first,
    late_days: lateDays(scene, records),
    attached: await attachedTo(scene),
    still_open: await stillOpen(scene, studentIds),
    ask,
    light_sign: lightSign(scene, records),
    ...promised,
    undo_key: markOf(scene.inboxId),
  });
}

/** Students of whom the same is told stand in one line. */
function inOneLine(lines: readonly ReturnType<typeof describeRecord>[]) {
  const alike = groupBy(lines, ({ students: _students, ...told }) => JSON.stringify(told));
  return [...alike.values()].flatMap((together) => {
    const [first] = together;
    return first === undefined
      ? []
      : [{ ...first, students: together.flatMap(({ students }) => students).join('、') }];
  });
}

/** A light sign is no question; whom 上报 would tell is said in passing (chat-corpus.md §9). */
function lightSign(scene: MessageScene, records: readonly UnderstoodRecord[]): string | undefined {
  const [record] = records.filter(({ signs = [] }) => signs.length > 0);
  if (record === undefined) return undefined;
  return describeTold(scene, whomToTell(placeOfConcern(scene, record.studentIds[0])).recipients);
}

export function describeRecord(
  { cards, roster, today }: Pick<MessageScene, 'cards' | 'roster' | 'today'>,
  record: Pick<UnderstoodRecord, 'studentIds' | 'kind' | 'on' | 'outcome' | 'minutes'>,
) {
  return {
    students: record.studentIds.map((id) => roster.people.get(id)?.name ?? ''),
    kind: cards.say.kind(record.kind),
    day: cards.say.day(record.on, today),
    outcome: cards.say.outcome(record.outcome),
    minutes: record.minutes,
  };
}

async function attachedTo({ tables, inboxId }: MessageScene): Promise<number | undefined> {
  const count = await tables.attachments.countOf(inboxId);
  return count === 0 ? undefined : count;
}

/** CV-01: late logging is allowed and shown. Yesterday's talk logged today is nothing to remark on. */
function lateDays(scene: MessageScene, records: readonly UnderstoodRecord[]): number | undefined {
  const days = Math.max(...records.map((record) => daysBetween(record.on, scene.today)));
  return days > 1 ? days : undefined;
}

/** Short lines for what this mentor still owes these students soon. */
export async function stillOpen(scene: MessageScene, studentIds: readonly string[]): Promise<string[]> {
  const duties = await loadDuties(scene, scene.today, { ownerIds: [scene.person.id], studentIds });
  const isOpen = (duty: Duty): boolean =>
    duty.state === 'open' && duty.studentId !== undefined && studentIds.includes(duty.studentId);
  return duties
    .filter((duty) => isOpen(duty) && duty.ownerId === scene.person.id)
    .filter((duty) => isDueSoon(duty, scene.today))
    .sort((a, b) => (a.window.lastOn < b.window.lastOn ? -1 : 1))
    .map(
      (duty) =>
        `${scene.cards.say.rule(duty.rule)}，${scene.cards.say.until(duty.window.lastOn, scene.today)}`,
    );
}
