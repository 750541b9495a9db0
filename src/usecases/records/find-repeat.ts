/** The same words about the same students within minutes are one contact that was reported twice. */
import { groupBy } from '../../domain/group-by.ts';
import { isSameSentence } from '../../domain/understanding/same-sentence.ts';
import type { UnderstoodRecord } from '../../domain/understanding/understanding.ts';
import type { Contact } from '../../storage/contacts.ts';
import { chatTimesOf } from '../messages/chat-times-of.ts';
import type { MessageScene } from '../messages/message-scene.ts';

/** What was filed from the earlier message and still stands. */
export async function findRepeat(
  scene: MessageScene,
  records: readonly UnderstoodRecord[],
  text: string,
): Promise<readonly Contact[] | undefined> {
  const { tables, person } = scene;
  const recent = await tables.contacts.filedSince(person.id, await repeatsSince(scene));
  const wanted = keyOf(records.flatMap(({ studentIds, kind }) => studentIds.map((id) => `${id}|${kind}`)));
  for (const [inboxId, together] of groupBy(recent, (contact) => contact.inboxId ?? '')) {
    const [first] = together;
    const isAlike = keyOf(together.map(({ studentId, kind }) => `${studentId}|${kind}`)) === wanted;
    if (inboxId === '' || first === undefined || !isAlike) continue;
    if (isSameSentence(await tables.contacts.note(first), text)) return together;
  }
  return undefined;
}

export async function isHandedInAlready(
  scene: MessageScene,
  {
    kind,
    studentIds,
    text,
  }: { readonly kind: string; readonly studentIds: readonly string[]; readonly text: string },
): Promise<boolean> {
  const { tables, person } = scene;
  const last = await tables.handIns.lastFiledBy(person.id);
  const [first] = last;
  if (first === undefined || first.kind !== kind || first.loggedAt < (await repeatsSince(scene)))
    return false;
  if (keyOf(last.flatMap(({ studentId }) => studentId ?? [])) !== keyOf(studentIds)) return false;
  return isSameSentence((await tables.handIns.words(first.id)).text, text);
}

async function repeatsSince({ tables, school, now }: MessageScene): Promise<Date> {
  const { repeatMinutes } = await chatTimesOf(tables, school.id);
  return new Date(now.getTime() - repeatMinutes * 60_000);
}

function keyOf(parts: readonly string[]): string {
  return parts.toSorted().join(' ');
}
