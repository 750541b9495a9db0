/** Whom a cell of a student row means: a name, a number, or `name(number)`. */
import { groupBy } from '../group-by.ts';
import { addKnownStaff } from './check-staff.ts';
import { foldCode } from './fold-text.ts';
import { cleanName } from './person-name.ts';
import type { RosterDraft } from './roster-draft.ts';
import type { RosterStaff } from './roster-plan.ts';
import { honorifics } from './roster-words.ts';

export type FoundStaff =
  | { readonly is: 'one'; readonly name: string; readonly take: () => RosterStaff; readonly id: string }
  | { readonly is: 'none' | 'several' | 'failed' };

interface Candidate {
  readonly name: string;
  readonly number?: string;
  readonly id: string;
  readonly take: () => RosterStaff;
}

export function findStaff(draft: RosterDraft, written: string): FoundStaff {
  const candidates = candidatesOf(draft);
  const [, bracketName, bracketNumber] = /^(.+)\((.+)\)$/u.exec(written.normalize('NFKC').trim()) ?? [];
  const numberText = foldCode(bracketNumber ?? written);
  const numbered = candidates.byNumber.get(numberText) ?? [];
  if (numbered.length === 1 && (bracketName === undefined || numbered[0]?.name === cleanName(bracketName)))
    return one(numbered);
  return byName(draft, candidates, cleanName(written));
}

function byName(draft: RosterDraft, candidates: Candidates, name: string): FoundStaff {
  const named = candidates.byName.get(name) ?? [];
  if (named.length > 0) return draft.failedStaff.has(name) ? { is: 'several' } : one(named);
  if (draft.failedStaff.has(name)) return { is: 'failed' };
  const honorific = honorifics.find((ending) => name.endsWith(ending) && name.length > ending.length + 1);
  return honorific === undefined
    ? { is: 'none' }
    : byName(draft, candidates, name.slice(0, -honorific.length));
}

function one(found: readonly Candidate[]): FoundStaff {
  const [first] = found;
  return first && found.length === 1
    ? { is: 'one', name: first.name, take: first.take, id: first.id }
    : { is: 'several' };
}

interface Candidates {
  /** How many members of staff the plan had. */
  readonly size: number;
  readonly byName: ReadonlyMap<string, readonly Candidate[]>;
  readonly byNumber: ReadonlyMap<string | undefined, readonly Candidate[]>;
}

const remembered = new WeakMap<RosterDraft, Candidates>();

/** Everybody in the file, and everybody known whom the file leaves out; made anew only where the plan has grown. */
function candidatesOf(draft: RosterDraft): Candidates {
  const before = remembered.get(draft);
  if (before?.size === draft.staff.length) return before;
  const inPlan = new Set(draft.staff.map((member) => member.known));
  const all: readonly Candidate[] = [
    ...draft.staff.map((member) => ({ ...member, id: member.key, take: () => member })),
    ...draft.known.staff
      .filter((member) => !inPlan.has(member.ref))
      .map((member) => ({ ...member, id: member.ref, take: () => addKnownStaff(draft, member) })),
  ];
  const candidates = {
    size: draft.staff.length,
    byName: groupBy(all, ({ name }) => name),
    byNumber: groupBy(all, ({ number }) => number),
  };
  remembered.set(draft, candidates);
  return candidates;
}
