/** What the notices that go to one person say now: settled items fall silent, the rest becomes one message. */
import { dayOf } from '../../domain/day.ts';
import { asksDailyMeet, dayMark } from '../../domain/duties/asks-daily-meet.ts';
import { type Duty, dutyKey } from '../../domain/duties/duty.ts';
import { byUrgency } from '../../domain/duties/open-duties.ts';
import { oneForEachAct } from '../../domain/duties/same-act.ts';
import { readFilledCard } from '../../domain/filled-card.ts';
import type { FilledCard } from '../../domain/message.ts';
import type { Notice } from '../../storage/outbox.ts';
import { concernCardOf, renderConcernNotice } from '../concern/render-concern-notice.ts';
import { openDrafts } from '../drafts/open-drafts.ts';
import { describeDuties, describeDuty } from '../duties/describe-duties.ts';
import { loadDuties, type SchemeVersionsOf } from '../duties/load-duties.ts';
import { familyCardOf, renderFamilyNotice } from '../families/render-family-notice.ts';
import { waitingFamilies } from '../families/waiting-families.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import { isMentorNews, renderMentorNews } from '../people/tell-new-mentor.ts';
import {
  type RenderRoundDeps,
  renderRoundNotice,
  roundCardOf,
} from '../questionnaires/render-round-notice.ts';
import { type RenderEthicsDeps, renderEthicsNotice } from '../questionnaires/tell-of-ethics.ts';
import { type RenderUnreachedDeps, renderUnreached } from '../questionnaires/tell-of-unreachable.ts';

export interface RenderDeps extends RenderRoundDeps, RenderUnreachedDeps, RenderEthicsDeps {
  readonly schemeVersions: SchemeVersionsOf;
  /** Address of everybody's own page, where the school has a public one. */
  readonly ownPageUrl: () => string | undefined;
}

export interface RenderedMessage {
  /** Absent where nothing is left to say. */
  readonly card?: FilledCard;
  /** It was filled and stored when it was asked for: the same at each look. */
  readonly isStored?: true;
  /** Only for the answer to the chat just spoken in. */
  readonly replyUrl?: string;
  readonly keptIds: readonly string[];
  readonly settledIds: readonly string[];
}

/** All notices are of one person and one card, or say the same to many. */
export async function renderNotices(
  given: RenderDeps,
  notices: readonly Notice[],
  now: Date,
): Promise<RenderedMessage> {
  const [first] = notices;
  if (first === undefined) return { keptIds: [], settledIds: [] };
  const roster = await given.storage.roster(await given.storage.schools.get(first.schoolId));
  const deps = { ...given, cards: given.cards.worded(roster.wording) };
  const { inboxId } = first.payload;
  if (inboxId !== undefined) return renderReply(deps, first, inboxId);
  if (first.card === 'reminder' || first.card === 'guardian_reminder') {
    return renderReminder(deps, first, notices, now);
  }
  if (first.card === 'test_message') return renderTestMessage(deps, first);
  if (first.card === 'attachment_lost') return renderAttachmentLost(deps, first);
  if (isMentorNews(first)) return renderMentorNews(deps, notices, now);
  const roundCard = roundCardOf(first);
  if (roundCard !== undefined) return renderRoundNotice(deps, notices, roundCard, now);
  const card = await renderOne(deps, first, now);
  if (card !== undefined) return { card, keptIds: [first.id], settledIds: [] };
  return { keptIds: [], settledIds: notices.map((notice) => notice.id) };
}

/** What is said to one person once; undefined where nothing is to be said any more. */
async function renderOne(deps: RenderDeps, first: Notice, now: Date): Promise<FilledCard | undefined> {
  if (first.card === 'questionnaire_unreached') return renderUnreached(deps, first);
  if (first.card === 'ethics_case') return renderEthicsNotice(deps, first, now);
  const concernCard = concernCardOf(first);
  if (concernCard !== undefined) return renderConcernNotice(deps, first, concernCard);
  const familyCard = familyCardOf(first);
  return familyCard === undefined ? undefined : renderFamilyNotice(deps, first, familyCard, now);
}

