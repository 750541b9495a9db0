/** Every column that holds words under a data key, and whose key it is. A test holds this against the schema. */
import type { Place } from './private-words.ts';
import type { Rows } from './rows.ts';

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** Names the row in its place. */
  readonly row: string;
  /** Whose key: the column of the same table that names the subject, or the way over the contact. */
  readonly subject: string;
}

function sealed(table: string, column: string, subject: string, row = 'id'): SealedColumn {
  return { table, column, subject, row };
}

export const sealedColumns: readonly SealedColumn[] = [
  sealed('Contact', 'noteSealed', 'studentId'),
  sealed('Contact', 'fieldsSealed', 'studentId'),
  sealed('ContactRevision', 'valuesSealed', 'contact.studentId'),
  sealed('HandIn', 'wordsSealed', 'sealedFor'),
  sealed('Meeting', 'minutesSealed', 'schoolId'),
  sealed('InboxMessage', 'replySealed', 'replySubject'),
  sealed('InboxMessage', 'addressSealed', 'replySubject'),
  sealed('OpenQuestion', 'textSealed', 'sealedFor', 'personId'),
  sealed('Draft', 'textSealed', 'sealedFor'),
  sealed('FollowUp', 'textSealed', 'studentId'),
  sealed('Attachment', 'sourceSealed', 'sealedFor'),
  sealed('Attachment', 'contentSealed', 'sealedFor'),
  sealed('Concern', 'textSealed', 'sealedFor'),
  sealed('PassedQuestion', 'textSealed', 'sealedFor'),
  sealed('ExamScore', 'sealed', 'studentId'),
];

export interface SealedWords {
  readonly row: string;
  readonly subjectId: string;
  readonly sealed: string;
}

/** In the order of their rows, those after `after`. Names of tables and columns come from the list above only. */
export async function nextSealedWords(
  rows: Rows,
  { table, column, row, subject }: SealedColumn,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly SealedWords[]> {
  return rows.$queryRaw<SealedWords[]>(
    statement(`SELECT t."${row}" AS "row", ${subjectOf(subject)} AS "subjectId", t."${column}" AS "sealed"
     FROM "${table}" t${joinOf(subject)} WHERE t."${row}" > ? AND t."${column}" <> ''
     ORDER BY t."${row}" LIMIT ${limit}`),
    after,
  );
}

export function placeOfWords({ table, column }: SealedColumn, row: string): Place {
  return { table, column, row };
}

function subjectOf(subject: string): string {
  return subject === 'contact.studentId' ? 'c."studentId"' : `t."${subject}"`;
}

function joinOf(subject: string): string {
  return subject === 'contact.studentId' ? ' JOIN "Contact" c ON c."id" = t."contactId"' : '';
}

/** Each database has its own sign for a value: Prisma puts it where the parts meet. */
function statement(text: string): TemplateStringsArray {
  const parts = text.split('?');
  return Object.assign(parts, { raw: parts });
}
