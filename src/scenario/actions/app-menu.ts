/** Somebody opens the chat with the app, or chooses an entry of its menu. */
import type { PhoneMenuEntry } from '../../sandbox/double.ts';
import type { EnterAction, MenuAction } from '../action-schemas.ts';
import { listen } from '../hear-reply.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';
import { userIdOf } from '../user-id.ts';
import { outcomeOf } from './chat.ts';

export async function enter(stage: Stage, { by, via }: EnterAction): Promise<Outcome> {
  stage.takeTurns();
  const heard = await listen(stage, by, via);
  await stage.doubles[via].enter(userIdOf(by));
  stage.lastVia = via;
  return outcomeOf(await heard());
}

export async function chooseFromMenu(stage: Stage, { by, via, entry }: MenuAction): Promise<Outcome> {
  const key = stage.doubles[via]
    .menu()
    .flatMap((each): readonly PhoneMenuEntry[] => each.entries ?? [each])
    .find((each) => each.key === entry || each.text === entry)?.key;
  if (key === undefined) return refusedFor('no_such_entry');
  stage.takeTurns();
  const heard = await listen(stage, by, via);
  await stage.doubles[via].choose(userIdOf(by), key);
  stage.lastVia = via;
  return outcomeOf(await heard());
}
