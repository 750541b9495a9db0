/** What the holder of a post owes for a class, a grade or the school: meetings and filings (CV-15, CV-18). */
import type { StaffRole } from '../vocabulary.ts';
import type { Duty } from './duty.ts';
import type { DutyContext } from './duty-context.ts';
import type { DutyLine } from './duty-lines.ts';
import { dutyState } from './duty-state.ts';
import { meetingProgress } from './meeting-progress.ts';
import type { WindowSpan } from './window-span.ts';

export function addPostDuties(context: DutyContext, line: DutyLine, duties: Duty[]): void {
  if (context.input.only?.studentIds) return;
  for (const scope of scopesOf(context, line)) {
    for (const span of line.spans) {
      const ownerId = postHolder(context, line, scope, span);
      if (ownerId !== undefined && context.wantsOwner(ownerId)) {
        duties.push(postDuty(context, line, { ownerId, scope, span }));
      }
    }
  }
}

function scopesOf(context: DutyContext, { template }: DutyLine): readonly string[] {
  if (template.per === 'school') return ['school'];
  return template.owner === 'student' ? [] : context.roles.scopesOf(template.owner);
}

/** The holder at the window's end, or today's while it is open; the steering group answers for an empty office. */
function postHolder(
  context: DutyContext,
  { template }: DutyLine,
  scope: string,
  span: WindowSpan,
): string | undefined {
  const day = Math.max(span.first, Math.min(span.due, context.on));
  const roles: readonly StaffRole[] =
    template.owner === 'student' || template.per !== 'school' ? [] : ['steering_group'];
  const own = template.owner === 'student' ? undefined : context.roles.holderOn(template.owner, scope, day);
  return own ?? roles.map((role) => context.roles.holderOn(role, scope, day)).find((id) => id !== undefined);
}

function postDuty(
  context: DutyContext,
  line: DutyLine,
  { ownerId, scope, span }: { readonly ownerId: string; readonly scope: string; readonly span: WindowSpan },
): Duty {
  const { rule, template } = line;
  const { done, notTreated } =
    template.settledBy === 'hand_in'
      ? { done: filings(context, template.asks, span), notTreated: [] }
      : meetingProgress(context, template, { scope, span });
  const isLeftOut = template.coverageRequired === true && notTreated.length > 0;
  const state = dutyState(
    { on: context.on, asked: template.times, isExcused: never },
    span,
    isLeftOut ? 0 : done,
  );
  return {
    rule: rule.id,
    ...(template.part !== undefined && { part: template.part }),
    ownerId,
    scope,
    window: span.window,
    state,
    asked: template.times,
    done,
    ...(notTreated.length > 0 && { notTreated }),
  };
}

/** Leave excuses mentors and students (CV-09); a meeting is held by whoever stands in. */
function never(): boolean {
  return false;
}

function filings(context: DutyContext, kind: string, span: WindowSpan): number {
  const { handIns } = context.input;
  const inTime = handIns.filter((fact) => fact.on >= span.window.firstOn && fact.on <= span.window.lastOn);
  return inTime.filter((fact) => fact.kind === kind && fact.on <= context.onDay).length;
}
