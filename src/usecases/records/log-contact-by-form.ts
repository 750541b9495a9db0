/** Files a contact that was written on a form and not said in chat: the same rows, the same trace (CV-01). */
import { type Day, dayOf } from '../../domain/day.ts';
import type { PairingFact } from '../../domain/duties/facts.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { Storage } from '../../storage/storage.ts';
import { reportConcerns } from '../concern/report-concerns.ts';
import type { SchemeVersionsOf } from '../duties/load-duties.ts';
import { type ContactRecord, fileContacts } from './log-contacts.ts';

export interface LogContactByForm {
  readonly schoolId: string;
  readonly authorId: string;
  readonly record: ContactRecord;
  readonly note: string;
  /** Warning signs ticked on the form: whoever ticks one reports it. */
  readonly signs?: readonly string[];
  readonly now: Date;
}

export interface LogContactByFormDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  readonly schemeVersions: SchemeVersionsOf;
}

export type ContactRefusal =
  | 'unknown_person'
  | 'future'
  | 'not_your_mentee'
  | 'before_pairing'
  | 'after_pairing';

export type LoggedByForm = { readonly contactIds: readonly string[] } | { readonly refused: ContactRefusal };

export async function logContactByForm(
  { storage, newId, schemeVersions }: LogContactByFormDeps,
  { schoolId, authorId, record, note, signs = [], now }: LogContactByForm,
): Promise<LoggedByForm> {
  return storage.transaction(async (tables) => {
    const school = await tables.schools.get(schoolId);
    const roster = await tables.roster(school);
    const person = roster.people.get(authorId);
    if (person?.kind !== 'staff') return { refused: 'unknown_person' };
    const refused = refusalOf(roster, authorId, record, dayOf(now));
    if (refused !== undefined) return { refused };
    const scene = { tables, newId, school, roster, person, now };
    if (signs.length === 0) {
      const contacts = await fileContacts(scene, [record], note);
      return { contactIds: contacts.map(({ id }) => id) };
    }
    const inboxId = newId();
    const contacts = await fileContacts({ ...scene, inboxId }, [{ ...record, isRestricted: true }], note);
    const versions = schemeVersions(school.schemeId, roster.followed);
    await reportConcerns(
      { ...scene, inboxId, roster, schemeVersions: versions, today: dayOf(now) },
      { studentIds: record.studentIds, signs, text: note },
    );
    return { contactIds: contacts.map(({ id }) => id) };
  });
}

/** CV-01: not before the day it happened, and only about students the author is paired with on that day. */
export function refusalOf(
  roster: SchoolRoster,
  authorId: string,
  { studentIds, on }: Pick<ContactRecord, 'studentIds' | 'on'>,
  today: Day,
): Exclude<ContactRefusal, 'unknown_person'> | undefined {
  if (on > today) return 'future';
  for (const studentId of studentIds) {
    const pairings = (roster.pairingsOf.get(authorId) ?? []).filter((one) => one.studentId === studentId);
    const refused = refusalOn(pairings, on);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function refusalOn(
  pairings: readonly PairingFact[],
  on: Day,
): Exclude<ContactRefusal, 'unknown_person'> | undefined {
  if (pairings.length === 0) return 'not_your_mentee';
  if (pairings.every(({ fromOn }) => on < fromOn)) return 'before_pairing';
  const isInForce = pairings.some(
    ({ fromOn, untilOn }) => fromOn <= on && (untilOn === undefined || on <= untilOn),
  );
  return isInForce ? undefined : 'after_pairing';
}
