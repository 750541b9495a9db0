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
  | 'attachment_received'
  | 'school_made'
  | 'signed_in'
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
  | 'round_opened'
  | 'round_closed'
  | 'slips_printed'
  | 'sheet_handed_in'
  | 'sheets_opened'
  | 'round_exported'
  | 'form_saved'
  | 'form_item_signed'
  | 'smallest_groups_changed'
  | 'ethics_contact_changed'
  | 'ethics_case_opened'
  | 'ethics_case_closed'
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
  | 'hand_in_completed'
  | 'picture_opened'
  | 'role_given'
  | 'role_ended'
  | 'identity_decided'
  | 'limits_changed'
  | 'chat_times_changed'
  | 'wording_changed';

export interface AuditLine {
  readonly id: string;
  readonly schoolId: string;
  readonly at: Date;
  readonly actorId?: string;
  readonly verb: AuditVerb;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

export interface WantedAuditLines {
  readonly schoolId: string;
  /** At or after, and before. */
  readonly from?: Date;
  readonly until?: Date;
  readonly actorId?: string;
  readonly verb?: string;
  /** What this reader is not to know of. */
  readonly without?: readonly AuditVerb[];
  readonly skip: number;
  readonly take: number;
}

export interface AuditLineShown {
  readonly at: Date;
  readonly actorId?: string;
  readonly verb: string;
  readonly subjectId: string;
  /** Covered by the school's chain. */
  readonly isSealed: boolean;
}

export interface Audit {
  add(lines: readonly AuditLine[]): Promise<void>;
  /** From the newest on. */
  newest(wanted: WantedAuditLines): Promise<readonly AuditLineShown[]>;
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
    async newest({ schoolId, from, until, actorId, verb, without = [], skip, take }) {
      const at = {
        ...(from === undefined ? {} : { gte: from }),
        ...(until === undefined ? {} : { lt: until }),
      };
      const found = await rows.auditLine.findMany({
        where: {
          schoolId,
          ...(Object.keys(at).length === 0 ? {} : { at }),
          ...(actorId === undefined ? {} : { actorId }),
          ...(verb === undefined ? {} : { verb }),
          ...(without.length === 0 ? {} : { NOT: { verb: { in: [...without] } } }),
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        skip,
        take,
        select: { at: true, actorId: true, verb: true, subjectId: true, sequence: true },
      });
      return found.map(({ at, actorId, verb, subjectId, sequence }) => ({
        at,
        ...(actorId === null ? {} : { actorId }),
        verb,
        subjectId,
        isSealed: sequence !== null,
      }));
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
