/** 都见到了 under a reminder: everybody whose meeting of the day was still open. */
import { asksDailyMeet, dayMark } from '../../domain/duties/asks-daily-meet.ts';
import { loadDuties } from '../duties/load-duties.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { logContacts } from './log-contacts.ts';
import { meetsToFile } from './meets-to-file.ts';

/** `mark`: the day of the reminder; on a later day it means nobody. */
export async function seeAll(scene: MessageScene, mark = ''): Promise<Acted | undefined> {
  const { today, person, schemeVersions, cards } = scene;
  if (mark !== dayMark(today)) return undefined;
  const duties = await loadDuties(scene, today, { ownerIds: [person.id] });
  const studentIds = duties
    .filter((duty) => duty.state === 'open' && duty.ownerId === person.id)
    .filter((duty) => asksDailyMeet(schemeVersions, duty))
    .flatMap(({ studentId }) => studentId ?? []);
  const records = await meetsToFile(scene, studentIds);
  if (records.length === 0) return { intent: 'seen_before', reply: cards.fill('seen_before', {}) };
  return logContacts(scene, records, '');
}
