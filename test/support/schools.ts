/** A small school with names that are easily confused, put into a real database by the real import. */
import { type Day, readDay } from '../../src/domain/day.ts';
import type { RosterIdentity, RosterPlan } from '../../src/domain/roster/roster-plan.ts';
import type { SchemeId } from '../../src/domain/schemes/scheme.ts';
import type { PersonKind, Platform } from '../../src/domain/vocabulary.ts';
import { loadCalendar } from '../../src/schemes/load-preset.ts';
import type { School } from '../../src/storage/schools.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { ensureSchool } from '../../src/usecases/school/ensure-school.ts';
import { importRoster } from '../../src/usecases/school/import-roster.ts';

/** The first Monday of the term: pairs are agreed, nothing is owed for the days before. */
export const pairedOn: Day = readDay('2026-09-07');

/** Platform ids: `wlin` is Lin on WeCom, `dlin` the same person on DingTalk. */
const people = {
  lin: '林晓燕',
  zhou: '周建国',
  qin: '秦望舒',
} as const;

/** Lin's mentees. 梓萱 may be either of two; 赵小满 is one of the scheme's special students (a talk every day). */
export const mentees = {
  zhang: '张宇轩',
  wang: '王梓萱',
  li: '李梓萱',
  zhao: '赵小满',
} as const;

/** Zhou's mentees. */
export const othersMentees = { chen: '陈嘉怡', sun: '孙浩然' } as const;

export function aRoster(): RosterPlan {
  const identity = (personKind: PersonKind, personKey: string): RosterIdentity[] =>
    (['wecom', 'dingtalk'] as const).map((platform) => ({
      personKind,
      personKey,
      platform,
      platformId: `${platform.slice(0, 1)}${personKey}`,
    }));
  return {
    staff: Object.entries(people).map(([key, name]) => ({ key, name })),
    classes: [
      { key: '5.1', grade: 5, number: 1 },
      { key: '5.2', grade: 5, number: 2 },
    ],
    students: [
      ...Object.entries(mentees).map(([key, name]) => ({
        key,
        name,
        classKey: '5.1',
        categories: key === 'zhao' ? (['single_parent'] as const) : [],
      })),
      ...Object.entries(othersMentees).map(([key, name]) => ({ key, name, classKey: '5.2' })),
    ],
    guardians: [{ key: 'ma', name: '马秀英', children: [{ studentKey: 'zhang', relation: 'mother' }] }],
    pairings: [
      ...Object.keys(mentees).map((studentKey) => ({ mentorKey: 'lin', studentKey, from: pairedOn })),
      ...Object.keys(othersMentees).map((studentKey) => ({ mentorKey: 'zhou', studentKey, from: pairedOn })),
    ],
    identities: [
      ...Object.keys(people).flatMap((key) => identity('staff', key)),
      ...identity('guardian', 'ma'),
    ],
    roles: [],
  };
}

export interface SchoolParts {
  readonly plan?: RosterPlan;
  readonly platforms?: readonly Platform[];
  readonly isStarted?: boolean;
  readonly startOn?: Day;
  /** Shewobo where nothing is said. */
  readonly schemeId?: SchemeId;
  readonly now: Date;
}

export async function aSchool(
  deps: { readonly storage: Storage; readonly newId: () => string },
  parts: SchoolParts,
): Promise<School> {
  const { storage } = deps;
  const startOn = parts.startOn ?? pairedOn;
  const { id } = await ensureSchool(deps, {
    name: '测试小学',
    schemeId: parts.schemeId ?? 'shewobo',
    calendarId: 'cn-2026-27',
    calendar: loadCalendar('cn-2026-27'),
    startOn,
    isDemo: false,
    askWhom: '德育处',
    accounts: (parts.platforms ?? ['wecom', 'dingtalk']).map((platform) => ({ platform, key: 'main' })),
    now: parts.now,
  });
  const accounts = await storage.schools.accounts();
  await importRoster(deps, {
    schoolId: id,
    plan: parts.plan ?? aRoster(),
    accountIds: Object.fromEntries(accounts.map((account) => [account.platform, account.id])),
    fromOn: startOn,
    classNameOf: (grade, number) => `${grade}年级${number}班`,
    now: parts.now,
  });
  if (parts.isStarted ?? true) await storage.schools.start(id, parts.now);
  return storage.schools.get(id);
}
