/** Everything that stands on the phones of a scenario, in the order in which it got there. */
import { type Platform, platforms } from '../domain/vocabulary.ts';
import type { PhoneMessage } from '../sandbox/double.ts';
import { cardButtons } from './card-buttons.ts';
import type { Scenario, ScenarioStep } from './scenario-schema.ts';
import type { Stage } from './stage.ts';
import { userIdOf } from './user-id.ts';

export interface Utterance {
  readonly at: Date;
  readonly platform: Platform;
  /** Whose phone it is. */
  readonly owner: string;
  readonly from: 'person' | 'program';
  readonly title: string;
  readonly text: string;
  /** Words on the buttons; of a person the one that was pressed. */
  readonly buttons: readonly string[];
}

interface Phone {
  readonly platform: Platform;
  readonly id: string;
  readonly owner: string;
}

export class Conversation {
  readonly utterances: Utterance[] = [];
  readonly #phones: readonly Phone[];
  readonly #seen = new Map<Phone, number>();

  constructor({ people: { staff, students } }: Scenario) {
    const everybody = [...staff, ...students, ...students.flatMap(({ guardians }) => guardians)];
    this.#phones = platforms.flatMap((platform) =>
      everybody.map(({ id, name }) => ({ platform, id, owner: name })),
    );
  }

  /** What is new on the phones since it was asked last; a step that was a press is told as one. */
  follow(stage: Stage, { press }: ScenarioStep): void {
    const fresh = this.#phones.flatMap((phone) => this.#newOn(stage, phone));
    const isPress = ({ phone, message }: (typeof fresh)[number]): boolean =>
      press !== undefined && message.from === 'person' && phone.id === press.by;
    if (press !== undefined) {
      const owner = this.#phones.find(({ id }) => id === press.by)?.owner ?? '';
      const words = cardButtons().find(({ key }) => key === press.button)?.text ?? press.button;
      this.utterances.push({
        at: stage.clock.now(),
        platform: stage.lastVia,
        owner,
        from: 'person',
        title: '',
        text: '',
        buttons: [...Object.values(press.select).flat(), words],
      });
    }
    const speakers = fresh.flatMap(({ phone, message }) => (message.from === 'person' ? [phone.id] : []));
    const actors = new Set([...speakers, press?.by]);
    // Who acts comes first, and hears the answer before anybody else hears of it.
    const rank = ({ phone, message }: (typeof fresh)[number]): number =>
      message.from === 'person' ? 0 : actors.has(phone.id) ? 1 : 2;
    const told = fresh
      .sort((a, b) => +a.message.at - +b.message.at || rank(a) - rank(b))
      .filter((one) => !isPress(one));
    for (const { phone, message } of told) this.utterances.push(toUtterance(phone, message));
  }

  #newOn(stage: Stage, phone: Phone): { readonly phone: Phone; readonly message: PhoneMessage }[] {
    const seen = this.#seen.get(phone) ?? 0;
    const messages = stage.doubles[phone.platform]
      .messages(userIdOf(phone.id))
      .filter(({ number }) => number > seen);
    this.#seen.set(phone, Math.max(seen, ...messages.map(({ number }) => number)));
    return messages.map((message) => ({ phone, message }));
  }
}

function toUtterance({ platform, owner }: Phone, message: PhoneMessage): Utterance {
  const { at, from, text, buttons } = message;
  // On DingTalk a card's title is what a locked screen shows, and its text begins with the same words.
  const title = text.startsWith(message.title) ? '' : message.title;
  return { at, platform, owner, from, title, text, buttons: buttons.map((button) => button.text) };
}
