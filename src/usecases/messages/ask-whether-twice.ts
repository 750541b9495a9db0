/** The same sentence within minutes: nothing is filed again unless the mentor says so. */
import type { CardData } from '../../cards/card-data.ts';
import { type HandInReading, readHandIn } from '../../domain/hand-ins/read-hand-in.ts';
import { markOf } from '../../domain/mark.ts';
import { understand } from '../../domain/understanding/understand.ts';
import type { Understanding, UnderstoodRecord } from '../../domain/understanding/understanding.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import type { Settled } from '../../storage/settled.ts';
import { findRepeat, isHandedInAlready } from '../records/find-repeat.ts';
import { describeRecord } from '../records/log-contacts.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { putQuestion } from './put-question.ts';
import { contextOf } from './understanding-context.ts';
import { makeRoom } from './waiting-question.ts';

export async function askWhetherTwice(
  scene: MessageScene,
  records: readonly UnderstoodRecord[],
  text: string,
  told: Partial<Settled>,
): Promise<Acted | undefined> {
  const earlier = (await findRepeat(scene, records, text))?.[0]?.inboxId;
  if (earlier === undefined) return undefined;
  const asked = await ask(scene, text, {
    records: records.map((record) => describeRecord(scene, record)),
    ...told,
  });
  return { ...asked, shows: { record: earlier } };
}

/** A journal, a plan, the reflections that students brought. */
export async function askWhetherHandedInTwice(
  scene: MessageScene,
  reading: HandInReading,
  text: string,
): Promise<Acted | undefined> {
  if ('missing' in reading || !(await isHandedInAlready(scene, reading))) return undefined;
  await makeRoom(scene, text);
  return ask(scene, text, { records: [describeHandIn(scene, reading)] });
}

function describeHandIn(
  { cards, roster, today }: MessageScene,
  { studentIds, kind }: Exclude<HandInReading, { readonly missing: unknown }>,
) {
  const students = studentIds.map((id) => roster.people.get(id)?.name ?? '');
  return { students, kind: cards.words.hand_ins[kind], day: cards.say.day(today, today) };
}

/** The same question once more: what came was no answer. */
export async function askWhetherTwiceAgain(scene: MessageScene, question: OpenQuestion): Promise<Acted> {
  const { cards, mentees } = scene;
  const handIn = readHandIn(question.text, mentees.students);
  const records =
    handIn !== undefined && !('missing' in handIn)
      ? [describeHandIn(scene, handIn)]
      : recordsIn(await sentenceAskedAbout(scene, question)).map((record) => describeRecord(scene, record));
  const card = cards.fill('contact_repeated', { question: markOf(question.inboxId), records });
  return { intent: 'repeated', reply: { ...card, lines: [cards.words.answer_unclear, ...card.lines] } };
}

/** What the sentence meant when it was said. */
export async function sentenceAskedAbout(
  scene: MessageScene,
  { text, saidAt, settled }: OpenQuestion,
): Promise<Understanding> {
  return understand(text, { ...(await contextOf(scene)), now: saidAt, settled });
}

function recordsIn(meaning: Understanding): readonly UnderstoodRecord[] {
  return meaning.intent === 'log' ? meaning.records : [];
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
