/** A correction that may mean several records: asks which one, and changes nothing before the answer. */
import { readPlace } from '../../domain/drafts/read-draft-command.ts';
import { markOf } from '../../domain/mark.ts';
import type { FilledCard } from '../../domain/message.ts';
import { readBotCommand } from '../../domain/understanding/bot-commands.ts';
import { understand } from '../../domain/understanding/understand.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import type { Settled } from '../../storage/settled.ts';
import { joinNames } from '../duties/describe-duties.ts';
import { askQuestion } from '../messages/ask-question.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { putQuestion } from '../messages/put-question.ts';
import { contextOf, toLastRecord } from '../messages/understanding-context.ts';
import { makeRoom } from '../messages/waiting-question.ts';
import { askCorrection } from './ask-correction.ts';
import { correctContacts } from './correct-contacts.ts';
import { describeRecord } from './log-contacts.ts';

const mostOffered = 3;

/** `text`: the correction, kept until the answer. */
export async function askWhichEarlier(
  scene: MessageScene,
  text: string,
  told: Partial<Settled> = {},
): Promise<Acted> {
  const { tables, person, cards, inboxId } = scene;
  const recordIds = await tables.contacts.lastRecordsOf(person.id, mostOffered);
  if (recordIds.length === 0) return { intent: 'amend_nothing', reply: cards.fill('nothing_to_amend', {}) };
  const waiting = await tables.questions.get(person.id);
  // Another correction takes the place of the one that was asked about.
  if (waiting?.about === 'which_earlier') await tables.questions.close(waiting);
  else await makeRoom(scene, text);
  await putQuestion(scene, { about: 'which_earlier', candidates: recordIds, text, ...told });
  return { intent: 'ask_which_earlier', reply: await earlierCard(scene, recordIds, inboxId) };
}

/** The same question once more: what came was no answer. */
export async function askWhichEarlierAgain(scene: MessageScene, question: OpenQuestion): Promise<Acted> {
  const card = await earlierCard(scene, question.candidates, question.inboxId);
  const lines = [scene.cards.words.answer_unclear, card.title, ...card.lines];
  return { intent: 'ask_which_earlier', reply: { ...card, lines } };
}

async function earlierCard(
  scene: MessageScene,
  recordIds: readonly string[],
  askedWith: string,
): Promise<FilledCard> {
  const records = await recordsOf(scene, recordIds);
  const candidates = records.flatMap((contacts, index) => {
    const [first] = contacts;
    if (first === undefined) return [];
    const names = [
      ...new Set(contacts.map(({ studentId }) => scene.roster.people.get(studentId)?.name ?? '')),
    ];
    const { kind, day } = describeRecord(scene, { ...first, studentIds: [], on: first.occurredOn });
    return [{ number: index + 1, students: joinNames(scene.cards, names), kind, day, short: names[0] ?? '' }];
  });
  return scene.cards.fill('ask_which_earlier', { question: markOf(askedWith), candidates });
}

async function recordsOf(
  { tables, person }: MessageScene,
  recordIds: readonly string[],
): Promise<readonly (readonly Contact[])[]> {
  return Promise.all(recordIds.map((id) => tables.contacts.lastFiledBy(person.id, id)));
}

/** 2, 第二个, or the only one of them with this student. `undefined` where it is none of them. */
export async function earlierSaid(
  scene: MessageScene,
  { candidates }: OpenQuestion,
  text: string,
): Promise<string | undefined> {
  const place = readPlace(text);
  if (place !== undefined) return place <= candidates.length ? String(place) : undefined;
  const said = text.normalize('NFKC').trim();
  const records = await recordsOf(scene, candidates);
  const places = records.flatMap((contacts, index) =>
    contacts.some(({ studentId }) => scene.roster.people.get(studentId)?.name === said) ? [index + 1] : [],
  );
  return places.length === 1 ? String(places[0]) : undefined;
}

/** The correction once more, now that it is clear which record it is about. `undefined` for a choice that was not offered. */
export async function correctEarlier(
  scene: MessageScene,
  question: OpenQuestion,
  choice: string,
): Promise<Acted | undefined> {
  const recordId = question.candidates[Number(choice) - 1];
  if (recordId === undefined) return undefined;
  const { tables, person, cards } = scene;
  const { text, settled, saidAt } = question;
  await tables.questions.close(question);
  const command = readBotCommand(text);
  if (command === 'change_day') return askCorrection(scene, 'day', recordId);
  if (command === 'change_student') return askCorrection(scene, 'student', recordId);
  const contacts = await tables.contacts.lastFiledBy(person.id, recordId);
  const lastRecord = toLastRecord(contacts);
  if (lastRecord === undefined) return { intent: 'amend_nothing', reply: cards.fill('nothing_to_amend', {}) };
  const meaning = understand(text, { ...(await contextOf(scene)), lastRecord, now: saidAt, settled });
  if (meaning.intent === 'amend') return correctContacts(scene, { ...meaning, inboxId: recordId });
  // It says nothing about that record, or leaves something open.
  const asked =
    meaning.intent === 'ask'
      ? meaning
      : { intent: 'ask' as const, about: 'confirm_reading' as const, candidates: [] };
  const acted = await askQuestion(scene, asked, text, { settled, saidAt });
  return { ...acted, shows: { record: recordId } };
}
