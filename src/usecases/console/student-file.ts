/** One student as the table of V-01 to V-09 shows him or her to this person: strengths first. */
import type { Day } from '../../domain/day.ts';
import { oneForEachAct } from '../../domain/duties/same-act.ts';
import { className, isInForce } from '../../domain/school-roster.ts';
import { isHomeroomTeacher } from '../../domain/visibility/standing.ts';
import { describeDuty } from '../duties/describe-duties.ts';
import { loadDuties } from '../duties/load-duties.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import { seeContact } from '../records/see-contact.ts';
import { strengthsOf } from '../records/strengths.ts';
import { type ConsoleScene, placeIn, seesFlagsOf, seesInRoster, seesMentoring } from './console-scene.ts';
import { hasStudentPage } from './find-people.ts';

export interface StudentFile {
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly strengths: readonly string[];
  readonly flags: readonly string[];
  readonly timeline: readonly TimelineEntry[];
  readonly due: readonly { readonly what: string; readonly until: string; readonly owner: string }[];
  readonly promises: readonly string[];
  readonly guardians: readonly string[];
  readonly pairings: readonly PairingLine[];
  /** Whether this person may change who the mentor is. */
  readonly mayPair: boolean;
  /** Whether the rest is left out because it is not this person's to see. */
  readonly seesMentoring: boolean;
}

export interface TimelineEntry {
  readonly id: string;
  readonly day: string;
  readonly kind: string;
  readonly outcome?: string;
  readonly author: string;
  readonly isRestricted: boolean;
  /** Whether this person may open its words. */
  readonly canOpen: boolean;
  /** How many pictures opening it shows. */
  readonly pictures: number;
}

export interface PairingLine {
  readonly id: string;
  readonly mentorId: string;
  readonly mentor: string;
  readonly fromOn: Day;
  readonly untilOn?: Day;
  readonly isCurrent: boolean;
}

const shownContacts = 100;

/** Undefined for nobody, and for a student who is not this person's to see: the two look alike. */
export async function studentFile(scene: ConsoleScene, studentId: string): Promise<StudentFile | undefined> {
  const { cards, roster, tables } = scene;
  const student = roster.pupilById.get(studentId);
  if (student === undefined || !hasStudentPage(scene, studentId, student.className)) return undefined;
  const place = placeIn(studentId, student.className);
  const isInside = seesMentoring(scene, place);
  return {
    id: studentId,
    name: student.name,
    class: className(roster, student.className),
    strengths: isInside ? await strengthsOf(tables, studentId) : [],
    flags: seesFlagsOf(scene, place) ? flagsOf(scene, studentId) : [],
    timeline: await timelineOf(scene, studentId),
    due: isInside ? await dueOf(scene, studentId) : [],
    promises: isInside ? await promisesOf(scene, studentId) : [],
    guardians: seesInRoster(scene, place)
      ? (student.guardians ?? []).map(({ name, relation }) =>
          [cards.words.relations[relation], name].filter(Boolean).join(' '),
        )
      : [],
    pairings: pairingsOf(scene, studentId),
    mayPair: mayPair(scene, studentId),
    seesMentoring: isInside,
  };
}

/** The office, and the homeroom teacher of the class. */
function mayPair({ powers, look, roster }: ConsoleScene, studentId: string): boolean {
  const student = roster.pupilById.get(studentId);
  return student !== undefined && (powers.has('people') || isHomeroomTeacher(look, student.className));
}

function flagsOf({ roster, today, cards }: ConsoleScene, studentId: string): string[] {
  const flags = roster.facts.students.find(({ id }) => id === studentId)?.flags ?? [];
  return flags
    .filter(({ fromOn, untilOn }) => fromOn <= today && (untilOn === undefined || today < untilOn))
    .map(({ category }) => cards.words.categories[category] ?? category);
}

async function timelineOf(scene: ConsoleScene, studentId: string): Promise<TimelineEntry[]> {
  const contacts = await scene.tables.contacts.recent(studentId, shownContacts);
  const pictures = await scene.tables.attachments.picturesOf(
    contacts.flatMap(({ inboxId }) => inboxId ?? []),
  );
  const shown: TimelineEntry[] = [];
  for (const contact of contacts) {
    const seen = await seeContact(scene, contact);
    if (seen === 'nothing') continue;
    const outcome = scene.cards.say.outcome(contact.outcome);
    shown.push({
      id: contact.id,
      day: scene.cards.say.day(contact.occurredOn, scene.today),
      kind: scene.cards.say.kind(contact.kind),
      ...(outcome === undefined ? {} : { outcome }),
      author: scene.roster.people.get(contact.authorId)?.name ?? '',
      isRestricted: contact.isRestricted,
      canOpen: seen === 'all',
      pictures: seen === 'all' ? pictures.filter(({ recordId }) => recordId === contact.inboxId).length : 0,
    });
  }
  return shown;
}

async function dueOf(scene: ConsoleScene, studentId: string) {
  const { roster, today, schemeVersions } = scene;
  const duties = await loadDuties(scene, today, { studentIds: [studentId] });
  const open = duties.filter((duty) => duty.state === 'open' && duty.studentId === studentId);
  return oneForEachAct(open, schemeVersions)
    .toSorted((a, b) => (a.window.lastOn < b.window.lastOn ? -1 : 1))
    .map((duty) => ({ ...describeDuty(scene, duty), owner: roster.people.get(duty.ownerId)?.name ?? '' }));
}

async function promisesOf(scene: ConsoleScene, studentId: string): Promise<string[]> {
  const { roster, tables, today } = scene;
  const mentors = roster.facts.pairings.filter(
    (pairing) => pairing.studentId === studentId && isInForce(pairing, today),
  );
  const lines: string[] = [];
  for (const mentorId of new Set(mentors.map((pairing) => pairing.mentorId)))
    for (const promise of await tables.followUps.openOf(mentorId, [studentId]))
      lines.push(sayFollowUp(scene, promise));
  return lines;
}

function pairingsOf({ roster, today }: ConsoleScene, studentId: string): PairingLine[] {
  return (
    roster.facts.pairings
      // A row that ends before it begins never was in force.
      .filter(({ untilOn, fromOn }) => untilOn === undefined || fromOn <= untilOn)
      .filter((pairing) => pairing.studentId === studentId)
      .toSorted((a, b) => (a.fromOn > b.fromOn ? -1 : 1))
      .map((pairing) => ({
        id: pairing.id,
        mentorId: pairing.mentorId,
        mentor: roster.people.get(pairing.mentorId)?.name ?? '',
        fromOn: pairing.fromOn,
        ...(pairing.untilOn === undefined ? {} : { untilOn: pairing.untilOn }),
        isCurrent: isInForce(pairing, today),
      }))
  );
}
