/** One concern for each child named. They wait until their reporter decides, whatever else is asked meanwhile. */
import { afterSchoolMinutes } from '../../domain/concern/school-hours.ts';
import { schemeOn, strengthOf, warningOf } from '../../domain/concern/strength.ts';
import { holderOf } from '../../domain/concern/whom-to-tell.ts';
import type { NewConcern } from '../../storage/concerns.ts';
import { type PlannedPush, planPushes } from './concern-notices.ts';
import { type ConcernScene, placeOfConcern, settingsOf, trace } from './concern-scene.ts';

export interface ConcernSaid {
  /** Empty where nobody is named. */
  readonly studentIds: readonly string[];
  readonly signs: readonly string[];
  readonly text: string;
}

/** `inboxId`: of the message that said so. */
export async function openConcerns(
  scene: ConcernScene,
  said: ConcernSaid,
  inboxId: string,
): Promise<readonly NewConcern[]> {
  const children: readonly (string | undefined)[] =
    said.studentIds.length === 0 ? [undefined] : said.studentIds;
  const opened: NewConcern[] = [];
  for (const studentId of children) {
    const concern = await addConcern(scene, said, inboxId, studentId);
    if (concern.strength === 'strong') await planWithoutAnswer(scene, concern);
    opened.push(concern);
  }
  return opened;
}

export async function addConcern(
  scene: ConcernScene,
  { signs, text }: ConcernSaid,
  inboxId: string,
  studentId: string | undefined,
): Promise<NewConcern> {
  const { tables, newId, school, person, now, today, schemeVersions } = scene;
  const concern: NewConcern = {
    id: newId(),
    schoolId: school.id,
    ...(studentId === undefined ? {} : { studentId }),
    reporterId: person.id,
    inboxId,
    signs,
    strength: strengthOf(signs, warningOf(schemeOn(schemeVersions, today))),
    text,
    askedAt: now,
  };
  await tables.concerns.add(concern);
  await trace(scene, concern, 'concern_asked', { strength: concern.strength });
  return concern;
}

/** A strong sign is not forgotten: asked again, then the psych teacher hears that a question waits. */
async function planWithoutAnswer(scene: ConcernScene, { id: about, studentId }: NewConcern): Promise<void> {
  const { roster, now, person } = scene;
  const settings = settingsOf(scene);
  const place = placeOfConcern(scene, studentId);
  const helper = holderOf('psych_teacher', place) ?? holderOf('moral_office', place);
  const after = (minutes: number): Date => afterSchoolMinutes(roster.calendar, now, minutes, settings);
  const pushes: PlannedPush[] = [
    {
      card: 'concern_ask_again',
      personId: person.id,
      about,
      round: 'first',
      at: after(settings.askAgainAfter),
    },
  ];
  if (helper !== undefined && helper !== person.id)
    pushes.push({
      card: 'concern_waits',
      personId: helper,
      about,
      round: 'first',
      at: after(settings.escalateAfter),
    });
  await planPushes(scene, pushes);
}
