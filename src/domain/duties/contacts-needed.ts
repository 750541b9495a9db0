/** Which contacts a run of the engine can use at all: storage need not read the others. */
import { type Day, dayFromNumber, dayNumber } from '../day.ts';
import { type ContactKind, contactKinds } from '../vocabulary.ts';
import { type DutyLine, dutyLines } from './duty-lines.ts';
import type { DutyInput } from './facts.ts';
import { settlingKinds } from './settles-contact.ts';

type DutyQuestion = Pick<DutyInput, 'schemeVersions' | 'calendar' | 'startOn' | 'only'>;

/** By kind the first day that can matter for the duties asked for; a kind that is not there settles none of them. */
export function contactsNeededSince(question: DutyQuestion): ReadonlyMap<ContactKind, Day> {
  const { dueFrom, openingUntil } = question.only ?? {};
  const from = dueFrom === undefined ? Number.NEGATIVE_INFINITY : dayNumber(dueFrom);
  const until = openingUntil === undefined ? Number.POSITIVE_INFINITY : dayNumber(openingUntil);
  const earliest = new Map<ContactKind, Day>();
  for (const line of dutyLines(question.schemeVersions, question)) {
    const first = firstDay(line, from, until);
    if (first === undefined) continue;
    const kinds = settlingKinds(line.template);
    for (const kind of contactKinds.filter((known) => kinds.includes(known))) {
      const known = earliest.get(kind);
      if (known === undefined || first < known) earliest.set(kind, first);
    }
  }
  return earliest;
}

function firstDay(
  { template, spans, from: inForceFrom }: DutyLine,
  from: number,
  until: number,
): Day | undefined {
  if (template.window === 'event') return dayFromNumber(Math.max(inForceFrom, from));
  return spans.find((span) => span.due >= from && span.first <= until)?.window.firstOn;
}
