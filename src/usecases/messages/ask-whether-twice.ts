/** The same sentence within minutes: nothing is filed again unless the mentor says so. */
import type { CardData } from '../../cards/card-data.ts';
import type { HandInReading } from '../../domain/hand-ins/read-hand-in.ts';
import { markOf } from '../../domain/mark.ts';
import type { UnderstoodRecord } from '../../domain/understanding/understanding.ts';
import type { Settled } from '../../storage/settled.ts';
import { findRepeat, isHandedInAlready } from '../records/find-repeat.ts';
import { describeRecord } from '../records/log-contacts.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { putQuestion } from './put-question.ts';
import { makeRoom } from './waiting-question.ts';

export async function askWhetherTwice(
  scene: MessageScene,
  records: readonly UnderstoodRecord[],
  text: string,
  told: Partial<Settled>,
): Promise<Acted | undefined> {
  if ((await findRepeat(scene, records, text)) === undefined) return undefined;
  return ask(scene, text, { records: records.map((record) => describeRecord(scene, record)), ...told });
}

/** A journal, a plan, the reflections that students brought. */
export async function askWhetherHandedInTwice(
  scene: MessageScene,
  reading: HandInReading,
  text: string,
): Promise<Acted | undefined> {
  if ('missing' in reading || !(await isHandedInAlready(scene, reading))) return undefined;
  await makeRoom(scene, text);
  const { cards, roster, today } = scene;
  const students = reading.studentIds.map((id) => roster.people.get(id)?.name ?? '');
  const day = cards.say.day(today, today);
  return ask(scene, text, { records: [{ students, kind: cards.words.hand_ins[reading.kind], day }] });
}

async function ask(
  scene: MessageScene,
  text: string,
  { records, ...told }: Pick<CardData['contact_repeated'], 'records'> & Partial<Settled>,
): Promise<Acted> {
  const { inboxId, cards } = scene;
  await putQuestion(scene, { about: 'file_again', candidates: [], text, ...told });
  return {
    intent: 'repeated',
    reply: cards.fill('contact_repeated', { question: markOf(inboxId), records }),
  };
}
