/** A contact written down on a form, for one student or several. */
import { type Day, dayOf, daysBetween } from '../../domain/day.ts';
import { missingField, type WrittenForm } from '../../domain/duties/missing-fields.ts';
import { type ContactKind, contactKinds, type HandInKind, handInKinds } from '../../domain/vocabulary.ts';
import { logContactByForm } from '../../usecases/records/log-contact-by-form.ts';
import type { ContactAction } from '../action-schemas.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';
import { fileEntry } from './entry.ts';

export async function contact(stage: Stage, written: ContactAction): Promise<Outcome> {
  const now = stage.clock.now();
  const on = written.on ?? dayOf(now);
  const studentIds = [...(written.student ?? []), ...(written.students ?? [])];
  const kind = contactKinds.find((known) => known === written.kind);
  const entryKind = handInKinds.find((known) => known === written.kind);
  if (entryKind !== undefined && (studentIds.length === 0 || kind === undefined)) {
    return complete(
      stage,
      written,
      on,
      await fileEntries(stage, written, { kind: entryKind, on, studentIds }),
    );
  }
  if (kind === undefined || studentIds.length === 0) return refusedFor('student_missing');
  return complete(stage, written, on, await fileContact(stage, written, { kind, on, studentIds }));
}

/** What was filed with a gap in its form is incomplete until the field that is asked for comes. */
async function complete(
  stage: Stage,
  { kind, text, fields }: ContactAction,
  on: Day,
  outcome: Outcome,
): Promise<Outcome> {
  if (!outcome.accepted) return outcome;
  const school = await stage.storage.schools.get(stage.schoolId);
  const { followed } = await stage.storage.roster(school);
  const versions = stage.instance.program.planning.schemeVersions(school.schemeId, followed);
  const form: WrittenForm = { kind, on, text, ...(fields === undefined ? {} : { fields }) };
  const missing = missingField(versions, form);
  return missing === undefined ? outcome : { ...outcome, state: 'incomplete', asks: missing };
}

async function fileContact(
  stage: Stage,
  written: ContactAction,
  {
    kind,
    on,
    studentIds,
  }: { readonly kind: ContactKind; readonly on: Day; readonly studentIds: readonly string[] },
): Promise<Outcome> {
  const { medium, minutes, fields, restricted, signs } = written;
  const guardianIds = await guardiansMeant(stage, written.with ?? [], studentIds);
  if (guardianIds === undefined) return refusedFor('no_such_guardian');
  const now = stage.clock.now();
  const logged = await logContactByForm(stage, {
    schoolId: stage.schoolId,
    authorId: written.by,
    record: {
      studentIds,
      kind,
      on,
      outcome: written.outcome,
      guardianIds,
      ...(medium === undefined ? {} : { medium }),
      ...(minutes === undefined ? {} : { minutes }),
      ...(fields === undefined ? {} : { fields }),
      ...(restricted === undefined ? {} : { isRestricted: restricted }),
    },
    note: written.text,
    ...(signs === undefined ? {} : { signs }),
    now,
  });
  if ('refused' in logged) {
    const isAboutTheDay = logged.refused === 'future' || logged.refused === 'before_pairing';
    return refusedFor(...(isAboutTheDay ? ['CV-01'] : []), logged.refused);
  }
  if (written.as !== undefined) stage.labels.set(written.as, logged.contactIds);
  return { accepted: true, state: 'filed', delayDays: daysBetween(on, dayOf(now)) };
}

/** By id, or by what they are to one of the students. */
async function guardiansMeant(
  stage: Stage,
  named: readonly string[],
  studentIds: readonly string[],
): Promise<readonly string[] | undefined> {
  const roster = await stage.storage.roster(await stage.storage.schools.get(stage.schoolId));
  const guardians = studentIds.flatMap((id) => roster.pupilById.get(id)?.guardians ?? []);
  const ids = named.map((name) => guardians.find(({ id, relation }) => id === name || relation === name)?.id);
  const found = ids.filter((id) => id !== undefined);
  return found.length === ids.length ? found : undefined;
}

async function fileEntries(
  stage: Stage,
  { by, text, fields = {} }: ContactAction,
  {
    kind,
    on,
    studentIds,
  }: { readonly kind: HandInKind; readonly on: Day; readonly studentIds: readonly string[] },
): Promise<Outcome> {
  const entry = { kind, authorId: by, on, text, fields };
  if (studentIds.length === 0) return fileEntry(stage, by, entry);
  let outcome: Outcome = refusedFor('student_missing');
  for (const studentId of studentIds) {
    outcome = await fileEntry(stage, by, { ...entry, studentId });
    if (!outcome.accepted) return outcome;
  }
  return outcome;
}
