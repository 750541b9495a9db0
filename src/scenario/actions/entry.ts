/** Entries that are handed in: journals, plans, reports, reflections, essays, scores. */
import { dayOf, daysBetween } from '../../domain/day.ts';
import { fileHandIn, type HandIn } from '../../usecases/records/log-hand-ins.ts';
import { logScore, type ScoreRefusal } from '../../usecases/records/log-score.ts';
import type { HandedInAction, ScoreAction } from '../action-schemas.ts';
import { type Filed, type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';

export async function fileEntry(stage: Stage, actorId: string, handIn: HandIn): Promise<Outcome> {
  const { storage, newId, schoolId } = stage;
  const now = stage.clock.now();
  const today = dayOf(now);
  const filed = await storage.transaction((tables) =>
    fileHandIn({ tables, newId, schoolId, actorId, now, today }, handIn),
  );
  if (filed === 'future') return refusedFor('CV-01', 'future');
  return {
    accepted: true,
    state: 'filed',
    delayDays: daysBetween(handIn.on, today),
    filed: whatWasFiled(handIn),
  };
}

function whatWasFiled({ kind, authorId, studentId, on, windowFirstOn }: HandIn): Filed {
  return {
    kind,
    ownerId: authorId,
    on,
    ...(studentId === undefined ? {} : { studentId }),
    ...(windowFirstOn === undefined ? {} : { windowFirstOn }),
  };
}

/** What a student hands in; somebody else may write it down for the student. */
export function handIn(
  stage: Stage,
  kind: 'student_report' | 'weekly_reflection' | 'student_essay',
  written: HandedInAction,
): Promise<Outcome> {
  const studentId = written.student ?? written.by ?? '';
  const { window, fields = {} } = written;
  return fileEntry(stage, written.by ?? studentId, {
    kind,
    authorId: studentId,
    studentId,
    on: written.on ?? dayOf(stage.clock.now()),
    text: written.text,
    fields,
    ...(window === undefined ? {} : { windowFirstOn: window }),
    ...(written.marked === undefined ? {} : { markedOn: written.marked }),
  });
}

/** By the rule or convention that refuses it, and in a word. */
const scoreRefusals: Readonly<Record<ScoreRefusal, readonly string[]>> = {
  off_scale: ['CV-14', 'off_scale', 'out_of_scale'],
  self_scoring: ['A-10', 'self_scoring'],
  future: ['CV-01', 'future'],
};

export async function score(
  stage: Stage,
  { by, mentor, part, window, value, on }: ScoreAction,
): Promise<Outcome> {
  const { storage, newId, schoolId } = stage;
  const now = stage.clock.now();
  const today = dayOf(now);
  const filed = await storage.transaction((tables) =>
    logScore(
      { tables, newId, schoolId, actorId: by, now, today },
      {
        authorId: by,
        mentorId: mentor,
        on: on ?? today,
        value,
        ...(part === undefined ? {} : { part }),
        ...(window === undefined ? {} : { windowFirstOn: window }),
      },
    ),
  );
  if (typeof filed === 'string') return refusedFor(...scoreRefusals[filed]);
  return { accepted: true, state: 'filed', delayDays: daysBetween(on ?? today, today) };
}
