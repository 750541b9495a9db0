/** Somebody presses a button of a card on the own phone. */
import { type Platform, platforms } from '../../domain/vocabulary.ts';
import type { PhoneMessage } from '../../sandbox/double.ts';
import type { PressAction } from '../action-schemas.ts';
import { cardButtons, hasTitleOf } from '../card-buttons.ts';
import { listen } from '../hear-reply.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import { pushesTo } from '../phone-log.ts';
import type { Stage } from '../stage.ts';
import { userIdOf } from '../user-id.ts';
import { outcomeOf } from './chat.ts';

interface Shown {
  readonly message: PhoneMessage;
  readonly platform: Platform;
}

export async function press(stage: Stage, { by, via, card, button, select }: PressAction): Promise<Outcome> {
  const shown = await cardOf(stage, by, via, card);
  const key = shown && keyOf(shown, button);
  if (shown === undefined || key === undefined) return refusedFor('no_such_button');
  stage.takeTurns();
  const heard = await listen(stage, by, shown.platform);
  await stage.doubles[shown.platform].press(userIdOf(by), shown.message.number, key, idsOf(shown, select));
  stage.lastVia = shown.platform;
  const outcome = outcomeOf(await heard());
  const pressed = stage.doubles[shown.platform]
    .messages(userIdOf(by))
    .find(({ number }) => number === shown.message.number);
  return pressed === undefined || outcome.reply === undefined
    ? outcome
    : { ...outcome, reply: { ...outcome.reply, pressed } };
}

/** The newest card with buttons; of one name where a name is given. */
async function cardOf(
  stage: Stage,
  personId: string,
  via: Platform | undefined,
  name: string,
): Promise<Shown | undefined> {
  const shown = platforms
    .filter((platform) => via === undefined || platform === via)
    .flatMap((platform) =>
      stage.doubles[platform]
        .messages(userIdOf(personId))
        .filter(({ buttons }) => buttons.length > 0)
        .map((message): Shown => ({ message, platform })),
    )
    .sort((a, b) => +a.message.at - +b.message.at);
  if (name === 'last') return shown.at(-1);
  const named = (await pushesTo(stage, personId)).filter((push) => push.card === name);
  const isNamed = ({ message, platform }: Shown) =>
    named.some((push) => push.platform === platform && push.message.number === message.number);
  // The answer in a DingTalk chat has no notice with a name; its title tells which card it is.
  const looksLike = ({ message }: Shown) => message.via === 'reply' && hasTitleOf(name, message.title);
  return shown.findLast((one) => isNamed(one) || looksLike(one));
}

/** Options by their ids or by their words. */
function idsOf(
  { message: { selects = [] } }: Shown,
  chosen: PressAction['select'],
): Record<string, readonly string[]> {
  const optionsOf = (key: string) => selects.find((select) => select.key === key)?.options ?? [];
  return Object.fromEntries(
    Object.entries(chosen).map(([key, options]) => [
      key,
      options.map((option) => optionsOf(key).find(({ text }) => text === option)?.id ?? option),
    ]),
  );
}

/** By its key in `cards/`, its words, or the key as the platform has it; `undo` stands for `undo:…`. */
function keyOf({ message }: Shown, button: string): string | undefined {
  const words = cardButtons().filter(({ key }) => key === button);
  return message.buttons.find(
    ({ key, text }) =>
      key === button ||
      text === button ||
      key.split(':')[0] === button ||
      words.some((known) => known.say === key || known.text === text),
  )?.key;
}
