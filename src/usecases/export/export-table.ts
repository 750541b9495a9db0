/**
 * A table of what one person may see, and of nothing else: every line is asked about one by one (V-01 to V-10). Words
 * only where they are asked for, restricted ones never; each export, and every other's note in it, leaves a line.
 */
import type { Cards } from '../../cards/load-cards.ts';
import { type Day, dayOf } from '../../domain/day.ts';
import {
  type ExportKind,
  exportHeadings,
  exportSheetNames,
  noteHeading,
} from '../../domain/export/export-headings.ts';
import type { SheetContent } from '../../domain/roster/sheet-text.ts';
import { className, isInForce, type SchoolRoster } from '../../domain/school-roster.ts';
import type { KnownStudent } from '../../domain/understanding/understanding.ts';
import type { Sight } from '../../domain/visibility/outlet.ts';
import { sight } from '../../domain/visibility/sight.ts';
import type { Look } from '../../domain/visibility/standing.ts';
import type { StudentPlace } from '../../domain/visibility/viewer.ts';
import { viewerOf } from '../../domain/visibility/viewer-of.ts';
import { gradeOf } from '../../domain/years/class-history.ts';
import type { AuditLine } from '../../storage/audit.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import type { SchemeVersionsOf } from '../duties/load-duties.ts';
import { receiversOf } from '../records/see-contact.ts';

export interface ExportTable {
  readonly schoolId: string;
  /** Whose sight it is. */
  readonly viewerId: string;
  readonly kind: ExportKind;
  readonly studentId?: string;
  readonly classKey?: string;
  /** Only what this mentor filed, or whose mentees. */
  readonly mentorId?: string;
  readonly fromOn?: Day;
  readonly untilOn?: Day;
  /** With the words of contacts. */
  readonly withNotes?: boolean;
  readonly now: Date;
}

export interface ExportDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  readonly cards: Cards;
  readonly schemeVersions: SchemeVersionsOf;
}

interface Scene {
  readonly deps: ExportDeps;
  readonly tables: Tables;
  readonly roster: SchoolRoster;
  readonly look: Look;
  readonly pupils: readonly KnownStudent[];
  readonly wanted: ExportTable;
  readonly traces: AuditLine[];
}

/** A school of 5,000 students with a term's contacts. */
const exportTimeoutMs = 180_000;
const mostContactsOfOne = 1_000;

/** Rows below the heading may be none. `undefined` where the school follows no scheme yet. */
export function exportTable(deps: ExportDeps, wanted: ExportTable): Promise<SheetContent | undefined> {
  return deps.storage.transaction(async (tables) => {
    const school = await tables.schools.get(wanted.schoolId);
    const roster = await tables.roster(school);
    const on = dayOf(wanted.now);
    const versions = deps.schemeVersions(school.schemeId, roster.followed);
    const scheme = versions.findLast(({ effectiveFrom }) => effectiveFrom <= on) ?? versions[0];
    if (scheme === undefined) return undefined;
    const look = { viewer: viewerOf(roster, wanted.viewerId, on), on, scheme };
    const traces: AuditLine[] = [];
    const scene = { deps, tables, roster, look, pupils: pupilsWanted(roster, wanted, on), wanted, traces };
    const rows = await rowsOf(scene);
    await tables.audit.add([...traces, traceOf(deps, wanted, rows.length)]);
    const headings = exportHeadings[wanted.kind];
    const head =
      wanted.kind === 'contacts' && wanted.withNotes === true ? [...headings, noteHeading] : headings;
    return { name: exportSheetNames[wanted.kind], rows: [head, ...rows] };
  }, exportTimeoutMs);
}

function traceOf({ newId }: ExportDeps, wanted: ExportTable, rows: number): AuditLine {
  const { schoolId, viewerId, kind, studentId, classKey, mentorId, now, withNotes } = wanted;
  return {
    id: newId(),
    schoolId,
    at: now,
    actorId: viewerId,
    verb: 'exported',
    subjectId: studentId ?? schoolId,
    detail: {
      kind,
      rows,
      notes: withNotes === true ? 1 : 0,
      ...(classKey === undefined ? {} : { class: classKey }),
      ...(mentorId === undefined ? {} : { mentor: mentorId }),
    },
  };
}

