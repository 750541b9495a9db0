import type { Diagnosis } from './diagnosis.ts';

export interface TraceProbe {
  readonly sealed: number;
  readonly unsealed: number;
  readonly oldestUnsealedAt?: Date;
  readonly fault?: {
    readonly kind: 'changed' | 'missing' | 'cut' | 'unmarked';
    readonly sequence: number;
  };
  readonly words: { readonly opened: number; readonly broken: number; readonly first?: string };
  /** Filed according to the trace, and no longer there. */
  readonly records: { readonly count: number; readonly first?: string };
}

/** The running program seals every minute. */
const longestUnsealedMs = 60 * 60_000;

/** `probe`: undefined where database or key cannot be looked at; another line says why. */
export function checkTrace(probe: TraceProbe | undefined, now: Date): readonly Diagnosis[] {
  if (probe === undefined) return [{ code: 'trace_unchecked', with: {} }];
  return [...ofChain(probe, now), ...ofWords(probe), ...ofRecords(probe)];
}

function ofChain({ sealed, unsealed, oldestUnsealedAt, fault }: TraceProbe, now: Date): readonly Diagnosis[] {
  if (fault !== undefined) return [{ code: `trace_${fault.kind}`, with: { sequence: fault.sequence } }];
  const isLate =
    oldestUnsealedAt !== undefined && now.getTime() - oldestUnsealedAt.getTime() > longestUnsealedMs;
  return [
    { code: 'trace_good', with: { sealed, unsealed } },
    ...(isLate ? ([{ code: 'trace_waiting', with: { unsealed } }] as const) : []),
  ];
}

function ofRecords({ records: { count, first = '' } }: TraceProbe): readonly Diagnosis[] {
  return count === 0 ? [] : [{ code: 'records_missing', with: { count, first } }];
}

function ofWords({ words: { opened, broken, first = '' } }: TraceProbe): readonly Diagnosis[] {
  if (broken > 0) return [{ code: 'words_broken', with: { broken, first } }];
  return [{ code: 'words_good', with: { opened } }];
}
