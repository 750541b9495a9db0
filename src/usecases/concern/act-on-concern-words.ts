/** What is said about a concern that waits or was told; `undefined` where the sentence means something else. */
import { type ConcernWords, readConcernWords } from '../../domain/concern/read-concern-words.ts';
import { afterSchoolMinutes } from '../../domain/concern/school-hours.ts';
import { dayOf } from '../../domain/day.ts';
import type { Concern } from '../../storage/concerns.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { peopleCalled } from '../school/people-called.ts';
import { concernQuestion } from './ask-concern.ts';
import { settingsOf } from './concern-scene.ts';
import { type Decision, decideConcern } from './decide-concern.ts';
import { acknowledgeConcern, viewConcern } from './open-concern.ts';
import { openConcerns } from './open-concerns.ts';

/** After it was asked, or asked again, a digit is still its answer. */
const freshMs = 2 * 60 * 60_000;

export async function actOnConcernWords(scene: MessageScene, text: string): Promise<Acted | undefined> {
  const said = readConcernWords(text);
  if (said === undefined) return nameWaiting(scene, text);
  switch (said.verb) {
    case 'view':
      return viewConcern(scene, said.mark);
    case 'acknowledge':
      return acknowledgeConcern(scene, said.mark);
    default:
      return decide(scene, said);
  }
}

async function decide(
  scene: MessageScene,
  said: Extract<ConcernWords, { verb: Decision }>,
): Promise<Acted | undefined> {
  const { tables, person } = scene;
  if (said.mark !== undefined) return decideConcern(scene, said.verb, { mark: said.mark });
  const [waiting] = await tables.concerns.waitingOf(person.id);
  if (said.name !== undefined && !isNameFor(scene, waiting, said.name)) return undefined;
  if (waiting === undefined)
    return said.isPlain && said.verb === 'raise' ? raiseLastRecord(scene, said.name) : undefined;
  if (!said.isPlain && !(await isLastAsked(scene, waiting))) return undefined;
  return decideConcern(scene, said.verb, {
    mark: waiting.inboxId,
    ...(said.name === undefined ? {} : { name: said.name }),
  });
}

/** One child's name, and of nobody else than the one it is about. */
function isNameFor({ roster }: MessageScene, waiting: Concern | undefined, name: string): boolean {
  const children = peopleCalled(roster, name).filter(({ kind }) => kind === 'student');
  const [child] = children;
  if (child === undefined || children.length > 1) return false;
  return waiting?.studentId === undefined || waiting.studentId === child.id;
}

/** No other question has been asked since, and it was asked a short while ago. */
async function isLastAsked(scene: MessageScene, { askedAt, strength }: Concern): Promise<boolean> {
  const { tables, person, now, roster } = scene;
  if ((await tables.questions.get(person.id)) !== undefined) return false;
  const settings = settingsOf(scene);
  const again = afterSchoolMinutes(roster.calendar, askedAt, settings.askAgainAfter, settings);
  const moments = strength === 'strong' ? [askedAt, again] : [askedAt];
  return moments.some((at) => at <= now && now.getTime() - at.getTime() <= freshMs);
}

/** 上报 without a question before it: what was filed last today is put to the same question. */
async function raiseLastRecord(scene: MessageScene, name: string | undefined): Promise<Acted> {
  const { tables, person, cards } = scene;
  const last = (await tables.contacts.lastFiledBy(person.id)).filter(
    ({ loggedAt }) => dayOf(loggedAt) === scene.today,
  );
  const [first] = last;
  const isMeant =
    name === undefined ||
    last.some(({ studentId }) => peopleCalled(scene.roster, name).some(({ id }) => id === studentId));
  if (first?.inboxId === undefined || !isMeant)
    return { intent: 'concern_nothing', reply: cards.fill('concern_nothing', {}) };
  const studentIds = last.map(({ studentId }) => studentId);
  await openConcerns(
    scene,
    { studentIds, signs: [], text: await tables.contacts.note(first) },
    first.inboxId,
  );
  await tables.contacts.restrict(first.inboxId);
  return {
    intent: 'ask_concern',
    reply: concernQuestion(scene, studentIds, first.inboxId),
    ...(studentIds.length === 1 ? { aboutStudentId: first.studentId } : {}),
  };
}

/** A bare name while a concern waits without one. */
async function nameWaiting(scene: MessageScene, text: string): Promise<Acted | undefined> {
  const written = text.trim();
  if (written.length < 2 || written.length > 30) return undefined;
  const waiting = await scene.tables.concerns.waitingOf(scene.person.id);
  const unnamed = waiting.find(({ studentId }) => studentId === undefined);
  if (unnamed === undefined || !(await isLastAsked(scene, unnamed))) return undefined;
  const children = peopleCalled(scene.roster, written).filter(({ kind }) => kind === 'student');
  const [child] = children;
  if (child === undefined || children.length > 1) return undefined;
  await scene.tables.concerns.name(unnamed, child.id);
  return {
    intent: 'ask_concern',
    reply: concernQuestion(scene, [child.id], unnamed.inboxId),
    aboutStudentId: child.id,
  };
}
