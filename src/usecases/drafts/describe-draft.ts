import type { Draft } from '../../storage/drafts.ts';
import type { PersonScene } from '../messages/message-scene.ts';
import { describeRecord } from '../records/log-contacts.ts';
import { firstWords } from './first-words.ts';

/** Its first words; of a record that lacks something, whom it is about and what it was. */
export async function describeDraft(
  scene: PersonScene,
  { about, candidates, text }: Pick<Draft, 'about' | 'candidates' | 'text'>,
): Promise<string> {
  if (about !== 'missing_field') return firstWords(text);
  const contacts = await scene.tables.contacts.standing(candidates);
  const [first] = contacts;
  if (first === undefined) return '';
  const studentIds = contacts.map(({ studentId }) => studentId);
  const { students, kind } = describeRecord(scene, { ...first, studentIds, on: first.occurredOn });
  return `${students.join('、')} ${kind}`;
}
