/** Schools and their accounts on the platforms. */
import { type Day, readDay } from '../domain/day.ts';
import { type SchemeId, schemeIds } from '../domain/schemes/scheme.ts';
import type { Platform } from '../domain/vocabulary.ts';
import { platforms } from '../domain/vocabulary.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export interface School {
  readonly id: string;
  readonly name: string;
  readonly schemeId: SchemeId;
  /** Nothing before this day is owed or pushed. */
  readonly startOn: Day;
  /** Until the office presses start, everything is preview. */
  readonly isStarted: boolean;
  readonly isDemo: boolean;
  /** Whom an unknown person is told to ask. */
  readonly askWhom: string;
  readonly rosterVersion: number;
}

export interface NewSchool {
  readonly id: string;
  readonly name: string;
  readonly schemeId: SchemeId;
  readonly calendarId: string;
  readonly startOn: Day;
  readonly startedAt?: Date;
  readonly isDemo: boolean;
  readonly askWhom: string;
  readonly createdAt: Date;
}

/** Scheme and start day change only before the school begins: the caller sees to it. */
export interface SchoolChange {
  readonly name?: string;
  readonly schemeId?: SchemeId;
  readonly startOn?: Day;
  readonly askWhom?: string;
}

export interface Account {
  readonly id: string;
  readonly schoolId: string;
  readonly platform: Platform;
  readonly key: string;
  /** A configuration fault: nothing is sent until somebody has mended it. */
  readonly stoppedAt?: Date;
  readonly stopReason?: string;
}

export interface Schools {
  list(): Promise<readonly School[]>;
  get(id: string): Promise<School>;
  create(school: NewSchool): Promise<void>;
  change(id: string, change: SchoolChange): Promise<void>;
  /** False where the school had begun before. */
  start(id: string, at: Date): Promise<boolean>;
  /** Call it in every transaction that changes people, pairings, flags, leave or calendar. */
  rosterChanged(id: string): Promise<void>;
  account(platform: Platform, key: string): Promise<Account | undefined>;
  accounts(): Promise<readonly Account[]>;
  createAccount(account: { id: string; schoolId: string; platform: Platform; key: string }): Promise<void>;
  /** Nothing is sent for the account until `resumeAccount`. */
  stopAccount(id: string, reason: string, at: Date): Promise<void>;
  resumeAccount(id: string): Promise<void>;
}

export function schoolsTable(rows: Rows): Schools {
  return {
    list: async () => (await rows.school.findMany({ orderBy: { createdAt: 'asc' } })).map(toSchool),
    get: async (id) => toSchool(await rows.school.findUniqueOrThrow({ where: { id } })),
    async create(school) {
      await rows.school.create({ data: { ...school, startedAt: school.startedAt ?? null } });
    },
    async change(id, change) {
      await rows.school.update({ where: { id }, data: change, select: { id: true } });
    },
    async start(id, at) {
      const begun = { where: { id, startedAt: null }, data: { startedAt: at } };
      return (await rows.school.updateMany(begun)).count > 0;
    },
    async rosterChanged(id) {
      await rows.school.update({
        where: { id },
        data: { rosterVersion: { increment: 1 } },
        select: { id: true },
      });
    },
    async account(platform, key) {
      const row = await rows.platformAccount.findUnique({ where: { platform_key: { platform, key } } });
      return row === null ? undefined : toAccount(row);
    },
    accounts: async () => (await rows.platformAccount.findMany({ orderBy: { id: 'asc' } })).map(toAccount),
    async createAccount(account) {
      await rows.platformAccount.create({ data: account });
    },
    async stopAccount(id, reason, at) {
      await rows.platformAccount.update({ where: { id }, data: { stoppedAt: at, stopReason: reason } });
    },
    async resumeAccount(id) {
      await rows.platformAccount.update({ where: { id }, data: { stoppedAt: null, stopReason: null } });
    },
  };
}

function toSchool(row: {
  id: string;
  name: string;
  schemeId: string;
  startOn: string;
  startedAt: Date | null;
  isDemo: boolean;
  askWhom: string;
  rosterVersion: number;
}): School {
  return {
    id: row.id,
    name: row.name,
    schemeId: readWord(schemeIds, row.schemeId),
    startOn: readDay(row.startOn),
    isStarted: row.startedAt !== null,
    isDemo: row.isDemo,
    askWhom: row.askWhom,
    rosterVersion: row.rosterVersion,
  };
}

function toAccount(row: {
  id: string;
  schoolId: string;
  platform: string;
  key: string;
  stoppedAt: Date | null;
  stopReason: string | null;
}): Account {
  const platform = readWord(platforms, row.platform);
  return {
    id: row.id,
    schoolId: row.schoolId,
    platform,
    key: row.key,
    ...(row.stoppedAt === null ? {} : { stoppedAt: row.stoppedAt }),
    ...(row.stopReason === null ? {} : { stopReason: row.stopReason }),
  };
}
