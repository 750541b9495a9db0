/** Fields that the scheme's form asks of an entry that is handed in: told in its words, asked for once, filled in later. */
import { fieldsOfForm } from '../../domain/duties/missing-fields.ts';
import { fieldsTold, type NamedField } from '../../domain/hand-ins/fields-told.ts';
import type { FiledHandIn } from '../../storage/hand-ins.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { awaitField } from './ask-missing-field.ts';
import { auditBase } from './audit-base.ts';

type Form = Pick<FiledHandIn, 'kind' | 'handedInOn'>;

/** None where the bot lacks a word for one of them: such a form is filled elsewhere. */
function namedFields({ cards, schemeVersions }: MessageScene, { kind, handedInOn: on }: Form): NamedField[] {
  const fields = fieldsOfForm(schemeVersions, { kind, on });
  const named = fields.flatMap((field) => {
    const name = cards.words.fields[field]?.name;
    return name === undefined ? [] : [{ field, name }];
  });
  return named.length === fields.length ? named : [];
}

/** What the words of an entry fill; nothing where the scheme asks for no fields: then the words are all of it. */
export function fieldsInWords(scene: MessageScene, form: Form, text: string): Record<string, string> {
  return fieldsTold(text, namedFields(scene, form));
}

/** The question to stand under the echo, where something is left to tell. */
export async function askHandInField(
  scene: MessageScene,
  form: Form,
  { id, fields }: { readonly id: string; readonly fields: Readonly<Record<string, string>> },
): Promise<string | undefined> {
  const missing = namedFields(scene, form).find(({ field }) => fields[field] === undefined);
  if (missing === undefined) return undefined;
  await awaitField(scene, [id]);
  return scene.cards.words.fields[missing.field]?.ask;
}

const lookedBackMs = 62 * 24 * 60 * 60_000;

/** Fills the field of this name, or the first that is missing, of the newest entry that lacks it. */
export async function fillHandInField(
  scene: MessageScene,
  value: string,
  { ids, name }: { readonly ids?: readonly string[]; readonly name?: string },
): Promise<Acted | undefined> {
  const { tables, person, now, cards, roster, today } = scene;
  const since = new Date(now.getTime() - lookedBackMs);
  for (const handIn of await tables.handIns.filedSince(person.id, since, ids)) {
    const { fields } = await tables.handIns.words(handIn.id);
    const missing = namedFields(scene, handIn).find(
      (one) => fields[one.field] === undefined && (name === undefined || one.name === name),
    );
    if (missing === undefined) continue;
    await tables.handIns.setFields(handIn.id, { ...fields, [missing.field]: value });
    await tables.audit.add([
      {
        ...auditBase(scene),
        verb: 'hand_in_completed',
        subjectId: handIn.id,
        detail: { field: missing.field },
      },
    ]);
    const student = roster.people.get(handIn.studentId ?? '')?.name ?? '';
    return {
      intent: 'complete',
      reply: cards.fill('field_filed', {
        students: student,
        kind: cards.words.hand_ins[handIn.kind],
        day: cards.say.day(handIn.handedInOn, today),
        field: missing.name,
        value,
      }),
      ...(handIn.studentId === undefined ? {} : { aboutStudentId: handIn.studentId }),
      shows: 'something_else',
    };
  }
  return undefined;
}
