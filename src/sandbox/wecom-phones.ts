/** What each person sees in the app's chat or under 学校通知. */
import type { Clock } from '../domain/clock.ts';
import type { DoublePerson, PhoneMessage } from './double.ts';

/** A bubble before it has a number and a time. */
export type Bubble = Omit<PhoneMessage, 'number' | 'at'>;

/** Over 30 a minute or 1000 an hour to one member, an app's messages vanish without an error (doc 90312). */
const memberLimits = [
  { withinMs: 60_000, most: 30 },
  { withinMs: 3_600_000, most: 1000 },
];

export interface DroppedMessage {
  readonly userId: string;
  readonly why: 'member_limit' | 'silent_drop';
  readonly at: Date;
}

export interface Phones {
  setPeople(people: readonly DoublePerson[]): void;
  /** Ids are the same in any case. */
  find(userId: string): DoublePerson | undefined;
  people(): readonly DoublePerson[];
  show(userId: string, bubble: Bubble): PhoneMessage;
  /** As `show`, within the limits per member. */
  push(userId: string, bubble: Bubble): void;
  drop(userId: string, why: DroppedMessage['why']): void;
  replace(userId: string, message: PhoneMessage): void;
  messages(userId: string): readonly PhoneMessage[];
  dropped(): readonly DroppedMessage[];
  onMessage(listener: (userId: string, message: PhoneMessage) => void): void;
}

export function createPhones(clock: Clock): Phones {
  const known = new Map<string, DoublePerson>();
  const shown = new Map<string, PhoneMessage[]>();
  const pushedAt = new Map<string, number[]>();
  const dropped: DroppedMessage[] = [];
  const listeners: ((userId: string, message: PhoneMessage) => void)[] = [];
  let number = 0;

  const listOf = (userId: string) => {
    const key = userId.toLowerCase();
    const list = shown.get(key) ?? [];
    shown.set(key, list);
    return list;
  };

  function isOverLimit(userId: string): boolean {
    const now = clock.now().getTime();
    const key = userId.toLowerCase();
    const recent = (pushedAt.get(key) ?? []).filter((at) => at > now - 3_600_000);
    pushedAt.set(key, [...recent, now]);
    return memberLimits.some(
      ({ withinMs, most }) => recent.filter((at) => at > now - withinMs).length >= most,
    );
  }

  const phones: Phones = {
    setPeople(people) {
      known.clear();
      for (const person of people) known.set(person.userId.toLowerCase(), person);
    },
    find: (userId) => known.get(userId.toLowerCase()),
    people: () => [...known.values()],
    show(userId, bubble) {
      number += 1;
      const message: PhoneMessage = { ...bubble, number, at: clock.now() };
      listOf(userId).push(message);
      for (const listener of listeners) listener(known.get(userId.toLowerCase())?.userId ?? userId, message);
      return message;
    },
    push(userId, bubble) {
      if (isOverLimit(userId)) phones.drop(userId, 'member_limit');
      else phones.show(userId, bubble);
    },
    drop(userId, why) {
      dropped.push({ userId, why, at: clock.now() });
    },
    replace(userId, message) {
      const list = listOf(userId);
      const index = list.findIndex((old) => old.number === message.number);
      if (index >= 0) list[index] = message;
    },
    messages: (userId) => [...listOf(userId)],
    dropped: () => [...dropped],
    onMessage(listener) {
      listeners.push(listener);
    },
  };
  return phones;
}
