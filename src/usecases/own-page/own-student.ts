/** One student as the mentor may see: last contacts with the own words, and what is due (V-01, V-02, V-09). */
import { className } from '../../domain/school-roster.ts';
import { describeDuty } from '../duties/describe-duties.ts';
import { loadDuties } from '../duties/load-duties.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import type { PersonScene } from '../messages/message-scene.ts';
import { contactsSeen } from '../records/see-contact.ts';
import type { DueLine } from './today-list.ts';

export interface OwnStudent {
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly isMentee: boolean;
  readonly contacts: readonly ContactLine[];
  readonly due: readonly DueLine[];
  /** What this person promised and has not kept yet. */
  readonly promises: readonly string[];
}

export interface ContactLine {
  readonly day: string;
  readonly kind: string;
  readonly outcome?: string;
  readonly minutes?: number;
  /** Only what this person wrote: opening another's words is a matter of its own (V-10). */
  readonly note?: string;
  /** Of the own records only, as the words; ids. */
  readonly pictures: readonly string[];
  /** Restricted: the pictures are shown after signing in once more. */
  readonly isRestricted: boolean;
}

const recentContacts = 10;

/** Undefined for nobody, and for a student of whom this person may know nothing: the two look alike. */
export async function ownStudent(scene: PersonScene, studentId: string): Promise<OwnStudent | undefined> {
  const { cards, mentees, roster, tables, today, person } = scene;
  const student = roster.pupilById.get(studentId);
  if (student === undefined) return undefined;
  const isMentee = mentees.students.some(({ id }) => id === studentId);
  const seen = await contactsSeen(scene, await tables.contacts.recent(studentId, recentContacts));
  if (!isMentee && seen.length === 0) return undefined;
  const own = seen.filter(({ authorId }) => authorId === person.id);
  const pictures = await tables.attachments.picturesOf(own.flatMap(({ inboxId }) => inboxId ?? []));
  const contacts: ContactLine[] = [];
  for (const contact of seen) {
    const outcome = cards.say.outcome(contact.outcome);
    const note = contact.authorId === person.id ? await tables.contacts.note(contact) : '';
    contacts.push({
      day: cards.say.day(contact.occurredOn, today),
      kind: cards.say.kind(contact.kind),
      ...(outcome === undefined ? {} : { outcome }),
      ...(contact.minutes === undefined ? {} : { minutes: contact.minutes }),
      ...(note === '' ? {} : { note }),
      pictures: own.includes(contact)
        ? pictures.filter(({ recordId }) => recordId === contact.inboxId).map(({ id }) => id)
        : [],
      isRestricted: contact.isRestricted,
    });
  }
  const duties = await loadDuties(scene, today, { ownerIds: [person.id], studentIds: [studentId] });
  return {
    id: studentId,
    name: student.name,
    class: className(roster, student.className),
    isMentee,
    contacts,
    promises: (await tables.followUps.openOf(person.id, [studentId])).map((promise) =>
      sayFollowUp(scene, promise),
    ),
    due: duties
      .filter((duty) => duty.state === 'open' && duty.ownerId === person.id && duty.studentId === studentId)
      .toSorted((a, b) => (a.window.lastOn < b.window.lastOn ? -1 : 1))
      .map((duty) => describeDuty(scene, duty)),
  };
}
