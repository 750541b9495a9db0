/** Contexts of a corpus file → contexts of the understanding. Rosters are shared, as in the running program. */
import { instantOf, readDay, readTimeOfDay } from '../domain/day.ts';
import type { KnownStudent, UnderstandingContext } from '../domain/understanding/understanding.ts';
import type { Corpus, CorpusContext, CorpusStudent } from './corpus.ts';

export type ContextOf = (id: string, chat: 'private' | 'group') => UnderstandingContext;

export function contextsOf(corpus: Corpus): ContextOf {
  const rosters = new Map<readonly CorpusStudent[], readonly KnownStudent[]>();
  const roster = (students: readonly CorpusStudent[]) => {
    const known = rosters.get(students) ?? students.map(toStudent);
    rosters.set(students, known);
    return known;
  };
  return (id, chat) => toContext(inherited(corpus, id), roster, chat);
}

function inherited(corpus: Corpus, id: string, depth = 0): CorpusContext {
  const own = corpus.contexts[id];
  if (!own || depth > 8) throw new Error(`unknown context: ${id}`);
  return own.extends === undefined ? own : { ...inherited(corpus, own.extends, depth + 1), ...own };
}

const nobody: readonly CorpusStudent[] = [];

function toContext(
  context: CorpusContext,
  roster: (students: readonly CorpusStudent[]) => readonly KnownStudent[],
  chat: 'private' | 'group',
): UnderstandingContext {
  const { last_record: last, awaiting, paired_since: since, speaker } = context;
  return {
    now: instantWritten(context.now ?? ''),
    ...(since === undefined ? {} : { pairedSince: readDay(since) }),
    speaker: { id: speaker?.id ?? '', name: speaker?.name ?? '', roles: speaker?.roles ?? [] },
    mentees: roster(context.mentees ?? nobody),
    otherStudents: roster(context.other_students ?? nobody),
    chat,
    ...(last
      ? {
          lastRecord: {
            studentIds: last.students,
            kind: last.kind,
            on: readDay(last.on),
            outcome: last.outcome,
            ...(last.minutes === undefined ? {} : { minutes: last.minutes }),
            ...(last.with ? { guardianIds: last.with } : {}),
            ...(last.medium ? { medium: last.medium } : {}),
            text: last.text,
          },
        }
      : {}),
    ...(awaiting
      ? { awaiting: { about: awaiting.about, candidates: awaiting.candidates ?? [], text: awaiting.text } }
      : {}),
  };
}

function toStudent(student: CorpusStudent): KnownStudent {
  return {
    id: student.id,
    name: student.name,
    className: student.class,
    ...(student.nicknames ? { nicknames: student.nicknames } : {}),
    ...(student.gender ? { gender: student.gender } : {}),
    guardians: (student.guardians ?? []).map(({ id, name, relation }) => ({
      id,
      relation,
      ...(name === undefined ? {} : { name }),
    })),
  };
}

function instantWritten(text: string): Date {
  const [day = '', time = ''] = text.split('T');
  return instantOf(readDay(day), readTimeOfDay(time));
}