function pupilsWanted(
  roster: SchoolRoster,
  { kind, studentId, classKey, mentorId }: ExportTable,
  on: Day,
): readonly KnownStudent[] {
  const ofMentor =
    mentorId === undefined || kind === 'contacts'
      ? undefined
      : new Set(
          (roster.pairingsOf.get(mentorId) ?? [])
            .filter((pairing) => isInForce(pairing, on))
            .map((pairing) => pairing.studentId),
        );
  return roster.pupils.filter(
    (pupil) =>
      (studentId === undefined || pupil.id === studentId) &&
      (classKey === undefined || pupil.className === classKey) &&
      (ofMentor === undefined || ofMentor.has(pupil.id)),
  );
}

async function rowsOf(scene: Scene): Promise<readonly (readonly string[])[]> {
  const { pupils, wanted, roster, look } = scene;
  if (wanted.kind === 'contacts') {
    const rows: (readonly string[])[] = [];
    for (const pupil of pupils) rows.push(...(await contactRows(scene, pupil)));
    return rows;
  }
  const seen = pupils.filter(
    (pupil) => sight({ ...look, thing: { kind: 'roster_entry', student: placeOf(pupil) } }) !== 'nothing',
  );
  return wanted.kind === 'guardians'
    ? seen.flatMap((pupil) => guardianRows(scene, pupil))
    : seen.map((pupil) => [
        className(roster, pupil.className),
        pupil.name,
        mentorNames(roster, pupil.id, look.on).join('、'),
      ]);
}

function guardianRows(
  { roster, deps: { cards } }: Scene,
  pupil: KnownStudent,
): readonly (readonly string[])[] {
  return (pupil.guardians ?? []).map(({ name, relation }) => [
    className(roster, pupil.className),
    pupil.name,
    name ?? '',
    cards.words.relations[relation],
  ]);
}

async function contactRows(scene: Scene, pupil: KnownStudent): Promise<readonly (readonly string[])[]> {
  const { tables, roster, wanted, deps } = scene;
  const { cards } = deps;
  const { fromOn, untilOn, mentorId } = wanted;
  const contacts = (await tables.contacts.recent(pupil.id, mostContactsOfOne)).filter(
    ({ occurredOn, authorId }) =>
      (fromOn === undefined || fromOn <= occurredOn) &&
      (untilOn === undefined || occurredOn <= untilOn) &&
      (mentorId === undefined || authorId === mentorId),
  );
  const rows: (readonly string[])[] = [];
  for (const contact of contacts) {
    const seen = await seenOf(scene, pupil, contact);
    if (seen === 'nothing') continue;
    const note = wanted.withNotes === true ? [await noteOf(scene, contact, seen)] : [];
    rows.push([
      contact.occurredOn,
      className(roster, pupil.className),
      pupil.name,
      roster.people.get(contact.authorId)?.name ?? '',
      cards.say.kind(contact.kind),
      cards.say.outcome(contact.outcome) ?? '',
      contact.minutes === undefined ? '' : String(contact.minutes),
      ...note,
    ]);
  }
  return rows;
}

async function seenOf({ look, tables }: Scene, pupil: KnownStudent, contact: Contact): Promise<Sight> {
  const { authorId, isRestricted } = contact;
  const receivedByIds = await receiversOf(tables, contact);
  const student = placeOf(pupil);
  return sight({ ...look, thing: { kind: 'contact_note', student, authorId, isRestricted, receivedByIds } });
}

/** Restricted words are read one by one, after signing in anew: never in a file. */
async function noteOf(
  { tables, wanted, deps, traces }: Scene,
  contact: Contact,
  seen: Sight,
): Promise<string> {
  if (seen !== 'all' || contact.isRestricted) return '';
  if (contact.authorId !== wanted.viewerId)
    traces.push({
      id: deps.newId(),
      schoolId: wanted.schoolId,
      at: wanted.now,
      actorId: wanted.viewerId,
      verb: 'note_opened',
      subjectId: contact.studentId,
      detail: { contact: contact.id, author: contact.authorId },
    });
  return tables.contacts.note(contact);
}

function mentorNames(roster: SchoolRoster, studentId: string, on: Day): readonly string[] {
  return roster.facts.pairings
    .filter((pairing) => pairing.studentId === studentId && isInForce(pairing, on))
    .flatMap(({ mentorId }) => roster.people.get(mentorId)?.name ?? []);
}

function placeOf({ id, className: classKey }: KnownStudent): StudentPlace {
  return { id, classKey, grade: gradeOf(classKey) };
}
