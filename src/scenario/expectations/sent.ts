/** Pushes that reached a phone by themselves; an answer in the chat is none. */
import { dayOf, instantOf } from '../../domain/day.ts';
import type { SentExpectation } from '../expectation-schemas.ts';
import { pushesTo } from '../phone-log.ts';
import type { Stage } from '../stage.ts';
import { readMoment } from '../wall-time.ts';
import { compare, type Finding, holdsWords } from './finding.ts';
import { wordsOf } from './reply.ts';

/** Without `since` from the day of the first step on. */
export async function checkSent(
  stage: Stage,
  expected: SentExpectation,
  firstStepAt: Date,
): Promise<Finding[]> {
  const { to, card, via, count, contains, not_contains } = expected;
  const since =
    expected.since === undefined ? instantOf(dayOf(firstStepAt), 0) : readMoment(expected.since, 'first');
  const until = expected.until === undefined ? stage.clock.now() : readMoment(expected.until, 'last');
  const pushes = (await Promise.all(to.map((person) => pushesTo(stage, person))))
    .flat()
    .filter(
      (push) =>
        !push.isAnswer &&
        (card === undefined || push.card === card) &&
        (via === undefined || push.platform === via) &&
        push.message.at >= since &&
        push.message.at <= until,
    );
  const name = `sent to ${to.join(', ')}${card === undefined ? '' : ` ${card}`}`;
  const needsOne = count === undefined && not_contains === undefined;
  return [
    ...(count === undefined ? [] : [compare(`${name} count`, count, pushes.length)]),
    ...(needsOne && contains === undefined
      ? [{ expected: name, found: `${pushes.length} pushes`, holds: pushes.length > 0 }]
      : []),
    ...holdsWords(name, pushes.map(({ message }) => wordsOf(message)).join('\n'), {
      ...(contains === undefined ? {} : { contains }),
      ...(not_contains === undefined ? {} : { not_contains }),
    }),
  ];
}
