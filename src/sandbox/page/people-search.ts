import type { SandboxPerson, SandboxPersonKind } from '../sandbox-control.ts';

export const kindNames: Readonly<Record<SandboxPersonKind, string>> = {
  mentor: '导师',
  homeroom: '班主任',
  leader: '领导',
  staff: '教职工',
  guardian: '家长',
  student: '学生',
};

const shown = 40;

export interface PeopleQuery {
  readonly words: string;
  readonly kind?: SandboxPersonKind;
}

export interface FoundPeople {
  readonly people: readonly SandboxPerson[];
  /** How many more were found than are listed. */
  readonly more: number;
}

/** Every word must occur in the name or the title; names that begin with the first word come first. */
export function searchPeople(all: readonly SandboxPerson[], query: PeopleQuery): FoundPeople {
  const words = query.words.split(/\s+/).filter((word) => word !== '');
  const first = words[0] ?? '';
  const found = all
    .filter((person) => query.kind === undefined || person.kinds.includes(query.kind))
    .filter((person) => words.every((word) => `${person.name} ${person.title}`.includes(word)))
    .sort((a, b) => Number(b.name.startsWith(first)) - Number(a.name.startsWith(first)));
  return { people: found.slice(0, shown), more: Math.max(0, found.length - shown) };
}
