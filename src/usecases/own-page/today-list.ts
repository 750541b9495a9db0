/** A mentor's day on one page: every student with what is due, what was done today, the week so far. */

import { isSchoolDay } from '../../domain/calendar/school-days.ts';
import type { Day } from '../../domain/day.ts';
import { addDays, dayOf, mondayOf } from '../../domain/day.ts';
import type { Duty } from '../../domain/duties/duty.ts';
import { byUrgency } from '../../domain/duties/open-duties.ts';
import { metInPerson } from '../../domain/records/met-in-person.ts';
import { className } from '../../domain/school-roster.ts';
import type { Contact } from '../../storage/contacts.ts';
import { opensConsole } from '../console/console-scene.ts';
import { describeDraft } from '../drafts/describe-draft.ts';
import { openDrafts } from '../drafts/open-drafts.ts';
import { describeDuties, describeDuty } from '../duties/describe-duties.ts';
import { loadDuties } from '../duties/load-duties.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import type { PersonScene } from '../messages/message-scene.ts';

export interface DueLine {
  readonly what: string;
  readonly until: string;
}

export interface StudentLine {
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly due: readonly DueLine[];
  /** What was filed for today, in words; empty for nothing. */
  readonly doneToday: readonly string[];
  readonly isMet: boolean;
}

/** One contact of the week in a word; without success it says so. */
export interface WeekMark {
  readonly kind: string;
  readonly outcome?: string;
}

export interface WeekLine {
  readonly name: string;
  /** Beside `TodayList.weekdays`. */
  readonly days: readonly (readonly WeekMark[])[];
}

/** What has just been filed, to be taken back. */
export interface JustFiled {
  readonly inboxId: string;
  readonly students: readonly string[];
  readonly kind: string;
  readonly day: string;
  /** Its words are asked about in the chat. */
  readonly isAskedAbout: boolean;
}

/** A sentence that was said and not filed. */
export interface DraftLine {
  readonly first: string;
  readonly day: string;
  /** What was asked about it. */
  readonly about: string;
}

export interface TodayList {
  readonly day: string;
  readonly isStarted: boolean;
  readonly isSchoolDay: boolean;
  readonly askWhom: string;
  /** Whether there is a console for this person. */
  readonly opensConsole: boolean;
  /** Whether questionnaires were about this person. */
  readonly isRated: boolean;
  /** Most urgent first; students with nothing due at the end. */
  readonly students: readonly StudentLine[];
  /** What is due and about no single student. */
  readonly others: readonly DueLine[];
  /** What was promised and not kept yet, soonest first. */
  readonly promises: readonly string[];
  readonly drafts: readonly DraftLine[];
  readonly weekdays: readonly string[];
  readonly week: readonly WeekLine[];
  readonly filed?: JustFiled;
}

export async function todayList(scene: PersonScene, filedInboxId?: string): Promise<TodayList> {
  const { tables, school, roster, person, mentees, today, cards } = scene;
  const monday = mondayOf(today);
  const week = await tables.contacts.byAuthor(person.id, monday, addDays(monday, 6));
  const open = await openDuties(scene);
  const filed = filedInboxId === undefined ? undefined : await justFiled(scene, filedInboxId);
  const weekdays = weekdaysShown(scene, monday, week);
  return {
    day: cards.say.day(today, today),
    isStarted: school.isStarted,
    isSchoolDay: isSchoolDay(roster.calendar, today),
    askWhom: school.askWhom,
    opensConsole: opensConsole(scene),
    isRated: (await tables.invitations.questionnairesAbout(school.id, person.id)).length > 0,
    students: studentLines(scene, open, week),
    others: describeDuties(
      scene,
      open.filter(({ studentId }) => mentees.students.every(({ id }) => id !== studentId)),
    ),
    promises: (await tables.followUps.openOf(person.id)).map((promise) => sayFollowUp(scene, promise)),
    drafts: await draftLines(scene),
    weekdays: weekdays.map(({ word }) => word),
    week: mentees.students.map(({ id, name }) => ({
      name,
      days: weekdays.map(({ on }) =>
        week
          .filter((contact) => contact.studentId === id && contact.occurredOn === on)
          .map((contact) => markOf(scene, contact)),
      ),
    })),
    ...(filed === undefined ? {} : { filed }),
  };
}

async function draftLines(scene: PersonScene): Promise<DraftLine[]> {
  const { cards, today } = scene;
  const drafts = await openDrafts(scene);
  return Promise.all(
    drafts.map(async (draft) => ({
      first: await describeDraft(scene, draft),
      day: cards.say.day(dayOf(draft.saidAt), today),
      about: cards.words.asked_points[draft.about],
    })),
  );
}

async function openDuties(scene: PersonScene): Promise<readonly Duty[]> {
  const { person, today, tables } = scene;
  const duties = await loadDuties(scene, today, { ownerIds: [person.id] });
  const open = duties.filter((duty) => duty.state === 'open' && duty.ownerId === person.id);
  const lastDays = await tables.contacts.lastDays(open.flatMap((duty) => duty.studentId ?? []));
  return byUrgency(open, (studentId) => lastDays.get(studentId));
}

function studentLines(scene: PersonScene, open: readonly Duty[], week: readonly Contact[]): StudentLine[] {
  const { mentees, roster, today } = scene;
  const order = [...new Set(open.map(({ studentId }) => studentId))];
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return mentees.students
    .toSorted((a, b) => rank(a.id) - rank(b.id))
    .map(({ id, name, className: classKey }) => {
      const ofToday = week.filter((contact) => contact.studentId === id && contact.occurredOn === today);
      return {
        id,
        name,
        class: className(roster, classKey),
        due: open
          .filter(({ studentId }) => studentId === id)
          .toSorted((a, b) => (a.window.lastOn < b.window.lastOn ? -1 : 1))
          .map((duty) => describeDuty(scene, duty)),
        doneToday: ofToday.map((contact) => markWords(markOf(scene, contact))),
        isMet: ofToday.some(metInPerson),
      };
    });
}

function markOf({ cards }: PersonScene, { kind, outcome }: Contact): WeekMark {
  const failed = cards.say.outcome(outcome);
  return { kind: cards.say.kind(kind), ...(failed === undefined ? {} : { outcome: failed }) };
}

function markWords({ kind, outcome }: WeekMark): string {
  return outcome === undefined ? kind : `${kind}（${outcome}）`;
}

/** Monday to Friday, and a day of the weekend where school is held or something was filed. */
function weekdaysShown({ cards, roster }: PersonScene, monday: Day, week: readonly Contact[]) {
  return cards.words.weekdays.flatMap((word, index) => {
    const on = addDays(monday, index);
    const isWanted = index < 5 || isSchoolDay(roster.calendar, on) || week.some((c) => c.occurredOn === on);
    return isWanted ? [{ on, word }] : [];
  });
}

async function justFiled(scene: PersonScene, inboxId: string): Promise<JustFiled | undefined> {
  const { tables, person, roster, cards, today } = scene;
  const contacts = await tables.contacts.lastFiledBy(person.id, inboxId);
  const [first] = contacts;
  if (first === undefined || dayOf(first.loggedAt) !== today) return undefined;
  const waiting = await tables.concerns.waitingOf(person.id);
  return {
    inboxId,
    students: contacts.flatMap(({ studentId }) => roster.people.get(studentId)?.name ?? []),
    kind: cards.say.kind(first.kind),
    day: cards.say.day(first.occurredOn, today),
    isAskedAbout: waiting.some((concern) => concern.inboxId === inboxId),
  };
}
