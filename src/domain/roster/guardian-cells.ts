/** The guardians of a student row: read first, then found among those of earlier rows and those already known. */
import type { GuardianRelation } from '../vocabulary.ts';
import {
  type Account,
  addAccounts,
  ownerOf,
  readAccounts,
  refuseShared,
  refuseTaken,
  shareAccount,
} from './accounts.ts';
import { readName } from './person-name.ts';
import { phoneKey, type RosterDraft } from './roster-draft.ts';
import type { RosterGuardian } from './roster-plan.ts';
import { RowRefused } from './roster-reason.ts';
import type { GuardianCells } from './roster-tables.ts';
import { relationWords } from './roster-words.ts';
import { meaningOf, shownWords } from './word-meaning.ts';

export interface GuardianEntry {
  readonly name: string;
  readonly relation: GuardianRelation;
  readonly phone: string | undefined;
  readonly accounts: readonly Account[];
  /** Ref of a known guardian, or the key of one from an earlier row. */
  readonly person: string | undefined;
}

const mobile = /^1\d{10}$/;
const landline = /^0\d{9,11}$/;

/** Throws RowRefused. `student`: ref of the student, where known. */
export function readGuardians(
  draft: RosterDraft,
  guardians: readonly GuardianCells[],
  student: string | undefined,
): readonly GuardianEntry[] {
  const entries: GuardianEntry[] = [];
  for (const cells of guardians) {
    const entry = readGuardian(draft, cells, student);
    for (const other of entries) {
      if (isSame(other, entry)) throw new RowRefused({ code: 'guardian_twice', found: entry.name });
      refuseShared(entry.accounts, other);
    }
    entries.push(entry);
  }
  return entries;
}

/** The guardian as the plan has it now. A child that the plan has already is not added twice. */
export function addGuardian(draft: RosterDraft, entry: GuardianEntry, studentKey: string): RosterGuardian {
  const before = entry.person === undefined ? undefined : findInPlan(draft, entry.person);
  const key = before?.key ?? `g${draft.guardians.size + 1}`;
  const phone = entry.phone ?? before?.phone;
  const known = before?.known ?? (before ? undefined : entry.person);
  const guardian: RosterGuardian = {
    key,
    name: entry.name,
    ...(phone === undefined ? {} : { phone }),
    ...(known === undefined ? {} : { known }),
    children: [
      ...(before?.children ?? []).filter((child) => child.studentKey !== studentKey),
      { studentKey, relation: entry.relation },
    ],
  };
  draft.guardians.set(key, guardian);
  if (known !== undefined) draft.guardianKeys.set(known, key);
  if (phone !== undefined) draft.guardianPhones.set(phoneKey(entry.name, phone), known ?? key);
  addAccounts(draft, entry.accounts, guardian, 'guardian');
  return guardian;
}

function readGuardian(
  draft: RosterDraft,
  { relation: headingRelation, cells }: GuardianCells,
  student: string | undefined,
): GuardianEntry {
  if (cells.name === undefined)
    throw new RowRefused({ code: 'guardian_name_missing', found: Object.values(cells)[0] ?? '' });
  const name = readName(cells.name);
  const phone = readPhone(cells.phone);
  const accounts = readAccounts(cells);
  const person = findGuardian(draft, { name, phone, accounts }, student);
  refuseTaken(draft, accounts, person);
  return { name, phone, accounts, person, relation: readRelation(cells.relation, headingRelation, name) };
}

function readRelation(
  written: string | undefined,
  headingRelation: GuardianRelation | undefined,
  name: string,
): GuardianRelation {
  if (written === undefined && headingRelation) return headingRelation;
  if (written === undefined)
    throw new RowRefused({ code: 'relation_missing', found: name, allowed: shownWords(relationWords) });
  const relation = meaningOf(relationWords, written);
  if (!relation)
    throw new RowRefused({ code: 'relation_unknown', found: written, allowed: shownWords(relationWords) });
  return relation;
}

function readPhone(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const digits = written
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(\+|00)86/, '');
  if (!mobile.test(digits) && !landline.test(digits))
    throw new RowRefused({ code: 'phone_invalid', found: written });
  return digits;
}

/** One person by account, else by name and phone, else by name among the guardians of the same known student. */
function findGuardian(
  draft: RosterDraft,
  { name, phone, accounts }: Pick<GuardianEntry, 'name' | 'phone' | 'accounts'>,
  student: string | undefined,
): string | undefined {
  const owner = accounts.map((account) => ownerOf(draft, account)).find((found) => found !== undefined);
  if (owner?.personKind === 'guardian' && owner.name === name) return owner.person;
  const phoned = phone === undefined ? undefined : draft.guardianPhones.get(phoneKey(name, phone));
  if (phoned !== undefined || student === undefined) return phoned;
  return draft.guardiansOfStudent.get(student)?.find((other) => other.name === name)?.ref;
}

function findInPlan(draft: RosterDraft, person: string): RosterGuardian | undefined {
  return draft.guardians.get(draft.guardianKeys.get(person) ?? person);
}

function isSame(one: GuardianEntry, other: GuardianEntry): boolean {
  if (one.person !== undefined && one.person === other.person) return true;
  return one.name === other.name && (one.phone === other.phone || shareAccount(one.accounts, other.accounts));
}
