/** What the verbs about a concern need, in chat or on a form. */
import { concernSettings } from '../../domain/concern/concern-settings.ts';
import { schemeOn } from '../../domain/concern/strength.ts';
import type { ConcernPlace } from '../../domain/concern/whom-to-tell.ts';
import type { AuditVerb } from '../../storage/audit.ts';
import type { Concern } from '../../storage/concerns.ts';
import type { MessageScene } from '../messages/message-scene.ts';

export type ConcernScene = Pick<
  MessageScene,
  'tables' | 'newId' | 'school' | 'roster' | 'schemeVersions' | 'person' | 'now' | 'today'
>;

export function placeOfConcern(
  { roster, schemeVersions, today }: Pick<ConcernScene, 'roster' | 'schemeVersions' | 'today'>,
  studentId: string | undefined,
): ConcernPlace {
  const student = roster.facts.students.find(({ id }) => id === studentId);
  return {
    staff: roster.facts.staff,
    scheme: schemeOn(schemeVersions, today),
    on: today,
    ...(student === undefined ? {} : { student }),
  };
}

export function settingsOf({ schemeVersions, today }: Pick<ConcernScene, 'schemeVersions' | 'today'>) {
  return concernSettings(schemeOn(schemeVersions, today));
}

/** Ids only; who the child is stands in the concern itself. */
export async function trace(
  {
    tables,
    newId,
    school,
    person,
    now,
  }: Pick<ConcernScene, 'tables' | 'newId' | 'school' | 'person' | 'now'>,
  concern: Pick<Concern, 'id'>,
  verb: AuditVerb,
  detail: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  await tables.audit.add([
    { id: newId(), schoolId: school.id, at: now, actorId: person.id, verb, subjectId: concern.id, detail },
  ]);
}
