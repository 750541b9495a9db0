/** The append-only trace of changes. Ids, kinds and days only: never a name, never a note. */
import type { Rows } from './rows.ts';

export type AuditVerb =
  | 'contact_filed'
  | 'contact_withdrawn'
  | 'contact_completed'
  | 'contact_corrected'
  | 'contact_amended'
  | 'correction_taken_back'
  | 'follow_up_promised'
  | 'follow_up_fulfilled'
  | 'follow_up_dropped'
  | 'scheme_followed'
  | 'meeting_recorded'
  | 'hand_in_withdrawn'
  | 'hand_in_filed'
  | 'roster_imported'
  | 'school_started'
  | 'school_changed'
  | 'calendar_changed'
  | 'account_stopped'
  | 'account_resumed'
  | 'flag_set'
  | 'flag_cleared'
  | 'leave_recorded'
  | 'pairing_changed'
  | 'question_passed'
  | 'question_answered'
  | 'concern_asked'
  | 'concern_raised'
  | 'concern_noted'
  | 'concern_harmless'
  | 'concern_moved'
  | 'concern_opened'
  | 'concern_acknowledged';

export interface AuditLine {
  readonly id: string;
  readonly schoolId: string;
  readonly at: Date;
  readonly actorId?: string;
  readonly verb: AuditVerb;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

export interface Audit {
  add(lines: readonly AuditLine[]): Promise<void>;
}

export function auditTable(rows: Rows): Audit {
  return {
    async add(lines) {
      await rows.auditLine.createMany({
        data: lines.map(({ detail, ...line }) => ({ ...line, detail: JSON.stringify(detail) })),
      });
    },
  };
}
