/** The words of a clause that name a contact, up to where its content begins: chat-corpus.md §4. */
import { triedCall, triedMeeting, triedTalk, triedVisit } from './lexicon/self-evident-words.ts';
import type { Mention } from './mention.ts';
import { has, type Token } from './token.ts';
import { isLesson, isMeeting, isPaper, isVisitAt, isWritten } from './word-place.ts';

export const anchorClasses = [
  'parentMeeting',
  'monthly',
  'report',
  'deep',
  'assembly',
  'video',
  'voiceCall',
  'voiceMessage',
  'voiceUnclear',
  'phone',
  'journal',
  'mail',
  'letter',
  'message',
  'visit',
  'talk',
  'meet',
  'came',
  'said',
  'summon',
  'seek',
  'askAfter',
  'bareContact',
  'teaching',
  'observed',
] as const;
export type AnchorClass = (typeof anchorClasses)[number];

export interface Anchor {
  readonly cls: AnchorClass;
  readonly at: number;
}

export interface Anchors {
  readonly found: readonly Anchor[];
  /** Token place from which the clause is content. */
  readonly cut: number;
}

const noAnchors: Anchors = { found: [], cut: 0 };

export function anchorsIn(tokens: readonly Token[], mentions: readonly Mention[], speechAt: number): Anchors {
  const found: Anchor[] = [];
  let cut = tokens.length;
  for (let at = 0; at < Math.min(tokens.length, speechAt); at += 1) {
    const token = tokens[at];
    if (!token) break;
    const last = found.at(-1);
    if (last && endsFrame(tokens, at, last, mentions)) {
      cut = at;
      break;
    }
    const cls = anchorAt(tokens, at, mentions);
    if (!cls) continue;
    if (isTopicOfTalk(tokens, at)) continue;
    found.push({ cls, at });
  }
  if (found.length === 0) return { ...noAnchors, cut: Math.min(tokens.length, speechAt) };
  return { found, cut: Math.min(cut, speechAt) };
}

/** 关于家访的事, 家访的事, 家长会后: the word is a topic or a time. */
function isTopicOfTalk(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  if (tokens[at - 1] && ['关于', '针对', '围绕', '因为'].includes(tokens[at - 1]?.text ?? '')) return true;
  if (has(tokens[at], 'parentMeeting') && next && /^(后|之后|以后|结束|前|之前|完|散)/.test(next.text))
    return true;
  return (
    next?.text === '的' &&
    ['事', '事情', '事儿', '问题', '通知', '时间', '安排'].includes(tokens[at + 2]?.text ?? '')
  );
}

const talkish: ReadonlySet<AnchorClass> = new Set(['talk', 'deep', 'assembly', 'said', 'askAfter', 'report']);

/** After the contact verb only its own tail belongs to the frame. */
function endsFrame(
  tokens: readonly Token[],
  at: number,
  last: Anchor,
  mentions: readonly Mention[],
): boolean {
  const token = tokens[at];
  if (!token) return true;
  if (at === last.at + 1 && has(token, 'say') && !has(token, 'said', 'talk', 'talked')) return true;
  if (has(token, 'appointment') && !has(token, 'towards')) return true;
  const isToldTo = mentions.some(({ from, kind }) => from === at + 1 && kind === 'guardian');
  if (
    has(token, 'said', 'say') &&
    !(last.cls === 'message' && isToldTo) &&
    last.cls !== 'meet' &&
    last.cls !== 'summon' &&
    last.cls !== 'seek' &&
    last.cls !== 'came' &&
    last.cls !== 'visit' &&
    last.cls !== 'voiceUnclear'
  )
    return !isSpeakerSaying(tokens, at);
  if (!talkish.has(last.cls)) return false;
  if (at <= last.at) return false;
  if (token.kind === 'length' || token.kind === 'number' || token.kind === 'clock' || token.kind === 'date')
    return token.kind === 'date' && !isTail(tokens, at);
  if (
    has(
      token,
      'done',
      'talk',
      'talked',
      'phone',
      'together',
      'each',
      'all',
      'noAnswer',
      'notMet',
      'reached',
      'conjunction',
      'message',
      'again',
    )
  ) {
    return has(token, 'conjunction') && !mentions.some(({ from }) => from === at + 1);
  }
  if (
    [
      '的',
      '次',
      '个',
      '场',
      '回',
      '下',
      '多',
      '来',
      '左右',
      '话',
      '天',
      '会',
      '一下',
      '一次',
      '了',
      '大概',
      '大约',
      '差不多',
      '快',
      '近',
      '有',
      '一',
      '约',
      '将近',
      '足足',
      '整整',
      '时间',
      '是',
      '在',
      '吧',
      '心',
    ].includes(token.text)
  )
    return false;
  if (mentions.some(({ from, to }) => from <= at && at < to)) return false;
  return true;
}

function isSpeakerSaying(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.text === '我';
}

/** A date behind the verb belongs to the contact only where nothing else follows. */
function isTail(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(at)
    .every(
      (token) =>
        token.kind === 'date' || token.kind === 'length' || token.kind === 'clock' || token.text === '的',
    );
}

