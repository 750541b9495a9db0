/** What the bot said to the one who acted. */
import type { PhoneMessage } from '../../sandbox/double.ts';
import type { ReplyExpectation } from '../expectation-schemas.ts';
import type { Reply } from '../outcome.ts';
import { compare, type Finding, holdsWords } from './finding.ts';

export function checkReply(expected: ReplyExpectation, reply: Reply | undefined): Finding[] {
  const { card, buttons = [], count, contains, not_contains, pressed } = expected;
  const messages = reply?.messages ?? [];
  return [
    ...(card === undefined ? [] : [compare('reply.card', card, reply?.card)]),
    ...(count === undefined ? [] : [compare('reply.count', count, messages.length)]),
    ...buttons.map((button) => ({
      expected: `reply.buttons: ${button}`,
      found: [...new Set(reply?.buttons)].join(', '),
      holds: reply?.buttons.includes(button) === true,
    })),
    ...(pressed === undefined
      ? []
      : holdsWords('reply.pressed', reply?.pressed === undefined ? '' : wordsOf(reply.pressed), {
          contains: pressed,
        })),
    ...holdsWords('reply', messages.map(wordsOf).join('\n'), {
      ...(contains === undefined ? {} : { contains }),
      ...(not_contains === undefined ? {} : { not_contains }),
    }),
  ];
}

/** All that a person reads on a bubble. */
export function wordsOf({ title, text, buttons, link }: PhoneMessage): string {
  return [title, text, ...buttons.map((button) => button.text), link?.text ?? '']
    .filter((part) => part !== '')
    .join('\n');
}
