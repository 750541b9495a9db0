/**
 * What comes in and what goes out, free of any platform. The adapters translate; nothing behind them knows a wire.
 */
import type { Platform } from './vocabulary.ts';

export type InboundContent =
  /** `pictureIds`: pictures that stand in the same message. */
  | { readonly kind: 'text'; readonly text: string; readonly pictureIds?: readonly string[] }
  /** `recognisedText` is absent where the platform sends no transcript (WeCom). */
  | { readonly kind: 'voice'; readonly mediaId: string; readonly recognisedText?: string }
  | { readonly kind: 'image'; readonly mediaId: string }
  | {
      readonly kind: 'location';
      readonly latitude: number;
      readonly longitude: number;
      readonly label: string;
    }
  | { readonly kind: 'link'; readonly title: string; readonly url: string }
  /** A card button or menu entry. `key` is ours, opaque, and proves nothing: check who pressed. */
  | {
      readonly kind: 'button';
      readonly key: string;
      readonly taskId: string;
      /** Question key to option ids, for cards with selections. */
      readonly selections: Readonly<Record<string, readonly string[]>>;
      /** WeCom: lets the card be updated once within 72 h. */
      readonly responseCode?: string;
    }
  | { readonly kind: 'menu'; readonly key: string }
  | { readonly kind: 'entered' }
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'unsubscribed' }
  /** DingTalk errorCode 20001: the month's quota is used up and the message carries no text. */
  | { readonly kind: 'quota_exhausted' }
  /** A change in the platform's directory; `name` is the platform's event name. Read again, never apply as a diff. */
  | { readonly kind: 'directory_changed'; readonly name: string; readonly ids: readonly string[] }
  | { readonly kind: 'unknown'; readonly name: string };

/** One verified, decrypted, decoded callback. */
export interface InboundMessage {
  readonly platform: Platform;
  readonly accountKey: string;
  /** Equal for every redelivery of one message, different for every two messages. At most 128 characters. */
  readonly dedupeKey: string;
  /** The sender's id on the platform; empty where the platform withholds it. */
  readonly senderId: string;
  readonly sentAt: Date;
  readonly chat: 'private' | 'group';
  readonly content: InboundContent;
  /** DingTalk: where to answer, a bearer secret with a short life; already checked against the allow-list. */
  readonly replyAddress?: { readonly url: string; readonly expiresAt: Date };
}

/** A button: pressing it sends `key` back (WeCom event) or says `say` in the person's name (DingTalk dtmd). */
export interface CardButton {
  readonly key: string;
  readonly text: string;
  readonly say: string;
  /** Stands behind `say` where a press arrives as plain words: tells which card was pressed. */
  readonly mark?: string;
}

/** One of several to choose from, in a card that is sent off as a whole. */
export interface CardSelect {
  readonly key: string;
  readonly title: string;
  /** `say`: what does the same where a platform has no selects: tapped, it is said in the person's name. */
  readonly options: readonly { readonly id: string; readonly text: string; readonly say?: string }[];
}

/**
 * A sentence or card of `cards/`, filled, ready to be laid out by an adapter. `lines` may be empty.
 * `form: 'text'` is a plain message; `'card'` has a title, lines, and buttons or one link.
 */
export interface FilledCard {
  /** File name in `cards/` without the ending. */
  readonly card: string;
  readonly form: 'text' | 'card';
  readonly title: string;
  readonly lines: readonly string[];
  readonly buttons: readonly CardButton[];
  /** The first button sends off what was chosen. */
  readonly selects?: readonly CardSelect[];
  readonly link?: { readonly text: string; readonly url: string };
  /** Its buttons are worth a message of their own where the answer to a callback carries none. */
  readonly asCard?: true;
  /** As the reply to a pressed button: what stands on the pressed card afterwards, instead of its buttons. */
  readonly done?: string;
}
