/** Turns identifiers and days into words a person reads, before they go into a card. */
import { type Day, daysBetween, mondayOf, weekdayOf } from '../domain/day.ts';
import type { RoundOpening } from '../domain/schemes/scheme.ts';
import type { ContactKind, ContactOutcome, GuardianRelation } from '../domain/vocabulary.ts';
import type { Words } from './words.ts';

export interface Phrases {
  kind(kind: ContactKind | 'concern'): string;
  /** Undefined for `done`: what went well needs no word. */
  outcome(outcome: ContactOutcome): string | undefined;
  relation(relation: GuardianRelation): string;
  /** What a rule asks for, in a few words. */
  rule(rule: string): string;
  /** What a round of questionnaires is called that opens on a day. */
  round(opening: RoundOpening, opensOn: Day): string;
  /** 今天 11月20日 周五; 11月10日 周二. */
  day(on: Day, today: Day): string;
  /** 昨天; 11月10日: for a button. */
  shortDay(on: Day, today: Day): string;
  /** The end of a window: 今天截止, 周四截止, 11月30日截止; past days say so. */
  until(on: Day, today: Day): string;
}

export function createPhrases(words: Words): Phrases {
  const near: Readonly<Record<string, string>> = words.near_days;
  function dayParts(on: Day, today: Day): Record<string, string> {
    return {
      year: on.slice(0, 4),
      month: String(Number(on.slice(5, 7))),
      day: String(Number(on.slice(8, 10))),
      weekday: words.weekdays[weekdayOf(on) - 1] ?? '',
      near: near[String(daysBetween(today, on))] ?? '',
    };
  }
  return {
    kind: (kind) => (kind === 'concern' ? words.concern : words.kinds[kind]),
    outcome: (outcome) => (outcome === 'done' ? undefined : words.outcomes[outcome]),
    relation: (relation) => words.relations[relation],
    rule: (rule) => words.rules[rule] ?? words.other_rule,
    round: (opening, opensOn) => put(words.rounds[opening], dayParts(opensOn, opensOn)),
    day(on, today) {
      const parts = dayParts(on, today);
      if (parts['near'] !== '') return put(words.day.near, parts);
      return put(on.slice(0, 4) === today.slice(0, 4) ? words.day.plain : words.day.other_year, parts);
    },
    shortDay(on, today) {
      const parts = dayParts(on, today);
      return parts['near'] || put(words.day.short, parts);
    },
    until(on, today) {
      const parts = dayParts(on, today);
      const ahead = daysBetween(today, on);
      if (ahead < 0) return put(words.until.past, parts);
      if (ahead <= 1) return put(words.until.near, parts);
      return put(mondayOf(on) === mondayOf(today) ? words.until.this_week : words.until.later, parts);
    },
  };
}

function put(pattern: string, parts: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => parts[name] ?? whole);
}
