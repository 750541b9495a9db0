/** Which contacts mean that the student was met: nobody needs to be marked as seen a second time. */
import type { ContactKind, ContactOutcome } from '../vocabulary.ts';

const inPerson: readonly ContactKind[] = [
  'talk',
  'group_exchange',
  'daily_meet',
  'deep_exchange',
  'student_report',
];

export function metInPerson({
  kind,
  outcome,
}: {
  readonly kind: ContactKind;
  readonly outcome: ContactOutcome;
}): boolean {
  return outcome === 'done' && inPerson.includes(kind);
}
