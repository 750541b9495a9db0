/**
 * One notice to everybody who is asked, with the same words for all, so that a thousand go in one call of the platform.
 * Planning twice writes once: the natural key names the questionnaire and the person.
 */
import { addDays, type Day, daysBetween, instantOf } from '../../domain/day.ts';
import type { PushLimits } from '../../domain/delivery/push-limits.ts';
import type { Invitation } from '../../storage/invitations.ts';
import type { NewNotice } from '../../storage/outbox.ts';
import type { Questionnaire, QuestionnaireRound } from '../../storage/questionnaires.ts';
import type { Storage } from '../../storage/storage.ts';

export const roundCards = ['questionnaire_open', 'questionnaire_nudge'] as const;
export type RoundCard = (typeof roundCards)[number];

export interface AskDeps {
  readonly storage: Storage;
  readonly newId: () => string;
}

/** DingTalk takes 1,500 recipients a minute at most (dingtalk.md §5.2); WeCom a thousand in one call (§5.2). */
const askedPerMinute = 1_000;
const minuteMs = 60_000;

/** Whoever can be reached is asked; how many notices were new. */
export async function askAll(
  deps: AskDeps,
  round: QuestionnaireRound,
  limits: PushLimits,
  now: Date,
): Promise<number> {
  let planned = 0;
  for (const questionnaire of await deps.storage.questionnaires.ofRound(round.id)) {
    const asked = await deps.storage.invitations.unanswered(questionnaire.id);
    planned += await planNotices(deps, {
      round,
      questionnaire,
      card: 'questionnaire_open',
      asked,
      limits,
      now,
    });
  }
  return planned;
}

/** Days after the opening on which whoever has not answered is reminded: two times and never again. */
const nudgeDays = [3, 6];

/** How many reminders were new. Nobody is reminded after the day on which answers were due. */
export async function nudge(
  deps: AskDeps,
  round: QuestionnaireRound,
  limits: PushLimits,
  now: Date,
  on: Day,
): Promise<number> {
  const due = nudgeDays.filter((day) => daysBetween(round.opensOn, on) >= day).length;
  if (due === 0 || on > round.dueOn) return 0;
  let planned = 0;
  for (const questionnaire of await deps.storage.questionnaires.ofRound(round.id)) {
    const unanswered = await deps.storage.invitations.unanswered(questionnaire.id);
    const asked = unanswered.filter(({ nudges, nudgedOn }) => nudges < due && isRested(nudgedOn, on));
    planned += await planNotices(deps, {
      round,
      questionnaire,
      card: 'questionnaire_nudge',
      asked,
      limits,
      now,
    });
    const ids = asked.map(({ id }) => id);
    await deps.storage.invitations.nudged(ids, on);
  }
  return planned;
}

/** Where the program slept, the two do not fall on one day. */
function isRested(nudgedOn: Day | undefined, on: Day): boolean {
  return nudgedOn === undefined || addDays(nudgedOn, 1) < on;
}

interface Notices {
  readonly round: QuestionnaireRound;
  readonly questionnaire: Questionnaire;
  readonly card: RoundCard;
  readonly asked: readonly Invitation[];
  readonly limits: PushLimits;
  readonly now: Date;
}

async function planNotices(
  { storage, newId }: AskDeps,
  { round, questionnaire, card, asked, limits, now }: Notices,
): Promise<number> {
  const reach = await storage.identities.reach(round.schoolId);
  const nth = new Map(asked.map(({ personId, nudges }) => [personId, nudges + 1]));
  const channel = questionnaire.respondents === 'guardian' ? 'school_notice' : 'app';
  const notices = [...nth].flatMap(([personId, time]): NewNotice[] => {
    const reached = reach.get(personId);
    if (reached === undefined || reached === 'not_subscribed') return [];
    return [
      {
        id: newId(),
        schoolId: round.schoolId,
        accountId: reached.accountId,
        personId,
        channel,
        card,
        payload: { questionnaire: questionnaire.id },
        isUrgent: false,
        naturalKey: `${card}|${questionnaire.id}|${personId}|${card === 'questionnaire_nudge' ? time : 0}`,
        notBeforeAt: now,
        notAfterAt: instantOf(round.closesOn, limits.quietFrom),
        createdAt: now,
      },
    ];
  });
  let planned = 0;
  for (let from = 0; from < notices.length; from += askedPerMinute) {
    const notBeforeAt = new Date(now.getTime() + (from / askedPerMinute) * minuteMs);
    const some = notices.slice(from, from + askedPerMinute);
    planned += await storage.outbox.plan(some.map((notice) => ({ ...notice, notBeforeAt })));
  }
  return planned;
}
