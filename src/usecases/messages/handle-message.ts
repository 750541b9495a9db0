/**
 * One inbound message from verified bytes to a committed effect. Key, change, audit lines and outbox rows are one
 * transaction; a redelivery meets the unique inbox key and gets the same echo.
 */
import type { Cards } from '../../cards/load-cards.ts';
import { dayOf, instantOf } from '../../domain/day.ts';
import { readFilledCard } from '../../domain/filled-card.ts';
import type { FilledCard, InboundMessage } from '../../domain/message.ts';
import type { QuestionnaireForm } from '../../domain/questionnaires/form.ts';
import { menteesOf } from '../../domain/school-roster.ts';
import type { StoredReply } from '../../storage/inbox.ts';
import type { Account, School } from '../../storage/schools.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import {
  receivePicture,
  receivePicturesBesideText,
  receiveVoice,
} from '../attachments/receive-attachment.ts';
import { noteDirectoryChange } from '../directory/note-directory-change.ts';
import { withDraftNotice } from '../drafts/draft-notice.ts';
import type { SchemeVersionsOf } from '../duties/load-duties.ts';
import { actForFamily } from '../families/act-for-family.ts';
import { actOnButton, keyInWords } from './act-on-button.ts';
import { actOnText } from './act-on-text.ts';
import type { Acted, MessageScene } from './message-scene.ts';

export interface HandleMessageDeps {
  readonly storage: Storage;
  readonly cards: Cards;
  readonly newId: () => string;
  readonly schemeVersions: SchemeVersionsOf;
  /** Address of everybody's own page, where the school has a public one. */
  readonly ownPageUrl: () => string | undefined;
  /** 256 random bits, hexadecimal. */
  readonly newSecret: () => string;
  /** The bank of questionnaires, by key. */
  readonly forms: () => ReadonlyMap<string, QuestionnaireForm>;
  /** Whether an error says that a unique key was taken by somebody else. */
  readonly isTaken: (error: unknown) => boolean;
}

export interface HandledMessage {
  /** For the platform's answer to hold, as far as it can; absent where the whole reply travels another way. */
  readonly reply: FilledCard | undefined;
  /** One word, to count. */
  readonly intent: string;
  readonly isRepeat: boolean;
  /** Set where the reply is to travel by the outbox, because the platform's answer carries none. */
  readonly replyNoticeId?: string;
}

export interface Arrival {
  readonly message: InboundMessage;
  /** Whether the answer to the callback carries the reply (see `CallbackDecision`). */
  readonly carriesReply: boolean;
  readonly now: Date;
}

const replyLifeMs = 60 * 60_000;
/** WeCom drops the 31st message a minute to one person without a word (wecom.md §2.3); reminders need room too. */
const mostCardsAMinute = 20;

/** Does nothing where the account belongs to no school yet. */
export async function handleMessage(deps: HandleMessageDeps, arrival: Arrival): Promise<HandledMessage> {
  const { platform, accountKey } = arrival.message;
  const account = await deps.storage.schools.account(platform, accountKey);
  if (account === undefined) return { reply: undefined, intent: 'no_school', isRepeat: false };
  try {
    return await deps.storage.transaction((tables) => actOnce(deps, tables, account, arrival));
  } catch (error) {
    if (!deps.isTaken(error)) throw error;
    // Another instance committed the same message first: its echo is the echo.
    const earlier = await deps.storage.inbox.find(account.id, arrival.message.dedupeKey);
    if (earlier === undefined) throw error;
    return repeat(deps.storage, earlier, arrival.carriesReply);
  }
}

async function actOnce(
  deps: HandleMessageDeps,
  tables: Tables,
  account: Account,
  { message, carriesReply, now }: Arrival,
): Promise<HandledMessage> {
  const personId = await tables.identities.takeTurn(account.id, message.platform, message.senderId, now);
  const earlier = await tables.inbox.find(account.id, message.dedupeKey);
  if (earlier !== undefined) return repeat(tables, earlier, carriesReply);

  const school = await tables.schools.get(account.schoolId);
  const inboxId = deps.newId();
  const acted = await act(deps, {
    tables,
    school,
    accountId: account.id,
    personId,
    message,
    inboxId,
    now,
  });
  await tables.inbox.add({
    id: inboxId,
    accountId: account.id,
    dedupeKey: message.dedupeKey,
    ...(personId === undefined ? {} : { personId }),
    receivedAt: now,
    intent: acted.intent,
    replySubject: acted.aboutStudentId ?? school.id,
    reply: acted.reply === undefined ? '' : JSON.stringify(acted.reply),
    ...(message.replyAddress === undefined ? {} : { replyUrl: message.replyAddress.url }),
    ...(acted.shows === undefined ? {} : { shows: acted.shows }),
  });
  const handled = { reply: acted.reply, intent: acted.intent, isRepeat: false };
  if (acted.reply === undefined) return handled;
  const isPushed = !carriesReply || (await isPushedAsCard(tables, acted.reply, { account, personId, now }));
  if (!isPushed || (message.replyAddress === undefined && personId === undefined)) return handled;

  const replyNoticeId = deps.newId();
  await tables.outbox.add({
    id: replyNoticeId,
    schoolId: school.id,
    accountId: account.id,
    ...(personId === undefined ? {} : { personId }),
    channel: message.replyAddress === undefined ? 'app' : 'reply',
    card: acted.reply.card,
    payload: { inboxId },
    isUrgent: true,
    naturalKey: replyKey(inboxId),
    notBeforeAt: now,
    notAfterAt: message.replyAddress?.expiresAt ?? new Date(now.getTime() + replyLifeMs),
    createdAt: now,
  });
  return { ...handled, replyNoticeId, reply: carriesReply ? undefined : acted.reply };
}

