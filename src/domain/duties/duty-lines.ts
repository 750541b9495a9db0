/** CV-19: which windows each line of each version of the scheme obliges. */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { schoolDaysOf } from '../calendar/school-days.ts';
import { type Day, dayNumber } from '../day.ts';
import type { DutyTemplate, Rule, SchemeVersion } from '../schemes/scheme.ts';
import { spansOf, type WindowSpan } from './window-span.ts';

export interface DutyLine {
  readonly version: SchemeVersion;
  readonly rule: Rule;
  readonly template: DutyTemplate;
  readonly spans: readonly WindowSpan[];
  /** Day numbers between which an event (a meeting, an exam) obliges; the last one is excluded. */
  readonly from: number;
  readonly until: number;
}

interface Timetable {
  readonly calendar: SchoolCalendar;
  readonly startOn: Day;
}

/**
 * A line counts from its first window that opens on or after its version's day; until then the line it replaces goes
 * on, and a window already open stays due. Only rules of force M oblige (CV-10).
 */
export function dutyLines(
  schemeVersions: readonly SchemeVersion[],
  timetable: Timetable,
): readonly DutyLine[] {
  return linesOfForce(schemeVersions, timetable, 'M');
}

/** The same for advice (CV-10): shown as "k of n done", never owed. */
export function adviceLines(
  schemeVersions: readonly SchemeVersion[],
  timetable: Timetable,
): readonly DutyLine[] {
  return linesOfForce(schemeVersions, timetable, 'A');
}

function linesOfForce(
  schemeVersions: readonly SchemeVersion[],
  timetable: Timetable,
  force: 'M' | 'A',
): readonly DutyLine[] {
  const versions = schemeVersions.toSorted(byDate);
  return versions.flatMap((version, index) =>
    version.rules
      .filter((rule) => rule.force === force)
      .flatMap((rule) =>
        rule.duties.map((template) => {
          const later = versions.slice(index + 1);
          const until = Math.min(...later.map((next) => takesOverOn(next, rule, template, timetable)));
          const from = dayNumber(version.effectiveFrom);
          return {
            version,
            rule,
            template,
            from,
            until,
            spans: ownSpans(template, timetable, { from, until }),
          };
        }),
      ),
  );
}

/** The day number from which a later version decides about this line. */
function takesOverOn(
  version: SchemeVersion,
  rule: Rule,
  template: DutyTemplate,
  timetable: Timetable,
): number {
  const successor = successorOf(version, rule, template);
  const from = dayNumber(version.effectiveFrom);
  if (!successor || successor.window === 'event') return from;
  const first = spansOf(timetable.calendar, successor, timetable.startOn).find((span) => span.first >= from);
  return first?.first ?? Number.POSITIVE_INFINITY;
}

/** The same line of the same rule; under another preset the line that asks the same of the same person. */
function successorOf(version: SchemeVersion, rule: Rule, template: DutyTemplate): DutyTemplate | undefined {
  const same = version.rules.find(({ id }) => id === rule.id);
  if (same) return same.duties.find(({ part }) => part === template.part);
  const all = version.rules.filter(({ force }) => force === rule.force).flatMap(({ duties }) => duties);
  const alike = all.filter(
    ({ owner, per, settledBy, asks }) =>
      owner === template.owner &&
      per === template.per &&
      settledBy === template.settledBy &&
      asks === template.asks,
  );
  // The weekly talk of all is not taken over by the daily one of a few, nor the other way round.
  return alike.find(({ students }) => students === template.students) ?? alike[0];
}

function ownSpans(
  template: DutyTemplate,
  { calendar, startOn }: Timetable,
  { from, until }: Pick<DutyLine, 'from' | 'until'>,
): readonly WindowSpan[] {
  return spansOf(calendar, template, startOn).filter(
    (span) =>
      from <= span.first && span.first < until && isMostlyAfterStart(calendar, template, span, startOn),
  );
}

/** A window that was half over when the school began is not owed; a plan is, its last day moves with the start. */
function isMostlyAfterStart(
  calendar: SchoolCalendar,
  { due, window }: DutyTemplate,
  span: WindowSpan,
  startOn: Day,
): boolean {
  if (span.due < dayNumber(startOn) && due !== 'plan') return false;
  if (due === 'plan' || window === 'launch') return span.window.lastOn >= startOn;
  const owedFrom = Math.max(dayNumber(startOn), span.first);
  const { countUpTo } = schoolDaysOf(calendar);
  return (countUpTo(span.last) - countUpTo(owedFrom - 1)) * 2 >= span.schoolDays;
}

/** Of two versions of one day the one named later holds. */
function byDate(a: SchemeVersion, b: SchemeVersion): number {
  return dayNumber(a.effectiveFrom) - dayNumber(b.effectiveFrom);
}
