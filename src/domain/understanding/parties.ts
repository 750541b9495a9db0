/** Who took part in the contact of a clause: the object of its verb, not everybody who is named. */
import type { Anchors } from './anchors.ts';
import type { Mention } from './mention.ts';
import { has, type Token } from './token.ts';

export interface Parties {
  /** Objects of the contact, in order: pupils, guardians, groups, pronouns. */
  readonly objects: readonly Mention[];
  /** At the head of the clause, without a word that approaches them. */
  readonly topics: readonly Mention[];
  /** A colleague did it, not the speaker. */
  readonly isForeign: boolean;
  /** With a colleague only, about somebody. */
  readonly isStaffTalk: boolean;
  readonly isTogether: boolean;
  readonly isEach: boolean;
}

export function partiesOf(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  { found, cut }: Anchors,
): Parties {
  const first = found[0]?.at ?? tokens.length;
  const last = found.at(-1)?.at ?? tokens.length;
  const inFrame = mentions.filter(({ from }) => from < cut);
  const companions = inFrame.filter((mention) => isCompanion(tokens, mention));
  const people = inFrame.filter((mention) => mention.kind !== 'speaker' && !companions.includes(mention));
  const chains = chainsOf(tokens, people);
  const approached = chains
    .filter(([head]) => head !== undefined && head.from <= last && isApproached(tokens, head.from))
    .flat();
  const direct = chains.find((chain) => isDirectChain(tokens, first, chain, people, cut)) ?? [];
  const isCounted =
    approached.length > 0 &&
    approached.every(({ kind }) => kind === 'group' || kind === 'some') &&
    direct.some(({ isNamed }) => isNamed);
  const isOwnApproach = !isCounted && approached.some(({ kind }) => kind !== 'staff' && kind !== 'outsider');
  const isMetOnTheWay =
    found.some(({ at, cls }) => at === first && cls === 'meet') &&
    direct.some(({ kind }) => kind === 'guardian');
  const objects = isOwnApproach && !isMetOnTheWay ? approached : direct.length > 0 ? direct : approached;
  const topics = people.filter(
    (mention) => mention.from < first && !objects.includes(mention) && !approached.includes(mention),
  );
  const isStaffTalk =
    approached.length > 0 &&
    approached.every(({ kind }) => kind === 'staff' || kind === 'outsider') &&
    (topics.every(({ kind }) => kind !== 'guardian') || approached.every(({ to }) => to <= last));
  const isSpeakerHere = mentions.some(({ kind, from }) => kind === 'speaker' && from < first);
  const isForeign =
    (topics[0]?.kind === 'staff' && !isSpeakerHere) ||
    (!isSpeakerHere && chains.some((chain) => isAmongThemselves(tokens, chain, first))) ||
    mentions.some((mention) => mention.from < last && isSent(tokens, mention));
  const nextToCompanion = new Set(companions.flatMap(({ from, to }) => [from - 1, to, to + 1]));
  const isTogether = tokens.some(
    (token, at) => at < cut + 1 && has(token, 'together') && !nextToCompanion.has(at),
  );
  const isEach = tokens.some((token) => has(token, 'each')) || isInTurn(tokens);
  return {
    objects: objects.filter(({ kind }) => kind !== 'staff'),
    topics: topics.filter(({ kind }) => kind !== 'staff'),
    isForeign,
    isStaffTalk,
    isTogether,
    isEach,
  };
}

/** 甲跟心理老师聊了一次: the two of them, without the speaker. */
function isAmongThemselves(tokens: readonly Token[], chain: readonly Mention[], first: number): boolean {
  const [head, second] = chain;
  return (
    head !== undefined &&
    second?.kind === 'staff' &&
    second.to <= first &&
    (head.kind === 'student' || head.kind === 'guardian') &&
    has(tokens[second.from - 1], 'towards') &&
    !isApproached(tokens, head.from)
  );
}

const sending: ReadonlySet<string> = new Set(['让', '叫', '请', '托', '派', '安排', '麻烦', '委托', '拜托']);

/** 让班长去跟甲谈: the speaker sent somebody. */
function isSent(tokens: readonly Token[], { from, to, kind }: Mention): boolean {
  if (!sending.has(tokens[from - 1]?.text ?? '') || has(tokens[to], 'together')) return false;
  if (kind === 'student') return tokens[to]?.text === '去' && has(tokens[to + 1], 'towards', 'seek');
  return (
    (kind === 'staff' || kind === 'outsider') &&
    tokens.slice(to, to + 2).some((token) => has(token, 'towards', 'go', 'seek', 'dial'))
  );
}

