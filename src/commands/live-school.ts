/** The one school of this database, made at the first use with what the configuration says. */

import type { Config } from '../config.ts';
import { dayOf } from '../domain/day.ts';
import { loadCalendar } from '../schemes/load-preset.ts';
import type { School } from '../storage/schools.ts';
import type { Storage } from '../storage/storage.ts';
import { ensureSchool } from '../usecases/school/ensure-school.ts';
import { SchoolError } from './school-error.ts';

const firstCalendarId = 'cn-2026-27';

export async function ensureLiveSchool(
  deps: { readonly storage: Storage; readonly newId: () => string },
  { config, now }: { readonly config: Config; readonly now: Date },
): Promise<School> {
  const [known] = await deps.storage.schools.list();
  if (config.sandbox) {
    if (known === undefined) throw new SchoolError('no_school_in_sandbox');
    if (!known.isDemo) throw new SchoolError('real_school');
    return known;
  }
  if (known?.isDemo === true) throw new SchoolError('demo_school');
  return ensureSchool(deps, {
    name: '学校',
    schemeId: 'shewobo',
    calendarId: firstCalendarId,
    calendar: loadCalendar(firstCalendarId),
    startOn: dayOf(now),
    isDemo: false,
    askWhom: '学校管理员',
    accounts: [
      ...(config.wecom ? [{ platform: 'wecom' as const, key: config.wecom.accountKey }] : []),
      ...(config.dingtalk ? [{ platform: 'dingtalk' as const, key: config.dingtalk.accountKey }] : []),
    ],
    now,
  });
}
