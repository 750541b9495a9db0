/** Every column that holds words under a data key, and whose key it is. A test holds this against the schema. */
import type { DatabaseKind } from './database-url.ts';
import type { Place } from './private-words.ts';
import type { Rows } from './rows.ts';

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** Names the row in its place. */
  readonly row: string;
  /** Whose key: the column of the same table that names the subject, or the way over the contact. */
  readonly subject: string;
  /** What is sealed in place of words that are to be forgotten; where nothing is given the column is emptied. */
  readonly blank?: string;
  /** Whether there are rows without words: else one that has none was tampered with. */
  readonly mayBeEmpty: boolean;
}

function sealed(
  table: string,
  column: string,
  subject: string,
  {
    row = 'id',
    blank,
    mayBeEmpty = blank === undefined,
  }: { readonly row?: string; readonly blank?: string; readonly mayBeEmpty?: boolean } = {},
): SealedColumn {
  return { table, column, subject, row, mayBeEmpty, ...(blank !== undefined && { blank }) };
}

export const sealedColumns: readonly SealedColumn[] = [
  sealed('Contact', 'noteSealed', 'studentId', { blank: '' }),
  sealed('Contact', 'fieldsSealed', 'studentId'),
  sealed('ContactRevision', 'valuesSealed', 'contact.studentId', { blank: '{}' }),
  sealed('HandIn', 'wordsSealed', 'sealedFor', { blank: '{"text":"","fields":{}}' }),
  sealed('Meeting', 'minutesSealed', 'schoolId'),
  sealed('InboxMessage', 'replySealed', 'replySubject'),
  sealed('InboxMessage', 'addressSealed', 'replySubject'),
  sealed('OpenQuestion', 'textSealed', 'sealedFor', { row: 'personId', blank: '' }),
  sealed('Draft', 'textSealed', 'sealedFor', { blank: '' }),
  sealed('FollowUp', 'textSealed', 'studentId', { blank: '' }),
  sealed('Attachment', 'sourceSealed', 'sealedFor'),
  // Nothing is there until it was fetched.
  sealed('Attachment', 'contentSealed', 'sealedFor', { blank: '', mayBeEmpty: true }),
  sealed('Concern', 'textSealed', 'sealedFor', { blank: '' }),
  sealed('PassedQuestion', 'textSealed', 'sealedFor', { blank: '{"text":""}' }),
  sealed('ExamScore', 'sealed', 'studentId', { blank: '{}' }),
  sealed('AnswerDraft', 'answersSealed', 'schoolId', { row: 'invitationId', blank: '{}' }),
  sealed('Answer', 'answersSealed', 'schoolId', { blank: '{}' }),
  sealed('EthicsCase', 'wordsSealed', 'schoolId', { blank: '' }),
  sealed('EthicsCase', 'closingSealed', 'schoolId', { blank: '' }),
  sealed('OutboxNotice', 'cardSealed', 'schoolId'),
];

export interface SealedWords {
  readonly row: string;
  readonly subjectId: string;
  readonly sealed: string;
}

/** Names of tables and columns come from the list above, never from outside. */
export async function sealedWordsOf(
  rows: Rows,
  subjectId: string,
  { table, column, row, subject }: SealedColumn,
): Promise<readonly SealedWords[]> {
  return rows.$queryRaw<SealedWords[]>(
    statement(`SELECT t."${row}" AS "row", ${subjectOf(subject)} AS "subjectId", t."${column}" AS "sealed"
     FROM "${table}" t${joinOf(subject)} WHERE ${subjectOf(subject)} = ? AND t."${column}" <> ''`),
    subjectId,
  );
}

/** In the order of their rows, those after `after`. */
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

/** Rows that lack the words which every row of the column has. */
export async function emptiedWords(
  rows: Rows,
  { table, column, row, mayBeEmpty }: SealedColumn,
): Promise<{ readonly count: number; readonly first?: string }> {
  if (mayBeEmpty) return { count: 0 };
  const found = await rows.$queryRaw<{ row: string }[]>(
    statement(`SELECT t."${row}" AS "row" FROM "${table}" t WHERE t."${column}" = '' ORDER BY t."${row}"`),
  );
  const [first] = found;
  return { count: found.length, ...(first && { first: first.row }) };
}

export async function replaceSealedWords(
  rows: Rows,
  { table, column, row }: SealedColumn,
  words: { readonly row: string; readonly sealed: string },
): Promise<void> {
  await rows.$executeRaw(
    statement(`UPDATE "${table}" SET "${column}" = ? WHERE "${row}" = ?`),
    words.sealed,
    words.row,
  );
}

export function placeOfWords({ table, column }: SealedColumn, row: string): Place {
  return { table, column, row };
}

/** Who seals under the key holds it as it is until the end of the transaction. SQLite has one writer anyway. */
export async function holdKey(
  rows: Rows,
  kind: DatabaseKind,
  subjectId: string,
): Promise<number | undefined> {
  const lock = kind === 'postgresql' ? ' FOR SHARE' : '';
  const found = await rows.$queryRaw<{ keyVersion: number }[]>(
    statement(`SELECT "keyVersion" FROM "DataKey" WHERE "subjectId" = ?${lock}`),
    subjectId,
  );
  return found[0] === undefined ? undefined : found[0].keyVersion;
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
