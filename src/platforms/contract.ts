/** What every platform adapter offers: decode one callback, send to people. Wire formats stay inside the adapter. */
import type {
  ClassList,
  ClassRoll,
  DirectoryClass,
  StaffDirectory,
} from '../domain/directory/directory-read.ts';
import type { FilledCard, InboundMessage } from '../domain/message.ts';
import type { Platform } from '../domain/vocabulary.ts';

/** A raw request, as the HTTP layer received it. Query values keep their multiplicity: a duplicate is refused. */
export interface CallbackRequest {
  readonly method: 'GET' | 'POST';
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

export interface WireAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type CallbackDecision =
  /** Not genuine or not readable; `reason` is for counters and logs and says nothing about the content. */
  | { readonly kind: 'refused'; readonly reason: CallbackRefusal; readonly answer: WireAnswer }
  /** The platform's own check of the address: answered without any work. */
  | { readonly kind: 'handshake'; readonly answer: WireAnswer }
  | {
      readonly kind: 'message';
      readonly message: InboundMessage;
      /** Whether the platform's answer can carry a reply to this message. Otherwise the reply goes another way. */
      readonly carriesReply: boolean;
      /**
       * The answer once the message is committed. It holds the reply where `carriesReply` says so; after a press of a
       * card's button only `reply.done`, which takes the place of the buttons.
       */
      answer(reply: FilledCard | undefined): WireAnswer;
    };

export const callbackRefusals = [
  'malformed',
  'signature',
  'stale',
  'receiver',
  'too_large',
  'unsupported',
] as const;
export type CallbackRefusal = (typeof callbackRefusals)[number];

export interface CallbackDecoder {
  readonly platform: Platform;
  decode(request: CallbackRequest): CallbackDecision;
}

/** How a message travels. `app`: to staff by the app or robot; `school_notice`: to guardians; `reply`: to the chat just spoken in. */
export type Channel = 'app' | 'school_notice' | 'reply';

export interface OutboundCall {
  readonly channel: Channel;
  /** Platform ids, within `Sender.recipientLimit(channel)`; exactly one for `reply`. */
  readonly to: readonly string[];
  readonly card: FilledCard;
  /** Ours, unique per message and stable over retries; `[0-9A-Za-z_-]`, at most 64 characters. Becomes task_id / msgUuid where the platform has one. */
  readonly messageId: string;
  /** Only for `reply`. */
  readonly replyUrl?: string;
  /** An address that opens instead of the card, for `school_notice`. */
  readonly linkUrl?: string;
}

export type RecipientOutcome =
  | { readonly outcome: 'sent' }
  /** For good: do not try again for this message. */
  | { readonly outcome: 'refused'; readonly code: string; readonly reason: string }
  /** Not shown, because the platform has this very message already: of a call made again, the first one arrived. */
  | { readonly outcome: 'had_before'; readonly code: string; readonly reason: string }
  /** The platform took it but asks to slow down for this person. */
  | { readonly outcome: 'later'; readonly code: string; readonly retryAfterMs: number };

export interface SendReceipt {
  /** The platform's id of the message, to ask for its fate later: msgid, task_id, processQueryKey. */
  readonly platformRef?: string;
  /** WeCom interactive cards: one-use code to update the card. */
  readonly responseCode?: string;
  readonly outcomes: ReadonlyMap<string, RecipientOutcome>;
  /** The platform accepts now and loses later (DingTalk work notifications): ask `fate` with `platformRef`. */
  readonly fateKnownLater: boolean;
}

/** An entry of the app's menu: `key` comes back when it is chosen, `url` is opened. */
export type MenuEntry =
  | { readonly text: string; readonly key: string }
  | { readonly text: string; readonly url: string }
  | { readonly text: string; readonly entries: readonly MenuEntry[] };

/** What a person sent may be no larger than this. */
export const mediaLimitBytes = 10 * 1024 * 1024;

export interface Sender {
  readonly platform: Platform;
  recipientLimit(channel: Channel): number;
  /** How long after a call the platform drops the same call made again (R4); 0 where it shows it twice. */
  absorbsRepeatsForMs(channel: Channel): number;
  /** Throws PlatformError. */
  send(call: OutboundCall): Promise<SendReceipt>;
  /** The fate of an accepted call, or `undefined` while the platform is still working on it. Throws PlatformError. */
  fate?(platformRef: string): Promise<ReadonlyMap<string, RecipientOutcome> | undefined>;
  /**
   * The bytes of what a person sent, by the id it came with. Throws PlatformError; `give_up` where it is gone or too
   * large.
   */
  fetchMedia(mediaId: string): Promise<Buffer>;
  /** Replaces the app's menu; absent where the platform has none. Throws PlatformError. */
  setMenu?(menu: readonly MenuEntry[]): Promise<void>;
  /** One real token call, for `daoshi doctor`. Throws PlatformError. */
  checkCredentials(): Promise<void>;
}

/** What to do about a refusal of the platform (wecom.md §10, dingtalk.md §11.3). */
export type PlatformReaction =
  /** Try again later; `retryAfterMs` where the platform names a block length. */
  | { readonly do: 'retry'; readonly retryAfterMs?: number }
  /** Forget the token, fetch one, repeat once. Handled inside the adapter; seen outside only when that failed too. */
  | { readonly do: 'refresh_token' }
  /** This person cannot be reached; go on with the others. */
  | { readonly do: 'drop_recipient' }
  /** This message can never be sent as it is; an input fault of ours, or refused content. */
  | { readonly do: 'give_up' }
  /** Nothing can be sent for this account until somebody mends it: stop and alert, with `remedy`. */
  | { readonly do: 'stop_account'; readonly remedy: string };

/**
 * A platform refused, or could not be reached. The message never holds an address, a token or content.
 * `outcomeUnknown` says that the call may have taken effect: never repeat it blindly unless repeats are absorbed.
 */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly platform: Platform;
  /** The platform's own number or code; `network` or `timeout` where none came. */
  readonly code: string;
  readonly reaction: PlatformReaction;
  readonly outcomeUnknown: boolean;