/** Where the answer is a text, a card with buttons is worth a message of its own, as long as there is room for it. */
async function isPushedAsCard(
  tables: Tables,
  { asCard, buttons }: FilledCard,
  to: { readonly account: Account; readonly personId: string | undefined; readonly now: Date },
): Promise<boolean> {
  if (asCard !== true || buttons.length === 0 || to.personId === undefined) return false;
  const aMinuteAgo = new Date(to.now.getTime() - 60_000);
  return (await tables.outbox.callsInFlight(to.account.id, to.personId, aMinuteAgo)) < mostCardsAMinute;
}

async function repeat(
  tables: Pick<Tables, 'outbox'>,
  { inboxId, reply }: StoredReply,
  carriesReply: boolean,
): Promise<HandledMessage> {
  const isPushed = carriesReply && (await tables.outbox.isPlanned(replyKey(inboxId)));
  return { reply: isPushed ? undefined : readFilledCard(reply), intent: 'repeat', isRepeat: true };
}

function replyKey(inboxId: string): string {
  return `reply|${inboxId}`;
}

interface Arrived {
  readonly tables: Tables;
  readonly school: School;
  readonly accountId: string;
  readonly personId: string | undefined;
  readonly message: InboundMessage;
  readonly inboxId: string;
  readonly now: Date;
}

async function act(deps: HandleMessageDeps, arrived: Arrived): Promise<Acted> {
  const { tables, school, personId, message, now } = arrived;
  if (message.content.kind === 'directory_changed') {
    await noteDirectoryChange(tables, arrived.accountId, { event: message.content, now });
    return { intent: 'event_directory_changed', reply: undefined };
  }
  const roster = await tables.roster(school);
  const cards = deps.cards.worded(roster.wording);
  const person = personId === undefined ? undefined : roster.people.get(personId);
  if (person === undefined || person.endedOn !== undefined) return strangerCard(cards, school, message);

  const today = dayOf(now);
  const scene: MessageScene = {
    ...arrived,
    cards,
    newId: deps.newId,
    roster,
    schemeVersions: deps.schemeVersions(school.schemeId, roster.followed),
    person,
    mentees: menteesOf(roster, person.id, today),
    today,
    ownPageUrl: deps.ownPageUrl(),
    newSecret: deps.newSecret,
    forms: deps.forms,
  };
  return person.kind === 'staff' ? withDraftNotice(scene, await actForStaff(scene)) : actForFamily(scene);
}

function strangerCard(cards: Cards, school: School, { content }: InboundMessage): Acted {
  const hasSpoken = content.kind === 'text' || content.kind === 'voice' || content.kind === 'image';
  const reply = hasSpoken ? cards.fill('unknown_person', { who_to_ask: school.askWhom }) : undefined;
  return { intent: 'stranger', reply };
}

async function actForStaff(scene: MessageScene): Promise<Acted> {
  const { cards, message } = scene;
  const { content } = message;
  switch (content.kind) {
    case 'text': {
      const key = message.chat === 'private' ? keyInWords(content.text) : undefined;
      if (key !== undefined) return actOnButton(scene, key);
      await receivePicturesBesideText(scene, content.pictureIds ?? []);
      return actOnText(scene, content.text);
    }
    case 'voice':
      return content.recognisedText === undefined
        ? receiveVoice(scene, content.mediaId)
        : actOnText(scene, content.recognisedText);
    case 'image':
      return receivePicture(scene, content.mediaId);
    case 'location':
    case 'link':
      return { intent: content.kind, reply: cards.fill('only_text', {}) };
    case 'button':
    case 'menu':
      return actOnButton(scene, content.key);
    case 'entered':
      return greet(scene);
    case 'subscribed':
    case 'unsubscribed':
    case 'quota_exhausted':
    case 'directory_changed':
    case 'unknown':
      return { intent: `event_${content.kind}`, reply: undefined };
  }
}

/** Opening the chat is no wish to talk: one greeting a day at most. */
async function greet(scene: MessageScene): Promise<Acted> {
  const wasGreeted = await scene.tables.inbox.hasIntentSince(
    scene.person.id,
    'greeting',
    instantOf(scene.today, 0),
  );
  if (wasGreeted) return { intent: 'event_entered', reply: undefined };
  return {
    intent: 'greeting',
    reply: scene.cards.fill('greeting', { name: scene.person.name, page: scene.ownPageUrl }),
  };
}
