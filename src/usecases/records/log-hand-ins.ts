/** Files what is handed in by a day: a plan, a journal, a comment, the reflections that students brought. */

import type { Day } from '../../domain/day.ts';
import type { HandInReading } from '../../domain/hand-ins/read-hand-in.ts';
import { markOf } from '../../domain/mark.ts';
import type { HandInKind } from '../../domain/vocabulary.ts';
import type { Tables } from '../../storage/storage.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { askHandInField, fieldsInWords } from './hand-in-fields.ts';

export interface HandIn {
  readonly kind: HandInKind;
  readonly authorId: string;
  readonly on: Day;
  readonly studentId?: string;
  readonly mentorId?: string;
  readonly windowFirstOn?: Day;
  readonly examId?: string;
  readonly part?: string;
  /** A decimal as text. */
  readonly value?: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly markedOn?: Day;
  readonly inboxId?: string;
}

export interface FileHandInDeps {
  readonly tables: Tables;
  readonly newId: () => string;
  readonly schoolId: string;
  /** Who writes it down, for the audit line. */
  readonly actorId: string;
  readonly now: Date;
  readonly today: Day;
}

/** CV-01: a day in the future is refused. The id of the new entry otherwise. */
export async function fileHandIn(deps: FileHandInDeps, handIn: HandIn): Promise<{ id: string } | 'future'> {
  const { tables, newId, schoolId, now } = deps;
  if (handIn.on > deps.today) return 'future';
  const { on, markedOn, ...entry } = handIn;
  const id = newId();
  await tables.handIns.add({
    ...entry,
    id,
    schoolId,
    handedInOn: on,
    loggedAt: now,
    loggedById: deps.actorId,
  });
  if (markedOn !== undefined) await tables.handIns.mark(id, markedOn);
  await tables.audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      actorId: deps.actorId,
      verb: 'hand_in_filed',
      subjectId: id,
      detail: {
        kind: handIn.kind,
        on,
        ...(handIn.studentId === undefined ? {} : { student: handIn.studentId }),
      },
    },
  ]);
  return { id };
}

/** What a mentor wrote as 「手记：…」 and the like. */
export async function logHandIns(scene: MessageScene, reading: HandInReading): Promise<Acted> {
  const { cards, person, today, inboxId } = scene;
  const what = cards.words.hand_ins[reading.kind];
  if ('missing' in reading) {
    const card = reading.missing === 'text' ? 'hand_in_needs_text' : 'hand_in_needs_student';
    const example = scene.mentees.students[0]?.name ?? cards.words.example_student;
    return { intent: 'hand_in_incomplete', reply: cards.fill(card, { what, example }) };
  }
  const deps = { ...scene, schoolId: scene.school.id, actorId: person.id };
  const form = { kind: reading.kind, handedInOn: today };
  const fields = reading.of === 'student' ? fieldsInWords(scene, form, reading.text) : {};
  const common = { kind: reading.kind, on: today, text: reading.text, fields, inboxId };
  if (reading.studentIds.length === 0) await fileHandIn(deps, { ...common, authorId: person.id });
  let ask: string | undefined;
  for (const studentId of reading.studentIds) {
    const authorId = reading.of === 'from_students' ? studentId : person.id;
    const filed = await fileHandIn(deps, { ...common, authorId, studentId });
    if (filed !== 'future' && reading.of === 'student')
      ask = await askHandInField(scene, form, { id: filed.id, fields });
  }
  const students = reading.studentIds.map((id) => scene.roster.people.get(id)?.name ?? '');
  const [only] = reading.studentIds;
  return {
    intent: 'hand_in',
    reply: cards.fill('hand_in_filed', {
      what,
      students: students.length === 0 ? undefined : students,
      ask,
      undo_key: markOf(inboxId),
    }),
    ...(only === undefined || reading.studentIds.length > 1 ? {} : { aboutStudentId: only }),
    shows: 'something_else',
  };
}
