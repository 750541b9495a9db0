/** What was asked with which choices, and what was answered before: alike for a waiting question and a draft. */
import { z } from 'zod';
import { readDay } from '../domain/day.ts';
import type { SettledPoints } from '../domain/understanding/understanding.ts';
import { contactKinds } from '../domain/vocabulary.ts';

const candidatesSchema = z.array(z.string());

export function readCandidates(json: string): readonly string[] {
  return candidatesSchema.parse(JSON.parse(json));
}

const settledSchema = z.object({
  studentIds: z.array(z.string()).exactOptional(),
  on: z.string().transform(readDay).exactOptional(),
  kind: z.enum(contactKinds).exactOptional(),
  happened: z.literal(true).exactOptional(),
  isQuery: z.literal(true).exactOptional(),
});
const settledRowSchema = settledSchema.extend({ saidAt: z.iso.datetime().exactOptional() });

export interface Settled {
  readonly settled: SettledPoints;
  /** When the sentence was said: its 今天 is that day, however late it is answered. */
  readonly saidAt: Date;
}

export function writeSettled({ settled, saidAt }: Settled): string {
  return JSON.stringify({ ...settled, saidAt: saidAt.toISOString() });
}

export function readSettled(json: string, otherwiseSaidAt: Date): Settled {
  const { saidAt, ...settled } = settledRowSchema.parse(JSON.parse(json));
  return { settled, saidAt: saidAt === undefined ? otherwiseSaidAt : new Date(saidAt) };
}
