/**
 * What both platform doubles offer to the phone page, the scenario runner and the tests. A double listens on
 * loopback, speaks the platform's real wire format with real encryption, and keeps what each person would see.
 */
import type { Clock } from '../domain/clock.ts';
import type { Platform } from '../domain/vocabulary.ts';

/** A bubble on a person's phone. */
export interface PhoneMessage {
  /** Ours, unique per double, in the order of arrival: 1, 2, 3 … */
  readonly number: number;
  readonly at: Date;
  readonly from: 'person' | 'program';
  /** `reply`: answer to what the person just did; `push`: it came by itself. */
  readonly via: 'reply' | 'push';
  readonly form: 'text' | 'markdown' | 'card' | 'news';
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly PhoneButton[];
  readonly link?: { readonly text: string; readonly url: string };
  /** Questions with options, to be sent off by the first button. */
  readonly selects?: readonly PhoneSelect[];
  /** WeCom task_id; empty elsewhere. */
  readonly taskId: string;
}

export interface PhoneSelect {
  readonly key: string;
  readonly title: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
}

/** An entry of the app's menu: a key that is sent, an address that is opened, or further entries. */
export interface PhoneMenuEntry {
  readonly text: string;
  readonly key?: string;
  readonly url?: string;
  readonly entries?: readonly PhoneMenuEntry[];
}

export interface PhoneButton {
  /** What `press` takes: the WeCom button key, or for a DingTalk dtmd button the words it says. */
  readonly key: string;
  readonly text: string;
}

/** What came of one callback that the double delivered, redeliveries included. */
export interface DeliveredCallback {
  /** Status of each attempt; 0 where the connection failed or timed out. */
  readonly statuses: readonly number[];
  readonly acknowledged: boolean;
}

/** A call that the program made to the platform, as it arrived. */
export interface RecordedCall {
  readonly at: Date;
  readonly method: string;
  /** Path with the query, tokens and secrets replaced by `***`. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

export const faultKinds = [
  'outage',
  'busy',
  'rate_limited',
  'slow',
  'token_killed',
  'accept_then_drop_connection',
  'silent_drop',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface PlatformDouble {
  readonly platform: Platform;
  /** Base address of the platform's API, once it listens; no slash at the end. */
  readonly baseUrl: string;
  /** Every person the platform knows; anybody else is an invalid recipient. Replaces the list. */
  setPeople(people: readonly DoublePerson[]): void;
  /** Where callbacks go. */
  setCallbackUrl(url: string): void;
  say(
    userId: string,
    text: string,
    options?: { group?: boolean; mentionsBot?: boolean },
  ): Promise<DeliveredCallback>;
  /** A voice message; `recognisedText` is lost on WeCom, which sends none. */
  speak(userId: string, recognisedText: string): Promise<DeliveredCallback>;
  /** A picture; without bytes a small one. */
  sendPicture(userId: string, bytes?: Buffer): Promise<DeliveredCallback>;
  /** What the app's menu offers; empty where the platform has none. */
  menu(): readonly PhoneMenuEntry[];
  /** Chooses an entry of the menu by its key. */
  choose(userId: string, key: string): Promise<DeliveredCallback>;
  /** Presses a button of a message on that person's phone; a question left out keeps its first option. */
  press(
    userId: string,
    messageNumber: number,
    buttonKey: string,
    selections?: Readonly<Record<string, readonly string[]>>,
  ): Promise<DeliveredCallback>;
  /** Opens the chat with the app (WeCom enter_agent); does nothing where the platform has no such event. */
  enter(userId: string): Promise<DeliveredCallback>;
  /** Sends the last callback once more, as platforms do. */
  deliverAgain(): Promise<DeliveredCallback>;
  /** The address that opens a page of ours in the browser of that person's phone. */
  opening(userId: string, url: string): string;
  messages(userId: string): readonly PhoneMessage[];
  calls(): readonly RecordedCall[];
  /** Active until `until` by the double's clock, or until cleared with `undefined`. */
  setFault(fault: { kind: FaultKind; until?: Date } | undefined): void;
  /** Called for every bubble that appears on any phone. */
  onMessage(listener: (userId: string, message: PhoneMessage) => void): void;
  close(): Promise<void>;
}

export interface DoublePerson {
  readonly userId: string;
  readonly name: string;
  readonly kind: 'staff' | 'student' | 'guardian';
  /** Guardians: whether they follow the school's notices (WeCom); true where the platform has no such thing. */
  readonly subscribed: boolean;
}

export interface DoubleDependencies {
  readonly clock: Clock;
  /** Random-looking but repeatable ids come from here; never from Math.random. */
  readonly newId: () => string;
  /** Real time to wait for an answer before the platform calls the delivery failed. */
  readonly answerTimeoutMs: number;
  /** Waits between redeliveries; the scenario runner passes one that returns at once. */
  readonly wait: (ms: number) => Promise<void>;
}
