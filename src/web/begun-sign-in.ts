/** A sign-in that a browser has begun, kept in its cookie under our mark: no other browser can end it. */
import { z } from 'zod';
import { type Platform, platforms } from '../domain/vocabulary.ts';
import type { WebSecrets } from './web-secrets.ts';

export interface BegunSignIn {
  /** Letters and digits, 256 random bits. */
  readonly state: string;
  readonly platform: Platform;
  /** A path of ours. */
  readonly to: string;
  /** Somebody who is signed in does so once more, before restricted notes. */
  readonly isStepUp: boolean;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export const signInLifeMs = 10 * 60_000;

const begunSchema = z.object({
  state: z.string().regex(/^[0-9a-f]{64}$/),
  platform: z.enum(platforms),
  to: z.string(),
  isStepUp: z.boolean(),
  until: z.number(),
});

export function writeBegun(secrets: WebSecrets, begun: BegunSignIn): string {
  const text = Buffer.from(JSON.stringify(begun)).toString('base64url');
  return `${text}.${secrets.mark('sign-in', text)}`;
}

export function readBegun(secrets: WebSecrets, cookie: string, now: Date): BegunSignIn | undefined {
  const [text = '', mark = ''] = cookie.split('.', 2);
  if (!secrets.isMark('sign-in', text, mark)) return undefined;
  const begun = begunSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return now.getTime() < begun.until ? begun : undefined;
}

/** The pages a sign-in may lead to; whatever else is asked for leads to one's own page. */
const openTo: readonly RegExp[] = [
  /^\/me$/,
  /^\/me\/(?:contact|questionnaires)$/,
  /^\/me\/contact\?student=[\w-]{1,64}$/,
  /^\/me\/students\/[\w-]{1,64}$/,
  /^\/f\/[\w-]{1,64}(?:\/\d{1,2})?$/,
  /^\/console(?:\/[a-z_]{1,40}){0,3}$/,
  /^\/console\/questionnaires\/[\w-]{1,64}(?:\/slips)?$/,
  /^\/console\/forms\/[a-z][a-z0-9_-]{0,39}(?:\/preview)?$/,
  /^\/console\/students\/[\w-]{1,64}(?:\/mentors)?$/,
  /^\/console\/classes\/\d{1,2}\.\d{1,3}$/,
  /^\/console\/invite\/[0-9a-f]{64}$/,
];

export function ownPath(path: unknown): string {
  return typeof path === 'string' && openTo.some((pattern) => pattern.test(path)) ? path : '/me';
}
