/** Somebody writes or speaks to the bot, on one of the platforms. */
import type { ChatAction } from '../action-schemas.ts';
import { type Heard, listen } from '../hear-reply.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';
import { userIdOf } from '../user-id.ts';

export async function chat(stage: Stage, said: ChatAction): Promise<Outcome> {
  stage.takeTurns();
  const double = stage.doubles[said.via];
  const heard = await listen(stage, said.from, said.via);
  const userId = userIdOf(said.from);
  if (said.voice !== undefined) await double.speak(userId, said.voice);
  else if (said.picture === true) await double.sendPicture(userId);
  else await double.say(userId, said.text ?? '', { group: said.group, mentionsBot: said.mentions_bot });
  stage.lastVia = said.via;
  return outcomeOf(await heard());
}

/** Intents under which nothing was filed and nothing was asked, by what they refuse. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  refused_future: ['CV-01', 'future'],
  refused_before_pairing: ['CV-01', 'before_pairing'],
};
const refusedIntents: ReadonlySet<string> = new Set([
  'unsupported',
  'too_long',
  'stranger',
  'location',
  'link',
  'unknown_button',
]);
const askPrefix = 'ask_';

export function outcomeOf({ intent, reply }: Heard): Outcome {
  if (intent === undefined) return { ...refusedFor('not_received'), reply };
  if (intent.startsWith(askPrefix)) return { accepted: false, asks: intent.slice(askPrefix.length), reply };
  if (intent === 'refuse_group') return { ...refusedFor(intent), asks: 'private_chat', reply };
  const refused = refusals[intent] ?? (refusedIntents.has(intent) ? [intent] : undefined);
  if (refused !== undefined) return { ...refusedFor(...refused), reply };
  return { accepted: true, state: intent === 'log' ? 'filed' : intent, reply };
}
