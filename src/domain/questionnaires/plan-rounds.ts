/** The rounds a school's scheme asks for, from its lines and the calendar. Pure: what has opened is not asked here. */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { windowsOf } from '../calendar/windows.ts';
import type { Day } from '../day.ts';
import type { Window } from '../duties/duty.ts';
import type { QuestionnaireTemplate, RoundOpening, SchemeVersion } from '../schemes/scheme.ts';
import type { StaffRole } from '../vocabulary.ts';
import type { RespondentKind } from './form.ts';
import { type RoundDays, type RoundTimes, roundDays } from './round-days.ts';

export interface PlannedRound extends RoundDays {
  readonly ruleId: string;
  readonly issuerRole: StaffRole;
  /** A round for each grade, by the head of that grade, or one for the school. */
  readonly per: QuestionnaireTemplate['per'];
  readonly window: Window;
  /** 1-based within the window. */
  readonly nth: number;
  readonly opening: RoundOpening;
  readonly questionnaires: readonly { readonly form: string; readonly respondents: RespondentKind }[];
}

export interface PlanQuestion {
  /** In any order; each window belongs to the version in force when it opened (CV-19). */
  readonly versions: readonly SchemeVersion[];
  readonly calendar: SchoolCalendar;
  /** Nothing is asked before the school's start day. */
  readonly startOn: Day;
  readonly times: RoundTimes;
}

/** In the order they open. Of several versions of one day the one named later holds. */
export function planRounds({ versions, calendar, startOn, times }: PlanQuestion): readonly PlannedRound[] {
  const ordered = versions.toSorted(byDate);
  const inForceOn = (day: Day) => ordered.findLast(({ effectiveFrom }) => effectiveFrom <= day);
  const rounds = ordered.flatMap((version) =>
    version.rules
      .filter(({ force }) => force === 'M')
      .flatMap(({ id, questionnaires }) => roundsOf(id, questionnaires, calendar, times))
      .filter(({ window }) => inForceOn(window.firstOn) === version),
  );
  return rounds.filter(({ opensOn }) => opensOn >= startOn).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function byDate(a: SchemeVersion, b: SchemeVersion): number {
  if (a.effectiveFrom === b.effectiveFrom) return 0;
  return a.effectiveFrom < b.effectiveFrom ? -1 : 1;
}

function keyOf({ opensOn, ruleId, nth }: PlannedRound): string {
  return `${opensOn} ${ruleId} ${nth}`;
}

/** What one rule asks of several kinds of people at the same time is one round. */
function roundsOf(
  ruleId: string,
  templates: readonly QuestionnaireTemplate[],
  calendar: SchoolCalendar,
  times: RoundTimes,
): readonly PlannedRound[] {
  const [first] = templates;
  if (first === undefined) return [];
  const { issuer, per, window: kind, opens } = first;
  const questionnaires = templates.map(({ form, respondents }) => ({ form, respondents }));
  return windowsOf(calendar, kind).flatMap((window) =>
    opens.flatMap((opening, index) => {
      const days = roundDays(calendar, window, opening, times);
      if (days === undefined) return [];
      return [{ ruleId, issuerRole: issuer, per, window, nth: index + 1, opening, questionnaires, ...days }];
    }),
  );
}
