/** The one school of the usual case, and its accounts on the platforms the configuration names. */
import type { SchoolCalendar } from '../../domain/calendar/school-calendar.ts';
import type { Day } from '../../domain/day.ts';
import type { SchemeId } from '../../domain/schemes/scheme.ts';
import type { Platform } from '../../domain/vocabulary.ts';
import type { School } from '../../storage/schools.ts';
import type { Storage } from '../../storage/storage.ts';

export interface EnsureSchool {
  readonly name: string;
  readonly schemeId: SchemeId;
  readonly calendarId: string;
  readonly calendar: SchoolCalendar;
  readonly startOn: Day;
  /** The demo school runs at once; a real one previews until the office presses start. */
  readonly isDemo: boolean;
  readonly askWhom: string;
  readonly accounts: readonly { readonly platform: Platform; readonly key: string }[];
  readonly now: Date;
}

/** The school there is, or a new one; accounts that are missing are added. */
export async function ensureSchool(
  { storage, newId }: { storage: Storage; newId: () => string },
  wanted: EnsureSchool,
): Promise<School> {
  return storage.transaction(async (tables) => {
    const [known] = await tables.schools.list();
    const schoolId = known?.id ?? newId();
    if (known === undefined) {
      await tables.schools.create({
        id: schoolId,
        name: wanted.name,
        schemeId: wanted.schemeId,
        calendarId: wanted.calendarId,
        startOn: wanted.startOn,
        ...(wanted.isDemo ? { startedAt: wanted.now } : {}),
        isDemo: wanted.isDemo,
        askWhom: wanted.askWhom,
        createdAt: wanted.now,
      });
      await tables.words.createKeys([schoolId]);
      await tables.rosterWriter.replaceCalendar(schoolId, wanted.calendar, newId);
      await tables.audit.add([
        { id: newId(), schoolId, at: wanted.now, verb: 'school_made', subjectId: schoolId, detail: {} },
      ]);
    }
    for (const { platform, key } of wanted.accounts) {
      if ((await tables.schools.account(platform, key)) !== undefined) continue;
      await tables.schools.createAccount({ id: newId(), schoolId, platform, key });
    }
    return tables.schools.get(schoolId);
  });
}
