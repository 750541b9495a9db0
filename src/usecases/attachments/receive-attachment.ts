/**
 * A picture or a voice message without words: noted at once, fetched after the commit. A picture goes to the record
 * that the same person filed just before; everything else waits for the next record.
 */
import type { AttachmentForm } from '../../storage/attachments.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { describeRecord } from '../records/log-contacts.ts';
import { sealedForThem, togetherMs } from './attach-waiting.ts';

export async function receivePicture(scene: MessageScene, mediaId: string): Promise<Acted> {
  const { cards, message } = scene;
  if (message.chat === 'group') return { intent: 'refuse_group', reply: cards.fill('write_in_private', {}) };
  const contacts = await justFiled(scene);
  const [first] = contacts;
  const studentIds = [...new Set(contacts.map(({ studentId }) => studentId))];
  const [only] = studentIds.length === 1 ? studentIds : [];
  const record = first?.inboxId;
  const taken = record === undefined ? {} : { recordId: record, sealedFor: sealedForThem(scene, contacts) };
  await note(scene, 'picture', mediaId, taken);
  if (first === undefined || record === undefined)
    return {
      intent: 'picture_waiting',
      reply: cards.fill('picture_waiting', { example: exampleFor(scene) }),
    };
  const { students, day, kind } = describeRecord(scene, { ...first, studentIds, on: first.occurredOn });
  return {
    intent: 'picture_attached',
    reply: cards.fill('picture_attached', { students, day, kind }),
    ...(only === undefined ? {} : { aboutStudentId: only }),
    shows: { record },
  };
}

/** WeCom sends no transcript: the voice is kept, and one written line makes it a record. */
export async function receiveVoice(scene: MessageScene, mediaId: string): Promise<Acted> {
  const { cards, message } = scene;
  if (message.chat === 'group') return { intent: 'refuse_group', reply: cards.fill('write_in_private', {}) };
  await note(scene, 'voice', mediaId, {});
  return { intent: 'voice_waiting', reply: cards.fill('voice_waiting', { example: exampleFor(scene) }) };
}

/** Beside the words of the same message: the record that they become takes them. */
export async function receivePicturesBesideText(
  scene: MessageScene,
  mediaIds: readonly string[],
): Promise<void> {
  if (scene.message.chat === 'group') return;
  for (const mediaId of mediaIds) await note(scene, 'picture', mediaId, {});
}

async function note(
  { tables, newId, school, accountId, person, inboxId, now }: MessageScene,
  form: AttachmentForm,
  mediaId: string,
  { recordId, sealedFor = school.id }: { readonly recordId?: string; readonly sealedFor?: string },
): Promise<void> {
  const id = newId();
  await tables.attachments.add({
    id,
    schoolId: school.id,
    accountId,
    authorId: person.id,
    ...(recordId === undefined ? {} : { recordId }),
    sealedFor,
    form,
    inboxId,
    mediaId,
    receivedAt: now,
  });
  const line = { id: newId(), schoolId: school.id, at: now, actorId: person.id, subjectId: id };
  await tables.audit.add([{ ...line, verb: 'attachment_received', detail: { form } }]);
}

async function justFiled({ tables, person, now }: MessageScene): Promise<readonly Contact[]> {
  const contacts = await tables.contacts.lastFiledBy(person.id);
  return contacts.filter(({ loggedAt }) => now.getTime() - loggedAt.getTime() <= togetherMs);
}

function exampleFor({ cards, mentees }: MessageScene): string {
  return cards.words.example.replace('{student}', mentees.students[0]?.name ?? cards.words.example_student);
}
