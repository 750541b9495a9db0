/** What only this program can write: marks under a key of the pages' own, derived from APP_KEY. */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export type MarkPurpose = 'sign-in' | 'session' | 'form';

export interface WebSecrets {
  /** 256 bits in base64url; nobody can tell one purpose's mark from another's text. */
  mark(purpose: MarkPurpose, text: string): string;
  isMark(purpose: MarkPurpose, text: string, mark: string): boolean;
}

export function createWebSecrets(appKey: Buffer): WebSecrets {
  const key = Buffer.from(hkdfSync('sha256', appKey, Buffer.alloc(0), 'daoshi web pages', 32));
  const mark = (purpose: MarkPurpose, text: string): string =>
    createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url');
  return {
    mark,
    isMark: (purpose, text, given) => isSame(mark(purpose, text), given),
  };
}

/** In constant time, whatever the lengths. */
export function isSame(wanted: string, given: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(wanted), digest(given));
}

/** What the table keeps of a session's token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
