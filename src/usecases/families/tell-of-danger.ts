/**
 * A sign of danger in what a child or its family wrote: a kind word with whom to turn to, and mentor and psych teacher
 * are told at once. What it comes to is for them to decide; until then it waits.
 */
import { afterSchoolMinutes } from '../../domain/concern/school-hours.ts';
import { holderOf } from '../../domain/concern/whom-to-tell.ts';
import type { KnownStudent } from '../../domain/understanding/understanding.ts';
import { type PlannedPush, planPushes } from '../concern/concern-notices.ts';
import { placeOfConcern, settingsOf } from '../concern/concern-scene.ts';
import { addConcern } from '../concern/open-concerns.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { mentorsOf } from './family-scene.ts';

export async function tellOfDanger(
  scene: MessageScene,
  children: readonly KnownStudent[],
  { signs, text }: { readonly signs: readonly string[]; readonly text: string },
): Promise<Acted> {
  const { tables, newId, now, today, roster, inboxId, cards, person } = scene;
  const [child] = children;
  const only = children.length === 1 ? child?.id : undefined;
  const concern = await addConcern(scene, { studentIds: [], signs, text }, inboxId, only);
  const place = placeOfConcern(scene, only);
  const office = holderOf('moral_office', place);
  const psychTeacher = holderOf('psych_teacher', place);
  const mentors = children.flatMap(({ id }) => mentorsOf(roster, id, today));
  const helpers = [...new Set([...mentors, ...(psychTeacher === undefined ? [] : [psychTeacher])])];
  const told = helpers.length > 0 ? helpers : office === undefined ? [] : [office];
  await tables.concerns.tell(
    told.map((personId) => ({
      id: newId(),
      concernId: concern.id,
      personId,
      mustConfirm: true,
      toldAt: now,
    })),
  );
  const settings = settingsOf(scene);
  const after = (minutes: number): Date => afterSchoolMinutes(roster.calendar, now, minutes, settings);
  const about = concern.id;
  const pushes = told.flatMap((personId): PlannedPush[] => [
    { card: 'concern_raised', personId, about, round: 'first', at: now },
    { card: 'concern_raised', personId, about, round: 'again', at: after(settings.tellAgainAfter) },
  ]);
  if (office !== undefined && !told.includes(office)) {
    const at = after(settings.tellOfficeAfter);
    pushes.push({ card: 'concern_overdue', personId: office, about, round: 'first', at });
  }
  await planPushes(scene, pushes);
  return {
    intent: 'family_danger',
    reply: cards.fill(person.kind === 'guardian' ? 'guardian_danger' : 'student_danger', {}),
    ...(only === undefined ? {} : { aboutStudentId: only }),
  };
}
