/** The built program's storage, opened by a test beside the running program: to prepare a school, and to look afterwards. */
import { randomUUID } from 'node:crypto';

const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);

export async function openBuiltStorage({ url, appKey }) {
  const [{ openDatabase }, { createStorage }, { KeyRing }, { KeyWrapper }] = await Promise.all([
    built('storage/open-database.js'),
    built('storage/storage.js'),
    built('storage/data-keys.js'),
    built('storage/private-words.js'),
  ]);
  const database = await openDatabase({ url, asServer: false, watcher: { connectionLost() {} } });
  const storage = createStorage(database, new KeyRing(new KeyWrapper(appKey)));
  return { client: database.client, storage, close: () => database.close() };
}

/** A started school with this roster, as if it had been imported before. */
export async function seedSchool({ url, appKey, plan, platforms, startOn, now }) {
  const [{ ensureSchool }, { importRoster }, { loadCalendar }] = await Promise.all([
    built('usecases/school/ensure-school.js'),
    built('usecases/school/import-roster.js'),
    built('schemes/load-preset.js'),
  ]);
  const opened = await openBuiltStorage({ url, appKey });
  const deps = { storage: opened.storage, newId: randomUUID };
  try {
    const school = await ensureSchool(deps, {
      name: '测试小学',
      schemeId: 'shewobo',
      calendarId: 'cn-2026-27',
      calendar: loadCalendar('cn-2026-27'),
      startOn,
      isDemo: false,
      askWhom: '德育处',
      accounts: platforms.map((platform) => ({ platform, key: 'main' })),
      now,
    });
    const accounts = await opened.storage.schools.accounts();
    await importRoster(deps, {
      schoolId: school.id,
      plan,
      accountIds: Object.fromEntries(accounts.map((account) => [account.platform, account.id])),
      fromOn: startOn,
      classNameOf: (grade, number) => `${grade}年级${number}班`,
      now,
    });
    await opened.storage.schools.start(school.id, now);
    return school.id;
  } finally {
    await opened.close();
  }
}
