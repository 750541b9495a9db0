/** What the phone page asks of the program around it: who there is, and a clock that can be moved. */
import type { Platform } from '../domain/vocabulary.ts';
import type { PlatformDouble } from './double.ts';

/** The filters of the page; a person is found under each of theirs. */
export const sandboxPersonKinds = ['mentor', 'homeroom', 'leader', 'staff', 'guardian', 'student'] as const;
export type SandboxPersonKind = (typeof sandboxPersonKinds)[number];

export interface SandboxPerson {
  readonly id: string;
  readonly name: string;
  /** One short line, for example `五年级2班 班主任 · 导师`. */
  readonly title: string;
  /** Not empty. A homeroom teacher who also mentors has both. */
  readonly kinds: readonly SandboxPersonKind[];
  /** The person's id on each platform they are on. */
  readonly ids: Partial<Readonly<Record<Platform, string>>>;
  /** Sentences to try, made for this person; the first is the best one. */
  readonly examples: readonly string[];
}

export interface SandboxClock {
  now(): Date;
  /** Moves forward and runs every job that falls due on the way; may take seconds. `now()` may advance meanwhile. */
  moveTo(at: Date): Promise<void>;
  /** The next moment at which the program would send somebody something, as far as it can tell now. */
  nextDueAt(): Promise<Date | undefined>;
  /** Left out where nobody can tell. */
  isSchoolDay?(at: Date): Promise<boolean>;
}

export interface SandboxDeps {
  /** How the program's own pages are reached. */
  ownAddress(): string | undefined;
  readonly doubles: Readonly<Record<Platform, PlatformDouble>>;
  /** In the order to show; the first mentors are pinned on the first visit, so put interesting ones first. */
  people(): Promise<readonly SandboxPerson[]>;
  readonly clock: SandboxClock;
}
