/**
 * The browser of a person's phone, as the platform's sign-in pages know it: opening a link on somebody's phone makes the
 * visitor that person for this platform, and the codes that prove it work once and for five minutes.
 */
import { isLoopback } from '../config/variables.ts';
import type { Clock } from '../domain/clock.ts';
import type { Platform } from '../domain/vocabulary.ts';

export type Redeemed = { readonly userId: string } | { readonly refused: 'unknown' | 'expired' | 'used' };

/** What the platform's page does: go on to an address, or say something. */
export type PageAnswer =
  | { readonly kind: 'redirect'; readonly to: string; readonly cookie?: string }
  | { readonly kind: 'page'; readonly status: number; readonly words: string };

export interface PhoneBrowser {
  /** The address that opens `url` as on the phone of this person. */
  opening(userId: string, url: string): string;
  /** Answers that address. */
  open(query: URLSearchParams): PageAnswer;
  /** Whose phone it is, by the browser's cookies. */
  holder(cookies: string): string | undefined;
  /** Whether pages of this address may ask who somebody is. */
  isTrusted(url: string): boolean;
  issue(userId: string): string;
  redeem(code: string): Redeemed;
}

export interface PhoneBrowserDeps {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly baseUrl: () => string;
  /** Its origin is the only one the app may use: the domain that an admin has set. */
  readonly callbackUrl: () => string | undefined;
}

export const openPath = '/phone/open';
const codeLifeMs = 5 * 60_000;

interface Issued {
  readonly userId: string;
  readonly until: number;
  readonly isUsed: boolean;
}

export function createPhoneBrowser(deps: PhoneBrowserDeps): PhoneBrowser {
  const codes = new Map<string, Issued>();
  // Browsers do not tell ports apart: the other platform's double has a cookie of its own.
  const cookieName = `double_${deps.platform}`;

  function isTrusted(url: string): boolean {
    const callback = deps.callbackUrl();
    if (callback === undefined || !URL.canParse(url)) return false;
    const [wanted, ours] = [new URL(url), new URL(callback)];
    // Where the program is on this machine, localhost is the same place.
    const isHere = isLoopback(wanted.hostname) && isLoopback(ours.hostname);
    return wanted.origin === ours.origin || (isHere && wanted.port === ours.port);
  }

  return {
    isTrusted,
    opening(userId, url) {
      const query = new URLSearchParams({ user: userId, url });
      return `${deps.baseUrl()}${openPath}?${query.toString()}`;
    },
    open(query) {
      const [userId, url] = [query.get('user') ?? '', query.get('url') ?? ''];
      if (userId === '' || !isTrusted(url)) {
        return { kind: 'page', status: 400, words: '这部手机打不开这个地址。' };
      }
      const cookie = `${cookieName}=${encodeURIComponent(userId)}; Path=/; HttpOnly; SameSite=Lax`;
      return { kind: 'redirect', to: url, cookie };
    },
    holder(cookies) {
      const pairs = cookies.split(';').map((pair) => pair.trim().split('=', 2));
      const value = pairs.find(([name]) => name === cookieName)?.[1];
      try {
        return value === undefined || value === '' ? undefined : decodeURIComponent(value);
      } catch {
        return undefined;
      }
    },
    issue(userId) {
      const code = `code-${deps.newId()}`;
      codes.set(code, { userId, until: deps.clock.now().getTime() + codeLifeMs, isUsed: false });
      return code;
    },
    redeem(code) {
      const issued = codes.get(code);
      if (issued === undefined) return { refused: 'unknown' };
      if (issued.isUsed) return { refused: 'used' };
      if (deps.clock.now().getTime() >= issued.until) return { refused: 'expired' };
      codes.set(code, { ...issued, isUsed: true });
      return { userId: issued.userId };
    },
  };
}

/** The address to come back to, with what the platform adds. */
export function returning(url: string, added: Readonly<Record<string, string>>): PageAnswer {
  const back = new URL(url);
  for (const [name, value] of Object.entries(added)) back.searchParams.set(name, value);
  return { kind: 'redirect', to: back.href };
}
