/**
 * A sign of danger in a teacher's words: what was reported is filed as ever, under restricted sight, and the teacher is
 * asked what is to become of it. The program labels nobody (chat-corpus.md §9).
 */
import { schemeOn, warningOf } from '../../domain/concern/strength.ts';
import { whomToTell } from '../../domain/concern/whom-to-tell.ts';
import { markOf } from '../../domain/mark.ts';
import type { FilledCard } from '../../domain/message.ts';
import type { UnderstoodPlan, UnderstoodRecord } from '../../domain/understanding/understanding.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import { promisedIn, promiseFollowUps } from '../follow-ups/promise-follow-ups.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { describeRecord, fileContacts } from '../records/log-contacts.ts';
import { placeOfConcern } from './concern-scene.ts';
import { describeTold } from './describe-told.ts';
import { type ConcernSaid, openConcerns } from './open-concerns.ts';

interface SignsSaid extends ConcernSaid {
  readonly records: readonly UnderstoodRecord[];
  readonly plans?: readonly UnderstoodPlan[];
}

export async function askConcern(scene: MessageScene, said: SignsSaid): Promise<Acted> {
  const restricted = said.records.map((record) => ({ ...record, isRestricted: true }));
  await fileContacts(scene, restricted, said.text);
  const made = await promiseFollowUps(scene, promisedIn(said.plans ?? [], said.records, said.text));
  const lines = said.records.map((record) => describeRecord(scene, record));
  const filed = lines.map((line) => `${line.students.join('、')} ${line.kind} ${line.day}`).join('；');
  await openConcerns(scene, said, scene.inboxId);
  const [only] = said.studentIds;
  return {
    intent: 'ask_concern',
    reply: concernQuestion(scene, said.studentIds, scene.inboxId, {
      filed,
      promises: made.map((one) => sayFollowUp(scene, one)),
    }),
    ...(only === undefined || said.studentIds.length > 1 ? {} : { aboutStudentId: only }),
    shows: said.records.length > 0 ? { record: scene.inboxId } : 'something_else',
  };
}

export function concernQuestion(
  scene: MessageScene,
  studentIds: readonly string[],
  inboxId: string,
  { filed = '', promises = [] }: { readonly filed?: string; readonly promises?: readonly string[] } = {},
): FilledCard {
  const children: readonly (string | undefined)[] = studentIds.length === 0 ? [undefined] : studentIds;
  const tolds = children.map((id) => whomToTell(placeOfConcern(scene, id)));
  const told = {
    recipients: tolds.flatMap(({ recipients }) => recipients),
    missing: tolds.flatMap(({ missing }) => missing),
  };
  return scene.cards.fill('ask_concern', {
    who: describeTold(scene, told.recipients),
    unnamed: studentIds.length === 0 ? scene.cards.words.example_student : undefined,
    filed: filed === '' ? undefined : filed,
    promises,
    concern_mark: markOf(inboxId),
  });
}

/** Light signs that the scheme in force takes for a warning. */
export function warningSigns(scene: MessageScene, records: readonly UnderstoodRecord[]): readonly string[] {
  const warning = warningOf(schemeOn(scene.schemeVersions, scene.today));
  return [...new Set(records.flatMap(({ signs = [] }) => signs))].filter(
    (sign) => warning?.signs.includes(sign) === true,
  );
}
