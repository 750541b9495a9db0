/**
 * The first and the second sync of a large school from the doubles' directories into an empty database, at the pace the
 * platforms allow: seconds, calls, rows written.
 *
 *   npm run bench -- sync [--students 5000] [--guardians 9000] [--staff 400] [--platform wecom|dingtalk]
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openBuiltStorage } from '../support/built-storage.mjs';
import { aPlace, databasesToRun } from '../support/long-run.mjs';

const { values } = parseArgs({
  options: {
    students: { type: 'string', default: '5000' },
    guardians: { type: 'string', default: '9000' },
    staff: { type: 'string', default: '400' },
    platform: { type: 'string', multiple: true, default: ['wecom', 'dingtalk'] },
  },
});
const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const [sandbox, wecomDouble, dingtalkDouble, large, adapters, syncing, ensuring, presets, configuring] =
  await Promise.all([
    built('sandbox/sandbox-accounts.js'),
    built('sandbox/wecom-double.js'),
    built('sandbox/dingtalk-double.js'),
    built('sandbox/large-directory.js'),
    built('platform-adapters.js'),
    built('usecases/directory/sync-directory.js'),
    built('usecases/school/ensure-school.js'),
    built('schemes/load-preset.js'),
    built('config.js'),
  ]);
/** When each call began. */
const sent = [];
const { fetch } = globalThis;
globalThis.fetch = (...call) => {
  sent.push(performance.now());
  return fetch(...call);
};
const clock = { now: () => new Date() };
const deps = { clock, newId: randomUUID, answerTimeoutMs: 20_000, wait: () => Promise.resolve() };
const directory = large.largeDirectory({
  students: Number(values.students),
  guardians: Number(values.guardians),
  staff: Number(values.staff),
});

process.stdout.write(
  `\n${values.students} students, ${values.guardians} guardians, ${values.staff} staff, ${directory.classes.length} classes\n\n` +
    '| database | platform | sync | seconds | of it reading | calls | most in a second | metered | people added | changes |\n' +
    `|${' --- |'.repeat(10)}\n`,
);
for (const kind of databasesToRun()) for (const platform of values.platform) await measure(kind, platform);

async function measure(kind, platform) {
  const place = await aPlace(kind);
  const doubles = {
    wecom: await wecomDouble.createWecomDouble(deps, sandbox.wecomAccount),
    dingtalk: await dingtalkDouble.createDingtalkDouble(deps, sandbox.dingtalkAccount),
  };
  const opened = await openBuiltStorage({ url: place.url, appKey: Buffer.alloc(32, 7) });
  try {
    for (const double of Object.values(doubles)) double.setDirectory(directory);
    const { config } = configuring.readConfig({});
    const bases = { wecom: doubles.wecom.baseUrl, dingtalk: doubles.dingtalk.baseUrl };
    const { storage } = opened;
    await ensuring.ensureSchool(
      { storage, newId: randomUUID },
      {
        name: '测试小学',
        schemeId: 'shewobo',
        calendarId: 'cn-2026-27',
        calendar: presets.loadCalendar('cn-2026-27'),
        startOn: '2026-09-07',
        isDemo: false,
        askWhom: '德育处',
        accounts: [{ platform, key: 'main' }],
        now: clock.now(),
      },
    );
    const account = await storage.schools.account(platform, 'main');
    // The pace of `daoshi sync`.
    const reader = adapters.createDirectories(sandbox.withDoubles(config, bases), clock, {
      callsPerSecond: { dingtalk: 19 },
    })[platform];
    for (const turn of ['first', 'second']) {
      const begun = performance.now();
      const sentBefore = sent.length;
      let readAt = begun;
      const timed = {
        ...reader,
        async readClass(unit) {
          const roll = await reader.readClass(unit);
          readAt = performance.now();
          return roll;
        },
      };
      const lane = { storage, newId: randomUUID, holder: randomUUID(), now: () => clock.now() };
      const { plan, calls } = await syncing.syncDirectory(lane, { account, directory: timed, write: true });
      const { shown: _shown, ...written } = plan;
      const changes = Object.values(written).reduce((count, list) => count + list.length, 0);
      const seconds = (from, to) => ((to - from) / 1000).toFixed(1);
      const most = mostInASecond(sent.slice(sentBefore));
      process.stdout.write(
        `| ${kind} | ${platform} | ${turn} | ${seconds(begun, performance.now())} | ${seconds(begun, readAt)} | ${calls.made} | ${most} | ${calls.metered} | ${plan.newPeople.length} | ${changes} |\n`,
      );
    }
  } finally {
    await opened.close();
    for (const double of Object.values(doubles)) await double.close();
    await place.remove();
  }
}

function mostInASecond(times) {
  let first = 0;
  return times.reduce((most, at, index) => {
    while (at - times[first] >= 1_000) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}
