/** What somebody on the console may learn from one round: by the roles of today, through the one table of visibility. */
import { sight } from '../../domain/visibility/sight.ts';
import { isHomeroomTeacher, type Look } from '../../domain/visibility/standing.ts';
import type { RatedMentor } from '../../storage/invitations.ts';
import type { QuestionnaireRound } from '../../storage/questionnaires.ts';

export interface RoundSight {
  /** Holds the post that asks, in its scope (V-06). */
  readonly isIssuer: boolean;
  /** V-05: looks after all mentors, or after those of these grades. */
  readonly mentorsOf: 'all' | readonly string[];
}

export function roundSight(look: Look, round: QuestionnaireRound, grades: readonly string[]): RoundSight {
  const isIssuer = seesSheetsAbout(look, round, '');
  const leads = (units: readonly string[]): boolean =>
    sight({ ...look, thing: { kind: 'mentor_result', mentorId: '', grades: units } }) === 'all';
  if (isIssuer || leads([])) return { isIssuer, mentorsOf: 'all' };
  return { isIssuer, mentorsOf: grades.filter((grade) => leads([grade])) };
}

/** V-06: never the sheets about oneself, and so none of a questionnaire in which one is rated. */
export function seesSheets(look: Look, round: QuestionnaireRound, rated: readonly RatedMentor[]): boolean {
  return ['', ...rated.map(({ mentorId }) => mentorId)].every((mentorId) =>
    seesSheetsAbout(look, round, mentorId),
  );
}

function seesSheetsAbout(look: Look, round: QuestionnaireRound, mentorId: string): boolean {
  const issuer = { role: round.issuerRole, scope: round.scope === '' ? 'school' : round.scope };
  // Who answered is not known here, and is no member of staff whose own sheet could be meant.
  const thing = { kind: 'raw_answers', mentorId, respondentId: '', issuer } as const;
  return sight({ ...look, thing }) === 'all';
}

/** How many of a class were asked and answered, and who has not. */
export function seesClassOf(look: Look, { isIssuer, mentorsOf }: RoundSight, classKey: string): boolean {
  if (isIssuer || mentorsOf === 'all') return true;
  if (classKey === '') return false;
  const grade = classKey.slice(0, classKey.indexOf('.'));
  return mentorsOf.includes(grade) || isHomeroomTeacher(look, classKey);
}

/** V-05: a grade unit sees its mentors with everything that was said about them, or not at all. */
export function mentorsInSight({ mentorsOf }: RoundSight, rated: readonly RatedMentor[]): readonly string[] {
  const seen = rated.filter(({ grade }) => mentorsOf === 'all' || mentorsOf.includes(grade));
  return [...new Set(seen.map(({ mentorId }) => mentorId))];
}
