/** Which round of the scheme somebody opens by hand. Whoever issues it may, in its own window, and only once. */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { schoolDaysWithin } from '../calendar/school-days.ts';
import type { Day } from '../day.ts';
import type { RoleAssignment } from '../duties/facts.ts';
import type { StaffRole } from '../vocabulary.ts';
import type { RespondentKind } from './form.ts';
import { type PlannedRound, type PlanQuestion, planRounds } from './plan-rounds.ts';
import { daysFrom, type RoundDays } from './round-days.ts';

export interface HandQuestion extends PlanQuestion {
  /** Keys of forms, any of which is meant. */
  readonly forms: readonly string[];
  /** Of whoever asks, in force today. */
  readonly roles: readonly Pick<RoleAssignment, 'role' | 'scope'>[];
  readonly on: Day;
  /** Rounds of the scheme that are there already. */
  readonly there: readonly {
    readonly ruleId: string;
    readonly windowFirstOn: Day;
    readonly nth: number;
    readonly scope: string;
  }[];
}

export interface HandRound extends RoundDays {
  readonly ruleId: string;
  readonly windowFirstOn: Day;
  readonly nth: number;
  readonly scope: string;
  readonly issuerRole: StaffRole;
  readonly opening?: PlannedRound['opening'];
  readonly questionnaires: readonly { readonly form: string; readonly respondents: RespondentKind }[];
}

export type HandAnswer =
  | { readonly round: HandRound }
  | { readonly refused: 'not_issuer' | 'there_already' | 'vacation' }
  | { readonly refused: 'not_now'; readonly from: Day }
  /** The scheme asks for nothing of the kind. */
  | { readonly refused: 'not_in_scheme' };

export function handRound(question: HandQuestion): HandAnswer {
  const { forms, on, calendar, times } = question;
  const isMeant = ({ questionnaires }: PlannedRound) =>
    questionnaires.some(({ form }) => forms.includes(form));
  const planned = planRounds(question).filter(isMeant);
  if (planned.length === 0) return { refused: 'not_in_scheme' };
  const now = planned.filter(({ window }) => window.firstOn <= on && on <= window.lastOn);
  if (now.length === 0) return { refused: 'vacation' };
  const mine = now.flatMap((round) => {
    const scope = scopeOf(question, round);
    return scope === undefined ? [] : [{ round, scope }];
  });
  if (mine.length === 0) return { refused: 'not_issuer' };
  const left = mine.filter(({ round, scope }) => !isThere(question, round, scope));
  const found = left.find(({ round }) => mayOpenFrom(calendar, round) <= on);
  if (found !== undefined) {
    const { ruleId, window, nth, issuerRole, opening, questionnaires, ...days } = found.round;
    const { opensOn, dueOn, closesOn } = days.opensOn === on ? days : daysFrom(calendar, on, times);
    return {
      round: {
        ruleId,
        windowFirstOn: window.firstOn,
        nth,
        issuerRole,
        opening,
        questionnaires,
        scope: found.scope,
        opensOn,
        dueOn,
        closesOn,
      },
    };
  }
  const [next] = left;
  if (next === undefined) return { refused: 'there_already' };
  return { refused: 'not_now', from: mayOpenFrom(calendar, next.round) };
}

function scopeOf({ roles }: HandQuestion, { issuerRole, per }: PlannedRound): string | undefined {
  const held = roles.find(({ role }) => role === issuerRole);
  if (held === undefined) return undefined;
  return per === 'grade' ? held.scope : '';
}

function isThere({ there }: HandQuestion, { ruleId, window, nth }: PlannedRound, scope: string): boolean {
  return there.some(
    (round) =>
      round.ruleId === ruleId &&
      round.windowFirstOn === window.firstOn &&
      round.nth === nth &&
      round.scope === scope,
  );
}

/** School days before the end of its window from which on "the end" has come, as in CV-24. */
const endBegins = { term_end: 15, year_end: 20 } as const;

function mayOpenFrom(calendar: SchoolCalendar, { opening, window }: PlannedRound): Day {
  if (opening === 'month_end' || opening === 'mid_term') return window.firstOn;
  const days = schoolDaysWithin(calendar, window.firstOn, window.lastOn);
  return days.at(-endBegins[opening]) ?? window.firstOn;
}
