/** Pupils approached for a contact, whether or not it was understood. */
import type { ClauseReading } from './clause-reading.ts';
import type { Teller } from './teller.ts';
import { has, type Token } from './token.ts';

const contactTags = ['talk', 'talked', 'phone', 'visit', 'message', 'deep'] as const;

/** 找甲谈了, 给乙打了电话: named behind an approach, with a contact word that is over behind the name. */
export function approachedIn(
  readings: readonly ClauseReading[],
  teller: Teller,
): readonly (readonly string[])[] {
  return readings
    .flatMap(({ tokens, mentions, speechAt }) =>
      mentions
        .filter(
          ({ isNamed, from, to, kind }) =>
            isNamed &&
            (kind === 'student' || kind === 'guardian') &&
            to <= speechAt &&
            ((kind === 'student' && tokens[to]?.minutes !== undefined) ||
              (has(tokens[from - 1], 'towards', 'seek', 'dial') && isFollowedByContact(tokens, to)) ||
              (has(tokens[from - 1], 'meet') && /[到见着]了?$/.test(tokens[from - 1]?.text ?? ''))),
        )
        .map(({ studentIds }) => studentIds),
    )
    .concat(readings.flatMap(approachedAlone))
    .filter(
      (ids) => ids.length > 0 && !ids.some((id) => teller.absent.includes(id) || teller.notYet.includes(id)),
    );
}

/** 周一跟甲，周二跟乙，都谈过了: the act stands in a clause of its own. */
function approachedAlone(reading: ClauseReading): readonly (readonly string[])[] {
  const { tokens, mentions, anchors } = reading;
  const isBare = tokens.every(
    (token, at) =>
      token.kind === 'date' ||
      token.kind === 'length' ||
      has(token, 'towards', 'conjunction') ||
      mentions.some(({ from, to }) => from <= at && at < to),
  );
  const isTold = tokens.some((token) => has(token, 'towards') || token.minutes !== undefined);
  if (anchors.found.length > 0 || !isBare || !isTold) return [];
  return mentions.flatMap(({ kind, isNamed, studentIds }) =>
    isNamed && kind === 'student' ? [studentIds] : [],
  );
}

function isFollowedByContact(tokens: readonly Token[], from: number): boolean {
  return tokens
    .slice(from, from + 5)
    .some(
      (token, at) =>
        contactTags.some((tag) => token.tags.has(tag)) &&
        /[了过完]/.test(token.text) &&
        tokens[from + at + 1]?.text !== '的',
    );
}
