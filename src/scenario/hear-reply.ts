/** What the program made of a message, and what the sender got to see. */
import { readFilledCard } from '../domain/filled-card.ts';
import type { FilledCard } from '../domain/message.ts';
import type { Platform } from '../domain/vocabulary.ts';
import type { Reply } from './outcome.ts';
import { pushesTo } from './phone-log.ts';
import type { Stage } from './stage.ts';
import { userIdOf } from './user-id.ts';

export interface Heard {
  /** Absent where the program acted on no new message: nothing arrived, or it had been there before. */
  readonly intent?: string;
  readonly reply: Reply;
}

interface Before {
  readonly personId: string;
  readonly platform: Platform;
  readonly lastNumber: number;
  readonly inboxIds: ReadonlySet<string>;
}

/** To be called before the person acts; the result tells what followed. */
export async function listen(
  stage: Stage,
  personId: string,
  platform: Platform,
): Promise<() => Promise<Heard>> {
  const messages = stage.doubles[platform].messages(userIdOf(personId));
  const lastNumber = messages.at(-1)?.number ?? 0;
  const inboxIds = new Set((await inboxRows(stage)).map(({ id }) => id));
  return () => hear(stage, { personId, platform, lastNumber, inboxIds });
}

async function hear(stage: Stage, before: Before): Promise<Heard> {
  const { personId, platform, lastNumber, inboxIds } = before;
  await stage.settle();
  const pushes = await pushesTo(stage, personId);
  const answers = new Set(pushes.filter(({ isAnswer }) => isAnswer).map(({ message }) => message));
  const messages = stage.doubles[platform]
    .messages(userIdOf(personId))
    .filter((message) => message.number > lastNumber && message.from === 'program')
    .filter((message) => message.via === 'reply' || answers.has(message));
  const row = (await inboxRows(stage)).find(({ id }) => !inboxIds.has(id));
  const card = row === undefined ? undefined : await replyCard(stage, row.id);
  return {
    ...(row === undefined ? {} : { intent: row.intent }),
    reply: {
      messages,
      ...(card === undefined ? {} : { card: card.card }),
      buttons: [...(card?.buttons ?? []), ...messages.flatMap(({ buttons }) => buttons)].flatMap(
        ({ key, text }) => [key, key.split(':')[0] ?? key, text],
      ),
    },
  };
}

/** Received at this very moment: the clock stands still while a message is handled. */
async function inboxRows(stage: Stage): Promise<{ id: string; intent: string }[]> {
  return stage.instance.database.client.inboxMessage.findMany({
    where: { receivedAt: stage.clock.now() },
    select: { id: true, intent: true },
    orderBy: { id: 'asc' },
  });
}

async function replyCard(stage: Stage, inboxId: string): Promise<FilledCard | undefined> {
  const stored = await stage.storage.inbox.replyOf(inboxId);
  return stored === undefined ? undefined : readFilledCard(stored.reply);
}
