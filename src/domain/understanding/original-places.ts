/** Spans are read in the normalised text and handed out as places of the message as it was sent. */
import type { Span, Understanding, UnderstoodRecord } from './understanding.ts';

export function inOriginalPlaces(meant: Understanding, originOf: (at: number) => number): Understanding {
  if (meant.intent !== 'log' && meant.intent !== 'concern') return meant;
  return { ...meant, records: meant.records.map((record) => withPlaces(record, originOf)) };
}

function withPlaces(record: UnderstoodRecord, originOf: (at: number) => number): UnderstoodRecord {
  const { kind } = record.spans;
  if (!kind) return record;
  const span: Span = { from: originOf(kind.from), to: originOf(kind.to) };
  return { ...record, spans: { ...record.spans, kind: span } };
}
