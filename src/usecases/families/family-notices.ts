/** Pushes between a family and its teachers. The rows hold ids only; what they say is read when they leave. */
import { addDays, dayOf, instantOf, minuteOfDay } from '../../domain/day.ts';
import type { NewNotice } from '../../storage/outbox.ts';
import type { MessageScene } from '../messages/message-scene.ts';

export const familyCards = [
  'question_arrived',
  'leave_requested',
  'question_answered',
  'leave_granted',
  'leave_refused',
] as const;
export type FamilyCard = (typeof familyCards)[number];

export interface FamilyPush {
  readonly card: FamilyCard;
  readonly personId: string;
  readonly questionId: string;
}

const pushLifeMs = 3 * 24 * 60 * 60_000;
/** A leave must arrive the same morning, whatever else was pushed that day; yet it wakes nobody. */
const wakingFrom = 7 * 60;
const wakingUntil = 20 * 60 + 30;

/** False where the person has no account. */
export async function planFamilyPush(scene: MessageScene, push: FamilyPush): Promise<boolean> {
  const { tables, newId, school, now } = scene;
  const accountId = (await tables.identities.accountsInUse(school.id)).get(push.personId);
  if (accountId === undefined) return false;
  const isGuardian = scene.roster.people.get(push.personId)?.kind === 'guardian';
  const at = push.card === 'leave_requested' ? wakingMoment(now) : now;
  const notice: NewNotice = {
    id: newId(),
    schoolId: school.id,
    accountId,
    personId: push.personId,
    // Guardians are reached by the school's notices only (wecom.md §5, dingtalk.md §7.4).
    channel: isGuardian ? 'school_notice' : 'app',
    card: push.card,
    payload: { question: push.questionId },
    // An answer to what was just asked is no push that caps are for.
    isUrgent: push.card !== 'question_arrived',
    naturalKey: `${push.card}|${push.questionId}|${push.personId}`,
    notBeforeAt: at,
    notAfterAt: new Date(at.getTime() + pushLifeMs),
    createdAt: now,
  };
  await tables.outbox.add(notice);
  return true;
}

function wakingMoment(now: Date): Date {
  const minute = minuteOfDay(now);
  if (minute < wakingFrom) return instantOf(dayOf(now), wakingFrom);
  return minute < wakingUntil ? now : instantOf(addDays(dayOf(now), 1), wakingFrom);
}