/** 先找甲再找乙. */
function isInTurn(tokens: readonly Token[]): boolean {
  const before = tokens.findIndex(({ text }) => text === '先' || text === '先是');
  return (
    before >= 0 &&
    tokens.slice(before + 2).some(({ text }) => /^(再|后|然后|接着|再找|再跟|再和)$/.test(text))
  );
}

/** A、B和C: people joined to each other share the role of the first. */
function chainsOf(tokens: readonly Token[], people: readonly Mention[]): readonly (readonly Mention[])[] {
  const chains: Mention[][] = [];
  for (const mention of people) {
    const last = chains.at(-1);
    const before = last?.at(-1);
    if (last && before && isJoined(tokens, before.to, mention.from)) last.push(mention);
    else chains.push([mention]);
  }
  return chains;
}

/** 和李老师一起: joins the speaker with a colleague. */
function isCompanion(tokens: readonly Token[], mention: Mention): boolean {
  if (mention.kind === 'guardian')
    return has(tokens[mention.to], 'together') && has(tokens[mention.to + 1], 'seek', 'towards');
  if (mention.kind !== 'staff') return false;
  return (
    has(tokens[mention.to], 'together') ||
    has(tokens[mention.from - 1], 'together') ||
    (has(tokens[mention.from - 1], 'conjunction') && has(tokens[mention.from - 2], 'speaker'))
  );
}

function isApproached(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 3); back -= 1) {
    const token = tokens[back];
    if (
      has(token, 'towards', 'seek') ||
      (has(token, 'future') && /[找跟和约叫喊给]$/.test(token?.text ?? ''))
    )
      return true;
    const isThin =
      token?.kind === 'date' ||
      token?.kind === 'class' ||
      token?.kind === 'length' ||
      ['的', '了', '到', '着', '这', '那', '一下', '我', '个'].includes(token?.text ?? '') ||
      has(token, 'each', 'speaker');
    if (!isThin) return false;
  }
  return false;
}

function isDirectChain(
  tokens: readonly Token[],
  first: number,
  chain: readonly Mention[],
  people: readonly Mention[],
  cut: number,
): boolean {
  const head = chain.find(({ kind, isNamed }) => kind === 'student' && isNamed) ?? chain[0];
  return (
    head !== undefined &&
    head.from > first &&
    isDirect(tokens, first, { ...head, to: chain.at(-1)?.to ?? head.to }, people, cut)
  );
}

/** 家访周正, 见了子涵, 批了…的周记: the object follows the verb. */
function isDirect(
  tokens: readonly Token[],
  anchorAt: number,
  mention: Mention,
  people: readonly Mention[],
  cut: number,
): boolean {
  const { from, to } = mention;
  const anchor = tokens[anchorAt];
  if (
    has(anchor, 'talked', 'said') &&
    (!['student', 'guardian'].includes(mention.kind) || !mention.isNamed || to < cut || cut < tokens.length)
  )
    return false;
  if (
    has(anchor, 'talk') &&
    mention.kind !== 'student' &&
    mention.kind !== 'group' &&
    !(mention.kind === 'guardian' && mention.isNamed)
  )
    return false;
  for (let at = anchorAt + 1; at < from; at += 1) {
    const token = tokens[at];
    const isThin =
      has(
        token,
        'done',
        'conjunction',
        'each',
        'phone',
        'visit',
        'go',
        'talk',
        'home',
        'meet',
        'towards',
        'bareContact',
        'seek',
        'dial',
        'talked',
        'read',
        'except',
        'message',
        'answered',
        'reached',
        'said',
      ) ||
      token?.kind === 'length' ||
      token?.kind === 'number' ||
      token?.kind === 'class' ||
      token?.kind === 'date' ||
      ['的', '了', '过', '到', '着', '个', '次', '下', '一下', '是', '名', '位', '趟'].includes(
        token?.text ?? '',
      );
    if (!isThin && !people.some((mention) => mention.from <= at && at < mention.to)) return false;
  }
  return true;
}

function isJoined(tokens: readonly Token[], from: number, to: number): boolean {
  if (to === from) return true;
  return (
    to - from <= 2 &&
    tokens
      .slice(from, to)
      .every((token) => has(token, 'conjunction') || token.kind === 'class' || token.text === '的')
  );
}
