/**
 * Takes back what the person did last: everything of that one message, whatever was asked in between. Right after a
 * correction that is the correction; the record itself goes with the next 撤销.
 */
import { isReported } from '../../domain/records/reporting-period.ts';
import type { StandingRevision } from '../../storage/contact-revisions.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { FollowUp } from '../../storage/follow-ups.ts';
import type { FiledHandIn } from '../../storage/hand-ins.ts';
import { attachmentsFollow } from '../attachments/attach-waiting.ts';
import { moveTheirConcerns } from '../concern/move-concerns.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import { dropFollowUps } from '../follow-ups/drop-follow-ups.ts';
import { settleFollowUpsAnew } from '../follow-ups/settle-follow-ups.ts';
import {
  type LastMentorChange,
  lastMentorChange,
  takeBackMentorChange,
} from '../people/last-mentor-change.ts';
import { auditBase } from '../records/audit-base.ts';
import { describeRecord } from '../records/log-contacts.ts';
import type { Acted, PersonScene } from './message-scene.ts';

interface Undoable {
  readonly at: Date;
  readonly undo: () => Promise<Acted>;
}

/** `inboxId` comes from the button under an echo; without it the last message that did something is meant. */
export async function undoFiling(scene: PersonScene, inboxId?: string): Promise<Acted> {
  const { tables, person, cards } = scene;
  const contacts = await tables.contacts.lastFiledBy(person.id, inboxId);
  const revisions = await tables.contactRevisions.lastBy(person.id, inboxId);
  const handIns = await tables.handIns.lastFiledBy(person.id, inboxId);
  const followUps = await tables.followUps.lastBy(person.id, inboxId);
  const mentors = await lastMentorChange(tables, person.id, scene.now);
  // The newest wins; of one moment a correction comes before its record. Either takes along what its message promised.
  const newest = [
    undoable(
      revisions,
      ({ at }) => at,
      () => undoRevisions(scene, revisions),
    ),
    undoable(
      contacts,
      ({ loggedAt }) => loggedAt,
      () => undoContacts(scene, contacts),
    ),
    undoable(
      handIns,
      ({ loggedAt }) => loggedAt,
      () => undoHandIns(scene, handIns),
    ),
    undoable(
      followUps,
      ({ createdAt }) => createdAt,
      () => undoFollowUps(scene, followUps),
    ),
    undoable(
      mentors === undefined || (inboxId !== undefined && mentors.inboxId !== inboxId) ? [] : [mentors],
      ({ at }) => at,
      () => undoMentors(scene, mentors),
    ),
  ]
    .flat()
    .reduce<Undoable | undefined>(
      (best, one) => (best === undefined || one.at > best.at ? one : best),
      undefined,
    );
  return newest?.undo() ?? { intent: 'undo', reply: cards.fill('nothing_to_undo', {}) };
}

function undoable<Item>(
  [first]: readonly Item[],
  at: (item: Item) => Date,
  undo: () => Promise<Acted>,
): Undoable[] {
  return first === undefined ? [] : [{ at: at(first), undo }];
}

async function undoContacts(scene: PersonScene, contacts: readonly Contact[]): Promise<Acted> {
  const { tables, now, cards, roster, today } = scene;
  const [first] = contacts;
  if (first === undefined || contacts.some((contact) => isReported(roster.calendar, contact, today)))
    return { intent: 'undo_reported', reply: cards.fill('reported_already', {}) };
  const ids = contacts.map(({ id }) => id);
  await tables.contacts.withdraw(ids, now);
  await tables.audit.add(
    contacts.map((contact) => ({
      ...auditBase(scene),
      verb: 'contact_withdrawn' as const,
      subjectId: contact.id,
      detail: { student: contact.studentId, kind: contact.kind, on: contact.occurredOn },
    })),
  );
  await tables.followUps.reopenFulfilledBy(ids);
  await closeQuestionAbout(scene, [...ids, ...(first.inboxId === undefined ? [] : [first.inboxId])]);
  const dropped = await dropPromisedWith(scene, first.inboxId);
  const concern = await concernKept(scene, first);
  return undone(scene, describeContacts(scene, contacts, first), { concern, dropped });
}

/** What the message promised beside what it filed or changed, in words. */
async function dropPromisedWith(scene: PersonScene, inboxId: string | null | undefined): Promise<string[]> {
  if (inboxId === undefined || inboxId === null) return [];
  const promised = await scene.tables.followUps.lastBy(scene.person.id, inboxId);
  await dropFollowUps(scene, promised);
  return promised.map((followUp) => sayFollowUp(scene, followUp));
}

