/**
 * The chain over a school's audit lines: each hash covers the line and the hash before it. The last hash stands in the
 * settings too, marked under APP_KEY, so that neither a cut tail nor a chain made anew passes for the true one.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { KeyWrapper } from './private-words.ts';
import type { Rows } from './rows.ts';
import { settingsTable } from './settings.ts';

export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

interface Line {
  readonly id: string;
  readonly schoolId: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly verb: string;
  readonly subjectId: string;
  readonly detail: string;
}

const headSchema = z.strictObject({ sequence: z.int(), hash: z.string(), mark: z.string() });
const beforeTheFirst = '0'.repeat(64);

class ChainError extends Error {
  override readonly name = 'ChainError';
}

function hashAfter(before: string, sequence: number, line: Line): string {
  // Keys in the order of the alphabet: the same bytes from every database.
  const canonical = JSON.stringify({
    actorId: line.actorId,
    at: line.at.toISOString(),
    detail: line.detail,
    id: line.id,
    schoolId: line.schoolId,
    sequence,
    subjectId: line.subjectId,
    verb: line.verb,
  });
  return createHash('sha256').update(`${before}\n${canonical}`).digest('hex');
}

/** Call it in a transaction. Undefined where nothing waits. */
export async function sealNextLines(
  rows: Rows,
  wrapper: KeyWrapper,
  { schoolId, limit }: { readonly schoolId: string; readonly limit: number },
): Promise<ChainHead | undefined> {
  const waiting = await rows.auditLine.findMany({
    where: { schoolId, sequence: null },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: limit,
  });
  if (waiting.length === 0) return undefined;
  let { sequence, hash } = await headToGoOnFrom(rows, schoolId);
  for (const line of waiting) {
    sequence += 1;
    hash = hashAfter(hash, sequence, line);
    const { count } = await rows.auditLine.updateMany({
      where: { id: line.id, sequence: null },
      data: { sequence, hash },
    });
    if (count !== 1) throw new ChainError('another instance sealed the same line');
  }
  await writeHead(rows, wrapper, schoolId, { sequence, hash });
  return { sequence, hash };
}

/** After a change of APP_KEY. Does nothing where the mark is of neither key: the doctor is to find it. */
export async function markHeadAnew(rows: Rows, wrapper: KeyWrapper, schoolId: string): Promise<void> {
  const head = await readHead(rows, schoolId);
  if (head !== undefined && wrapper.hasMarked(head.mark, markedWords(schoolId, head)))
    await writeHead(rows, wrapper, schoolId, head);
}

export type ChainFault =
  /** A line does not say what it said when it was sealed. */
  | { readonly kind: 'changed'; readonly sequence: number }
  | { readonly kind: 'missing'; readonly sequence: number }
  | { readonly kind: 'cut'; readonly sequence: number }
  /** The mark on the end is missing, or of another key. */
  | { readonly kind: 'unmarked'; readonly sequence: number };

export interface ChainReport {
  readonly sealed: number;
  readonly unsealed: number;
  readonly oldestUnsealedAt?: Date;
  readonly head?: ChainHead;
  /** The first one. */
  readonly fault?: ChainFault;
}

const linesAtATime = 1_000;

export async function verifyChain(rows: Rows, wrapper: KeyWrapper, schoolId: string): Promise<ChainReport> {
  const unsealed = await rows.auditLine.aggregate({
    where: { schoolId, sequence: null },
    _count: { id: true },
    _min: { at: true },
  });
  const { head, fault } = await walk(rows, schoolId);
  const found = fault ?? (await faultOfEnd(rows, wrapper, schoolId, head));
  return {
    sealed: head?.sequence ?? 0,
    unsealed: unsealed._count.id,
    ...(unsealed._min.at !== null && { oldestUnsealedAt: unsealed._min.at }),
    ...(head && { head }),
    ...(found && { fault: found }),
  };
}

async function walk(rows: Rows, schoolId: string): Promise<{ head?: ChainHead; fault?: ChainFault }> {
  let head: ChainHead | undefined;
  for (;;) {
    const lines = await rows.auditLine.findMany({
      where: { schoolId, sequence: { gt: head?.sequence ?? 0 } },
      orderBy: { sequence: 'asc' },
      take: linesAtATime,
    });
    for (const line of lines) {
      const sequence: number = (head?.sequence ?? 0) + 1;
      if (line.sequence !== sequence) return { ...(head && { head }), fault: { kind: 'missing', sequence } };
      const hash = hashAfter(head?.hash ?? beforeTheFirst, sequence, line);
      if (line.hash !== hash) return { ...(head && { head }), fault: { kind: 'changed', sequence } };
      head = { sequence, hash };
    }
    if (lines.length < linesAtATime) return head ? { head } : {};
  }
}

async function faultOfEnd(
  rows: Rows,
  wrapper: KeyWrapper,
  schoolId: string,
  last: ChainHead | undefined,
): Promise<ChainFault | undefined> {
  const head = await readHead(rows, schoolId);
  if (head === undefined) return last && { kind: 'unmarked', sequence: last.sequence };
  if (!wrapper.hasMarked(head.mark, markedWords(schoolId, head)))
    return { kind: 'unmarked', sequence: head.sequence };
  if ((last?.sequence ?? 0) < head.sequence) return { kind: 'cut', sequence: head.sequence };
  return last?.hash === head.hash ? undefined : { kind: 'unmarked', sequence: head.sequence };
}

/** From the head and not from the last line there: what was cut off stays a gap. */
async function headToGoOnFrom(rows: Rows, schoolId: string): Promise<ChainHead> {
  const head = await readHead(rows, schoolId);
  if (head !== undefined) return head;
  const sealed = await rows.auditLine.count({ where: { schoolId, sequence: { not: null } } });
  if (sealed > 0) throw new ChainError('the head of the chain is gone');
  return { sequence: 0, hash: beforeTheFirst };
}

async function readHead(rows: Rows, schoolId: string) {
  const text = await settingsTable(rows).get(headKey(schoolId));
  return text === undefined ? undefined : headSchema.parse(JSON.parse(text));
}

async function writeHead(
  rows: Rows,
  wrapper: KeyWrapper,
  schoolId: string,
  { sequence, hash }: ChainHead,
): Promise<void> {
  const mark = wrapper.mark(markedWords(schoolId, { sequence, hash }));
  await settingsTable(rows).set(headKey(schoolId), JSON.stringify({ sequence, hash, mark }));
}

function headKey(schoolId: string): string {
  return `audit-head|${schoolId}`;
}

function markedWords(schoolId: string, { sequence, hash }: ChainHead): string {
  return `audit-head|${schoolId}|${sequence}|${hash}`;
}
