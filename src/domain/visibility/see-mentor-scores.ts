import { hasClassFigure } from './scheme-sight.ts';
import { holds, isGradeHead, isHomeroomTeacher, type Look } from './standing.ts';
import type { ClassFigure, MentorResult, MentorScore } from './thing.ts';

/** V-05. */
export function seesMentorResult(look: Look, { mentorId, grades }: Omit<MentorResult, 'kind'>): boolean {
  return mentorId === look.viewer.personId || leads(look, grades);
}

/** V-05: an evaluator keeps sight of the scores he or she gave. */
export function seesMentorScore(look: Look, score: MentorScore): boolean {
  return score.evaluatorId === look.viewer.personId || seesMentorResult(look, score);
}

/** V-05, YEDIAN-65. */
export function seesClassFigure(look: Look, { classKey, grade }: ClassFigure): boolean {
  return leads(look, [grade]) || (hasClassFigure(look.scheme) && isHomeroomTeacher(look, classKey));
}

function leads(look: Look, grades: readonly string[]): boolean {
  return (
    holds(look, 'steering_group') ||
    holds(look, 'moral_office') ||
    grades.some((grade) => isGradeHead(look, grade))
  );
}