function anchorAt(
  tokens: readonly Token[],
  at: number,
  mentions: readonly Mention[],
): AnchorClass | undefined {
  const token = tokens[at];
  if (!token || token.kind === 'person' || token.kind === 'date') return undefined;
  if (token.tags.size === 0 && token.text !== '在') return undefined;
  if (isPaper(tokens, at)) return undefined;
  if (mentions.some(({ from, to, isHome }) => from <= at && at < to && !isHome)) return undefined;
  const tried = triedAt(token, mentions);
  if (tried) return tried;
  if (has(token, 'parentMeeting')) return 'parentMeeting';
  if (has(token, 'monthly')) return token.text !== '登记' && token.text !== '登记表' ? 'monthly' : undefined;
  if (has(token, 'report')) return 'report';
  if (has(token, 'deep')) return 'deep';
  if (has(token, 'assembly')) return 'assembly';
  if (has(token, 'video')) return 'video';
  if (has(token, 'voiceCall')) return 'voiceCall';
  if (has(token, 'voiceMessage')) return 'voiceMessage';
  if (has(token, 'voiceUnclear')) return voiceAt(tokens, at);
  if (has(token, 'phone')) return 'phone';
  if (has(token, 'mail')) return 'mail';
  if (has(token, 'journal')) return 'journal';
  if (has(token, 'letter') && isWritten(tokens, at)) return 'letter';
  if (
    has(token, 'message') &&
    !(token.text === '留言' && has(tokens[at], 'answered') && isWritten(tokens, at) && hasJournal(tokens))
  )
    return 'message';
  if (isVisitAt(tokens, at, mentions)) return 'visit';
  if (has(token, 'talk', 'talked')) return 'talk';
  if (has(token, 'meet') && isMeeting(tokens, at, mentions)) return 'meet';
  if (has(token, 'came')) return 'came';
  if (has(token, 'seek') && isMentionAt(mentions, tokens, at + 1)) return 'seek';
  if (has(token, 'summon') && mentions.length > 0 && tokens[at - 1]?.text !== '被') return 'summon';
  if (has(token, 'said', 'teaching') && isLesson(tokens, at)) return 'teaching';
  if (has(token, 'dial') && mentions.some(({ kind, from }) => kind === 'guardian' && from === at + 1))
    return 'phone';
  if (
    /^(打|拨|回)[了过]$/.test(token.text) &&
    mentions.some(({ kind, to }) => kind === 'guardian' && to <= at && at - to <= 1)
  )
    return 'phone';
  if (/^发[了过]$/.test(token.text) && mentions.some(({ kind, to }) => kind === 'guardian' && to === at))
    return 'message';
  if (has(token, 'said') && hasApproached(tokens, at, mentions)) return 'said';
  if (has(token, 'askAfter') && mentions.length > 0) return 'askAfter';
  if (has(token, 'bareContact')) return 'bareContact';
  if (has(token, 'teaching') && mentions.length > 0) return 'teaching';
  if (has(token, 'observed') && mentions.length > 0) return 'observed';
  return undefined;
}

/** 没打通, 没见着, 没谈成: the failure names the act. */
function triedAt(token: Token, mentions: readonly Mention[]): AnchorClass | undefined {
  if (!has(token, 'noAnswer', 'notMet', 'reached', 'blank') || has(token, 'notYet', 'phone', 'meet'))
    return undefined;
  const hasGuardian = mentions.some(({ kind }) => kind === 'guardian');
  if (has(token, 'noAnswer', 'reached', 'blank'))
    return hasGuardian && triedCall.test(token.text) ? 'phone' : undefined;
  if (
    !mentions.some(
      ({ kind }) => kind === 'student' || kind === 'third' || kind === 'guardian' || kind === 'group',
    )
  )
    return undefined;
  if (mentions.some(({ isHome }) => isHome) && triedVisit.test(token.text)) return 'visit';
  if (triedTalk.test(token.text)) return 'talk';
  return triedMeeting.test(token.text) ? 'meet' : undefined;
}

function hasJournal(tokens: readonly Token[]): boolean {
  return tokens.some((token) => has(token, 'journal'));
}

/** 发…语音 is a message, 打…语音 a call, 语音 alone unclear. */
function voiceAt(tokens: readonly Token[], at: number): AnchorClass {
  for (let back = at - 1; back >= Math.max(0, at - 5); back -= 1) {
    const before = tokens[back];
    if (has(before, 'send', 'write') || before?.text === '条' || before?.text === '段') return 'voiceMessage';
    if (has(before, 'dial')) return 'voiceCall';
  }
  const after = tokens[at + 1];
  if (has(after, 'send') || after?.text === '消息') return 'voiceMessage';
  return after?.text === '通话' || after?.text === '电话' ? 'voiceCall' : 'voiceUnclear';
}

function isMentionAt(mentions: readonly Mention[], tokens: readonly Token[], at: number): boolean {
  const from = ['了', '的', '过', '到', '是'].includes(tokens[at]?.text ?? '') ? at + 1 : at;
  return mentions.some((mention) => mention.from === from && mention.kind !== 'speaker');
}

function hasApproached(tokens: readonly Token[], at: number, mentions: readonly Mention[]): boolean {
  return mentions.some(
    ({ from, to, kind }) =>
      to <= at && at - to <= 5 && kind !== 'speaker' && has(tokens[from - 1], 'towards'),
  );
}
