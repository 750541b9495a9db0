/** What a correction makes of the contacts that one message filed. Pure: the caller writes it down. */
import type { Day } from '../day.ts';
import type { KnownGuardian } from '../understanding/understanding.ts';
import type { ContactKind, ContactMedium, ContactOutcome } from '../vocabulary.ts';

export interface FiledRow {
  readonly id: string;
  readonly studentId: string;
  readonly kind: ContactKind;
  readonly occurredOn: Day;
  readonly outcome: ContactOutcome;
  readonly medium?: ContactMedium;
  readonly minutes?: number;
  readonly guardianIds: readonly string[];
  readonly individual: boolean;
}

/** The final state of what changes; the rest stays. */
export interface CorrectedFields {
  /** Everybody the record is about. */
  readonly studentIds?: readonly string[];
  readonly kind?: ContactKind;
  readonly on?: Day;
  readonly outcome?: ContactOutcome;
  readonly minutes?: number;
  readonly guardianIds?: readonly string[];
  readonly medium?: ContactMedium;
}

export interface RowValues {
  studentId?: string;
  kind?: ContactKind;
  occurredOn?: Day;
  outcome?: ContactOutcome;
  medium?: ContactMedium;
  minutes?: number;
  guardianIds?: string[];
  individual?: boolean;
}

export interface CorrectedRows {
  /** Only what differs, by contact id. */
  readonly changes: ReadonlyMap<string, RowValues>;
  /** Contacts that turn out not to have been. */
  readonly withdrawn: readonly string[];
  /** Students who were left out, and the contact theirs is like. */
  readonly added: readonly {
    readonly studentId: string;
    readonly like: string;
    readonly values: RowValues;
  }[];
}

export type Corrected = CorrectedRows | 'which_record';

type GuardiansOf = (studentId: string) => readonly KnownGuardian[];

/** `aboutIds`: students named as those whose record is meant; empty where nobody is named. */
export function correctRows(
  rows: readonly FiledRow[],
  fields: CorrectedFields,
  aboutIds: readonly string[],
  guardiansOf: GuardiansOf,
): Corrected {
  const meant = rowsMeant(rows, fields, aboutIds);
  if (meant === 'which_record') return meant;
  const moves = studentMoves(rows, meant, fields.studentIds, aboutIds);
  if (moves === 'which_record') return moves;

  const size = rows.length - moves.withdrawn.length + moves.added.length;
  const together = (row: FiledRow): Pick<FiledRow, 'kind' | 'individual'> =>
    fields.studentIds === undefined && fields.kind === undefined
      ? { kind: row.kind, individual: row.individual }
      : togetherness(fields.kind ?? row.kind, row, rows.length > 1, size);
  const staying = rows.filter(({ id }) => !moves.withdrawn.includes(id));
  const changes = new Map<string, RowValues>();
  for (const row of staying) {
    const isMeant = meant.includes(row);
    const moved = moves.moved.get(row.id);
    const wanted: RowValues = {
      ...(isMeant ? plainValues(fields) : {}),
      ...(isMeant || size !== rows.length ? together(row) : {}),
      ...(moved === undefined ? {} : { studentId: moved }),
    };
    if (moved !== undefined && fields.guardianIds === undefined)
      wanted.guardianIds = sameRelations(row, moved, guardiansOf);
    const different = onlyDifferent(row, wanted);
    if (Object.keys(different).length > 0) changes.set(row.id, different);
  }
  const [like] = staying;
  return {
    changes,
    withdrawn: moves.withdrawn,
    added:
      like === undefined
        ? []
        : moves.added.map((studentId) => ({
            studentId,
            like: like.id,
            values: { ...plainValues(fields), ...together(like), studentId, guardianIds: [] },
          })),
  };
}

/** The rows that a change of anything but the student is about. */
function rowsMeant(
  rows: readonly FiledRow[],
  { studentIds: _students, on, ...others }: CorrectedFields,
  aboutIds: readonly string[],
): readonly FiledRow[] | 'which_record' {
  const named = rows.filter(({ studentId }) => aboutIds.includes(studentId));
  const about = named.length > 0 ? named : rows;
  const isOneDay = new Set(about.map(({ occurredOn }) => occurredOn)).size === 1;
  if (on !== undefined && !isOneDay) return 'which_record';
  const isOneRecord = new Set(about.map(sameness)).size === 1;
  return Object.keys(others).length > 0 && !isOneRecord ? 'which_record' : about;
}

function sameness({ kind, occurredOn, outcome, medium, minutes }: FiledRow): string {
  return [kind, occurredOn, outcome, medium, minutes].join('|');
}

interface Moves {
  /** Contact id to the student it becomes about. */
  readonly moved: ReadonlyMap<string, string>;
  readonly withdrawn: readonly string[];
  readonly added: readonly string[];
}

/** Who leaves makes room for who comes, in the order told. Nobody is dropped unless named. */
function studentMoves(
  rows: readonly FiledRow[],
  meant: readonly FiledRow[],
  final: readonly string[] | undefined,
  aboutIds: readonly string[],
): Moves | 'which_record' {
  if (final === undefined) return { moved: new Map(), withdrawn: [], added: [] };
  const had = [...new Set(rows.map(({ studentId }) => studentId))];
  const coming = final.filter((id) => !had.includes(id));
  // Where one record of several is named and one student given, the others stay as they are.
  const isPart = meant.length < rows.length && !had.some((id) => final.includes(id));
  const leaving = (isPart ? meant.map(({ studentId }) => studentId) : had).filter(
    (id) => !final.includes(id),
  );
  if (leaving.length > coming.length && leaving.some((id) => !aboutIds.includes(id))) return 'which_record';
  const moved = new Map<string, string>();
  const withdrawn: string[] = [];
  for (const row of rows) {
    const at = leaving.indexOf(row.studentId);
    if (at < 0) continue;
    const next = coming[at];
    if (next === undefined) withdrawn.push(row.id);
    else moved.set(row.id, next);
  }
  return { moved, withdrawn, added: coming.slice(leaving.length) };
}

/** A talk with several at once is no talk with each of them (CV-06); with one alone it is. */
function togetherness(
  kind: ContactKind,
  row: FiledRow,
  wereSeveral: boolean,
  size: number,
): Pick<FiledRow, 'kind' | 'individual'> {
  if (size === 1) return { kind: kind === 'group_exchange' ? 'talk' : kind, individual: true };
  if (kind === 'group_exchange') return { kind, individual: false };
  if (wereSeveral) return { kind, individual: row.individual };
  const isTalk = kind === 'talk' || kind === 'deep_exchange';
  return { kind: isTalk ? 'group_exchange' : kind, individual: false };
}

function plainValues({ kind, on, outcome, minutes, guardianIds, medium }: CorrectedFields): RowValues {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(on === undefined ? {} : { occurredOn: on }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(medium === undefined ? {} : { medium }),
    ...(guardianIds === undefined ? {} : { guardianIds: [...guardianIds] }),
  };
}

/** The other child's mother for this child's mother; nobody where there is none. */
function sameRelations(row: FiledRow, studentId: string, guardiansOf: GuardiansOf): string[] {
  const relations = guardiansOf(row.studentId)
    .filter(({ id }) => row.guardianIds.includes(id))
    .map(({ relation }) => relation);
  return guardiansOf(studentId)
    .filter(({ relation }) => relations.includes(relation))
    .map(({ id }) => id);
}

function onlyDifferent(row: FiledRow, wanted: RowValues): RowValues {
  const had: Readonly<Record<string, unknown>> = { ...row };
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(had[name])),
  );
}
