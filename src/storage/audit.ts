/** The append-only trace of changes. Ids, kinds and days only: never a name, never a note. */
import { type ChainHead, sealNextLines } from './audit-chain.ts';
import type { KeyWrapper } from './private-words.ts';
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
  | 'inspection_granted'
  | 'inspection_revoked'
  | 'app_key_changed'
  | 'data_key_changed'
  | 'words_forgotten'
  | 'scheme_followed'
  | 'meeting_recorded'
  | 'hand_in_withdrawn'
  | 'hand_in_filed'
  | 'roster_imported'
  | 'directory_applied'
  | 'school_started'
  | 'school_changed'
  | 'calendar_changed'
  | 'account_stopped'
  | 'account_resumed'
  | 'flag_set'
  | 'flag_cleared'
  | 'leave_recorded'
  | 'pairing_changed'
  | 'pairing_taken_back'
  | 'class_changed'
  | 'school_promoted'
  | 'promotion_taken_back'
  | 'change_planned'
  | 'person_left'
  | 'person_returned'
  | 'results_imported'
  | 'calendar_imported'
  | 'exported'
  | 'question_passed'
  | 'question_answered'
  | 'concern_asked'
  | 'concern_raised'
  | 'concern_noted'
  | 'concern_harmless'
  | 'concern_moved'
  | 'concern_opened'
  | 'concern_acknowledged'
  | 'note_opened'
  | 'role_given'
  | 'role_ended'
  | 'identity_decided';

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
  /** Whether lines wait that no hash covers yet. */
  isUnsealed(schoolId: string): Promise<boolean>;
  /** Puts the next lines into the school's chain; undefined where none waits. Inside a transaction only. */
  sealNext(batch: { readonly schoolId: string; readonly limit: number }): Promise<ChainHead | undefined>;
}

export function auditTable(rows: Rows, wrapper: KeyWrapper): Audit {
  return {
    async add(lines) {
      await rows.auditLine.createMany({
        data: lines.map(({ detail, ...line }) => ({ ...line, detail: JSON.stringify(detail) })),
      });
    },
    async isUnsealed(schoolId) {
      const line = await rows.auditLine.findFirst({
        where: { schoolId, sequence: null },
        select: { id: true },
      });
      return line !== null;
    },
    sealNext: (batch) => sealNextLines(rows, wrapper, batch),
  };
}
