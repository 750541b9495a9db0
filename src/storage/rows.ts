/** The generated client inside or outside a transaction: what every table module is given. */
import type { Prisma } from '../generated/sqlite/client.ts';

export type Rows = Prisma.TransactionClient;

/** Prisma's number for a unique key that is taken already. */
const uniqueViolation = 'P2002';

export function isTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === uniqueViolation;
}