  constructor(
    platform: Platform,
    code: string,
    message: string,
    reaction: PlatformReaction,
    options: { outcomeUnknown?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.platform = platform;
    this.code = code;
    this.reaction = reaction;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
  }
}

/** What a platform says about the browser that came back with a code. */
export type SignInAnswer =
  | { readonly kind: 'known'; readonly userId: string }
  /** Somebody outside the school's directory. */
  | { readonly kind: 'stranger' }
  /** Invalid, too old, or used before: begin anew. */
  | { readonly kind: 'code_refused' };

/** A person opens a page of ours and is vouched for by the platform: authorise, come back with a code, exchange it. */
export interface SignIn {
  readonly platform: Platform;
  /** Where the browser is sent; it comes back to `returnUrl` with a code and the `state`, letters and digits only. */
  authoriseUrl(request: { readonly returnUrl: string; readonly state: string }): string;
  /** The code of the address that the browser came back to; undefined where the person said no. */
  codeIn(query: URLSearchParams): string | undefined;
  /** Throws PlatformError where the platform could not be asked. */
  exchange(code: string): Promise<SignInAnswer>;
}

/**
 * The people of a school as the platform knows them. Every list is whole: what cannot be read throws PlatformError,
 * since a person who is missing would be taken for one who has left.
 */
export interface Directory {
  readonly platform: Platform;
  /** Departments and staff, as far as the app may see them. */
  readStaff(): Promise<StaffDirectory>;
  /** The classes of the home–school contacts. */
  listClasses(): Promise<ClassList>;
  /** The people of one class. */
  readClass(unit: DirectoryClass): Promise<ClassRoll>;
  /** Whether reading classes counts against a quota of the month. */
  readonly isMetered: boolean;
  /** Calls made so far; `metered` are those that count against the month's quota. */
  spent(): DirectoryCalls;
}

export interface DirectoryCalls {
  readonly made: number;
  readonly metered: number;
}