/** A sign of danger does not go with the record it came with. */
async function concernKept(
  { tables, cards }: PersonScene,
  { inboxId }: Contact,
): Promise<string | undefined> {
  const concerns = inboxId === undefined ? [] : await tables.concerns.ofMessage(inboxId);
  return concerns.some(({ state }) => state === 'waiting') ? cards.words.concern_kept : undefined;
}

/** What was asked about it needs no answer any more. */
async function closeQuestionAbout({ tables, person }: PersonScene, ids: readonly string[]): Promise<void> {
  const question = await tables.questions.get(person.id);
  if (question?.targetId !== undefined && ids.includes(question.targetId))
    await tables.questions.close(question);
}

function describeContacts(scene: PersonScene, contacts: readonly Contact[], first: Contact): string {
  const studentIds = contacts.map(({ studentId }) => studentId);
  const { students, kind, day } = describeRecord(scene, { ...first, studentIds, on: first.occurredOn });
  return `${students.join('、')} ${kind} ${day}`;
}

/** The newest change first, so that each meets the values that it left behind. */
async function undoRevisions(scene: PersonScene, revisions: readonly StandingRevision[]): Promise<Acted> {
  const { tables, now, school, cards } = scene;
  const contacts: Contact[] = [];
  for (const revision of revisions) {
    const before = await tables.contacts.find(school.id, revision.contactId);
    await tables.contactRevisions.takeBack(revision, now);
    const contact = await tables.contacts.find(school.id, revision.contactId);
    if (contact !== undefined) {
      contacts.push(contact);
      await attachmentsFollow(scene, contact.inboxId);
      if (before !== undefined) await moveTheirConcerns(scene, [before], [contact]);
    }
    await tables.audit.add([
      {
        ...auditBase(scene),
        verb: 'correction_taken_back',
        subjectId: revision.contactId,
        detail: { revision: revision.id },
      },
    ]);
  }
  const [first] = contacts;
  const standing = await tables.contacts.lastFiledBy(scene.person.id, first?.inboxId);
  await settleFollowUpsAnew(
    scene,
    contacts.map(({ id }) => id),
    standing,
  );
  const [record] = standing;
  return {
    intent: 'undo',
    reply: cards.fill('correction_undone', {
      what: record === undefined ? undefined : describeContacts(scene, standing, record),
      dropped: await dropPromisedWith(scene, revisions[0]?.inboxId),
    }),
    shows: record?.inboxId === undefined ? 'something_else' : { record: record.inboxId },
  };
}

async function undoHandIns(scene: PersonScene, handIns: readonly FiledHandIn[]): Promise<Acted> {
  const { tables, now, roster, cards } = scene;
  await tables.handIns.withdraw(
    handIns.map(({ id }) => id),
    now,
  );
  await tables.audit.add(
    handIns.map((handIn) => ({
      ...auditBase(scene),
      verb: 'hand_in_withdrawn' as const,
      subjectId: handIn.id,
      detail: { kind: handIn.kind },
    })),
  );
  await closeQuestionAbout(
    scene,
    handIns.map(({ id }) => id),
  );
  const students = handIns.flatMap(({ studentId }) => roster.people.get(studentId ?? '')?.name ?? []);
  const kinds = [...new Set(handIns.map(({ kind }) => cards.words.hand_ins[kind]))];
  return undone(scene, [...kinds, students.join('、')].filter((part) => part !== '').join(' '));
}

async function undoFollowUps(scene: PersonScene, followUps: readonly FollowUp[]): Promise<Acted> {
  await dropFollowUps(scene, followUps);
  return undone(scene, followUps.map((followUp) => sayFollowUp(scene, followUp)).join('；'));
}

async function undoMentors(scene: PersonScene, change: LastMentorChange | undefined): Promise<Acted> {
  const { tables, school, person, now, newId, roster } = scene;
  const studentIds = change?.studentIds ?? [];
  if (change !== undefined)
    await takeBackMentorChange({ tables, newId }, { schoolId: school.id, actorId: person.id, now }, change);
  const students = studentIds.flatMap((id) => roster.people.get(id)?.name ?? []);
  return undone(scene, scene.cards.words.mentor_changes.undone.replace('{students}', students.join('、')));
}

function undone(
  { cards }: PersonScene,
  what: string,
  {
    concern,
    dropped = [],
  }: { readonly concern?: string | undefined; readonly dropped?: readonly string[] } = {},
): Acted {
  const reply = cards.fill('contact_undone', { what, concern, dropped });
  return { intent: 'undo', reply, shows: 'something_else' };
}
