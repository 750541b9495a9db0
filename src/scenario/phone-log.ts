/** Which notice of the outbox each push on a phone was: its card, and whether it only answered a press. */
import type { Platform } from '../domain/vocabulary.ts';
import type { PhoneMessage } from '../sandbox/double.ts';
import type { Stage } from './stage.ts';
import { userIdOf } from './user-id.ts';

export interface Push {
  readonly message: PhoneMessage;
  readonly platform: Platform;
  /** Name in `cards/`; absent where the program knows nothing of such a message. */
  readonly card?: string;
  readonly isAnswer: boolean;
}

interface Call {
  readonly card: string;
  readonly isAnswer: boolean;
  readonly settledAt: Date | null;
}

/** Everything that reached a person's phone without being the answer in the chat itself. */
export async function pushesTo(stage: Stage, personId: string): Promise<Push[]> {
  const pushes: Push[] = [];
  for (const account of await stage.storage.schools.accounts()) {
    const { platform } = account;
    const calls = await callsTo(stage, personId, account.id);
    const shown = stage.doubles[platform]
      .messages(userIdOf(personId))
      .filter((message) => message.from === 'program' && message.via === 'push');
    for (const message of shown) {
      const call = takeCallFor(calls, message);
      pushes.push({
        message,
        platform,
        ...(call === undefined ? {} : { card: call.card }),
        isAnswer: call?.isAnswer ?? false,
      });
    }
  }
  return pushes.sort((a, b) => +a.message.at - +b.message.at || a.message.number - b.message.number);
}

/** The platform calls made for a person, in the order in which they came to an end. */
async function callsTo(stage: Stage, personId: string, accountId: string): Promise<Call[]> {
  const notices = await stage.instance.database.client.outboxNotice.findMany({
    where: { personId, accountId, channel: { not: 'reply' }, callId: { not: null }, attempts: { gt: 0 } },
    select: { callId: true, card: true, naturalKey: true, settledAt: true },
    orderBy: [{ settledAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  });
  const calls = new Map<string, Call>();
  for (const { callId, card, naturalKey, settledAt } of notices) {
    if (callId === null || calls.has(callId)) continue;
    calls.set(callId, { card, isAnswer: naturalKey.startsWith('reply|'), settledAt });
  }
  return [...calls.values()];
}

/** The clock stands still while a call is made: a call ends at the moment its message is shown, or on a later try. */
function takeCallFor(calls: Call[], { at }: PhoneMessage): Call | undefined {
  const index = calls.findIndex(({ settledAt }) => settledAt === null || settledAt >= at);
  return index < 0 ? undefined : calls.splice(index, 1)[0];
}