async function renderReply(
  { storage }: RenderDeps,
  notice: Notice,
  inboxId: string,
): Promise<RenderedMessage> {
  const stored = await storage.inbox.replyOf(inboxId);
  const card = stored === undefined ? undefined : readFilledCard(stored.reply);
  if (stored === undefined || card === undefined) return { keptIds: [], settledIds: [notice.id] };
  const { replyUrl } = stored;
  return {
    card,
    isStored: true,
    keptIds: [notice.id],
    settledIds: [],
    ...(replyUrl === undefined ? {} : { replyUrl }),
  };
}

function renderAttachmentLost({ cards }: RenderDeps, notice: Notice): RenderedMessage {
  const what = cards.words.attachments[notice.payload['form'] === 'voice' ? 'voice' : 'picture'];
  return { card: cards.fill('attachment_lost', { what }), keptIds: [notice.id], settledIds: [] };
}

async function renderTestMessage({ storage, cards }: RenderDeps, notice: Notice): Promise<RenderedMessage> {
  const school = await storage.schools.get(notice.schoolId);
  const card = cards.fill('test_message', { school: school.name, time: notice.payload['time'] ?? '' });
  return { card, keptIds: [notice.id], settledIds: [] };
}

async function renderReminder(
  { storage, cards, schemeVersions, ownPageUrl }: RenderDeps,
  first: Notice,
  notices: readonly Notice[],
  now: Date,
): Promise<RenderedMessage> {
  const ownerIds = [...new Set(notices.map((notice) => notice.payload['owner'] ?? ''))];
  const today = dayOf(now);
  const school = await storage.schools.get(first.schoolId);
  const roster = await storage.roster(school);
  const question = {
    tables: storage,
    school,
    roster,
    schemeVersions: schemeVersions(school.schemeId, roster.followed),
  };
  const open = (await loadDuties(question, today, { ownerIds })).filter((duty) => duty.state === 'open');
  const openByKey = new Map(open.map((duty): [string, Duty] => [dutyKey(duty), duty]));

  const promised = await storage.followUps.stillOpen(
    notices.flatMap(({ payload }) => payload['followUp'] ?? []),
  );
  const promisedIds = new Set(promised.map(({ id }) => id));
  const kept = notices.filter(
    ({ payload }) => openByKey.has(payload['duty'] ?? '') || promisedIds.has(payload['followUp'] ?? ''),
  );
  const keptIds = kept.map((notice) => notice.id);
  const settledIds = notices.filter((notice) => !keptIds.includes(notice.id)).map((notice) => notice.id);
  const due = oneForEachAct(
    kept.flatMap((notice) => openByKey.get(notice.payload['duty'] ?? '') ?? []),
    question.schemeVersions,
  );
  if (due.length + promised.length === 0)
    return { keptIds: [], settledIds: notices.map((notice) => notice.id) };

  const words = { cards, roster, today };
  if (first.card === 'guardian_reminder') {
    const items = due.map((duty) => ({
      student: roster.people.get(duty.studentId ?? '')?.name ?? '',
      ...describeDuty(words, duty),
    }));
    return { card: cards.fill('guardian_reminder', { items }), keptIds, settledIds };
  }
  const lastDays = await storage.contacts.lastDays(due.flatMap((duty) => duty.studentId ?? []));
  const ordered = byUrgency(due, (studentId) => lastDays.get(studentId));
  const items = describeDuties(words, ordered);
  const promises = promised.map((followUp) => sayFollowUp(words, followUp));
  const count = due.length + promises.length;
  const owner = roster.people.get(first.personId ?? '');
  const addressed = owner && {
    tables: storage,
    person: owner,
    ...words,
    schemeVersions: question.schemeVersions,
  };
  const drafts = addressed === undefined ? [] : await openDrafts(addressed);
  const isDaily = due.some((duty) => asksDailyMeet(question.schemeVersions, duty));
  return {
    card: cards.fill('reminder', {
      count,
      items,
      promises,
      waiting: addressed === undefined ? [] : await waitingFamilies(addressed, 'overNight'),
      drafts: drafts.length === 0 ? undefined : drafts.length,
      daily: isDaily ? [{ day: dayMark(today) }] : [],
      page: ownPageUrl(),
    }),
    keptIds,
    settledIds,
  };
}
