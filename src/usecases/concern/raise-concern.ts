/** Raises a concern: each recipient is told at once and must take note; who does not is told again, then the office. */
import { afterSchoolMinutes } from '../../domain/concern/school-hours.ts';
import { holderOf, type Told, whomToTell } from '../../domain/concern/whom-to-tell.ts';
import type { Concern } from '../../storage/concerns.ts';
import { type PlannedPush, planPushes } from './concern-notices.ts';
import { type ConcernScene, placeOfConcern, settingsOf, trace } from './concern-scene.ts';

/** `undefined` where it was decided before. */
export async function raiseConcern(
  scene: ConcernScene,
  concern: Pick<Concern, 'id' | 'studentId' | 'inboxId'>,
): Promise<Told | undefined> {
  const { tables, newId, now, person } = scene;
  if (!(await tables.concerns.decide(concern.id, 'raised', now))) return undefined;
  await tables.contacts.restrict(concern.inboxId);
  const place = placeOfConcern(scene, concern.studentId);
  const told = whomToTell(place);
  const known = new Set((await tables.concerns.recipients(concern.id)).map(({ personId }) => personId));
  const fresh = told.recipients.filter(({ personId }) => !known.has(personId));
  await tables.concerns.tell(
    fresh.map(({ personId }) => ({
      id: newId(),
      concernId: concern.id,
      personId,
      mustConfirm: true,
      toldAt: now,
      // Who reports knows already.
      ...(personId === person.id ? { acknowledgedAt: now } : {}),
    })),
  );
  const office = holderOf('moral_office', place) ?? holderOf('principal', place);
  await planPushes(scene, pushesOf(scene, concern.id, { ...told, recipients: fresh }, office));
  await trace(scene, concern, 'concern_raised', { told: told.recipients.length });
  return told;
}

function pushesOf(
  scene: ConcernScene,
  about: string,
  { recipients, missing }: Told,
  office: string | undefined,
): PlannedPush[] {
  const { now, roster, person } = scene;
  const settings = settingsOf(scene);
  const others = recipients.filter(({ personId }) => personId !== person.id);
  const after = (minutes: number): Date => afterSchoolMinutes(roster.calendar, now, minutes, settings);
  const again = after(settings.tellAgainAfter);
  const pushes: PlannedPush[] = others.flatMap(({ personId }): PlannedPush[] => [
    { card: 'concern_raised', personId, about, round: 'first', at: now },
    { card: 'concern_raised', personId, about, round: 'again', at: again },
  ]);
  if (others.length > 0)
    pushes.push({ card: 'concern_status', personId: person.id, about, round: 'first', at: again });
  if (office === undefined || office === person.id) return pushes;
  if (missing.length > 0)
    pushes.push({ card: 'concern_nobody', personId: office, about, round: 'first', at: now });
  if (others.length > 0 && others.every(({ personId }) => personId !== office))
    pushes.push({
      card: 'concern_overdue',
      personId: office,
      about,
      round: 'first',
      at: after(settings.tellOfficeAfter),
    });
  return pushes;
}
