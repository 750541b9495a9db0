/** CV-20: the one answer to "may this person see this", asked before anything is shown anywhere. */
import { mostShownAt, type Outlet, type Sight } from './outlet.ts';
import { seesAnswerFigures, seesRawAnswers } from './see-answers.ts';
import { seeContactNote } from './see-contact-note.ts';
import { seesClassFigure, seesMentorResult, seesMentorScore } from './see-mentor-scores.ts';
import { seesPortfolio } from './see-portfolio.ts';
import { isFitForPublic } from './see-public-list.ts';
import { seesExamScores, seesFlags, seesRosterEntry } from './see-student-facts.ts';
import { isHomeroomTeacher, type Look } from './standing.ts';
import type { Thing } from './thing.ts';
import type { Viewer } from './viewer.ts';

export interface SightQuestion extends Look {
  readonly thing: Thing;
  /** `private` unless said otherwise. */
  readonly outlet?: Outlet;
}

/** V-01 to V-10: the viewer's own sight, cut to what the outlet may show. */
export function sight({ thing, outlet = 'private', ...look }: SightQuestion): Sight {
  const own = ownSight(look, thing);
  const most = mostShownAt(outlet, thing);
  if (own === 'nothing' || most === 'nothing') return 'nothing';
  return own === 'all' ? most : own;
}

/** V-10: opening it leaves a line in the audit. */
export function isAnothersNote({ personId }: Viewer, thing: Thing): boolean {
  return thing.kind === 'contact_note' && thing.authorId !== personId;
}

function ownSight(look: Look, thing: Thing): Sight {
  if (thing.kind === 'contact_note') return seeContactNote(look, thing);
  return isShown(look, thing) ? 'all' : 'nothing';
}

function isShown(look: Look, thing: Exclude<Thing, { readonly kind: 'contact_note' }>): boolean {
  switch (thing.kind) {
    case 'exam_scores':
      return seesExamScores(look, thing);
    case 'special_categories':
    case 'concern_list':
      return seesFlags(look, thing);
    case 'mentor_result':
      return seesMentorResult(look, thing);
    case 'mentor_score':
      return seesMentorScore(look, thing);
    case 'class_figure':
      return seesClassFigure(look, thing);
    case 'raw_answers':
      return seesRawAnswers(look, thing);
    case 'answer_figures':
      return seesAnswerFigures(look, thing);
    case 'public_list_entry':
      return isFitForPublic(thing);
    case 'roster_entry':
      return seesRosterEntry(look, thing);
    case 'portfolio':
      return seesPortfolio(look, thing);
    case 'digest_line':
      return isHomeroomTeacher(look, thing.classKey);
  }
}
