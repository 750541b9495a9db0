/** Families that wait for somebody's answer, as they are called: 张子涵的妈妈. */
import { countSchoolDays } from '../../domain/calendar/school-days.ts';
import { addDays, dayOf } from '../../domain/day.ts';
import type { MessageScene } from '../messages/message-scene.ts';
import { nameOfAsker } from './family-scene.ts';

type Waited = Pick<MessageScene, 'tables' | 'cards' | 'roster' | 'person' | 'today'>;

/** `overNight`: only who has waited since an earlier school day. */
export async function waitingFamilies(scene: Waited, since?: 'overNight'): Promise<string[]> {
  const { tables, roster, person, today } = scene;
  const open = await tables.passedQuestions.openFor(person.id);
  const meant = open.filter(
    ({ askedAt }) =>
      since === undefined || countSchoolDays(roster.calendar, dayOf(askedAt), addDays(today, -1)) > 0,
  );
  return [...new Set(meant.map(({ askedById, studentId }) => nameOfAsker(scene, askedById, studentId)))];
}
