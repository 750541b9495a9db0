/**
 * A round to the guardians of a large school: how long it takes to fix who is asked, how many calls the notices are,
 * how fast sheets are handed in, and how long the closing takes. The platform is its double on loopback.
 *
 *   npm run bench -- round [--students 5000] [--guardians 9000] [--platform wecom|dingtalk]
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { aPlace, databasesToRun } from '../support/long-run.mjs';

const { values } = parseArgs({
  options: {
    students: { type: 'string', default: '5000' },
    guardians: { type: 'string', default: '9000' },
    platform: { type: 'string', multiple: true, default: ['wecom', 'dingtalk'] },
  },
});
const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const [
  { wecomAccount, dingtalkAccount, withDoubles },
  { createWecomDouble },
  { createDingtalkDouble },
  { buildProgram },
  { openDatabase },
  { readConfig },
  { createLogger },
  { ensureSchool },
  { importRoster },
  { loadCalendar },
  { planRound, startRound },
  { submitAnswers },
  { closeRound },
] = await Promise.all([
  built('sandbox/sandbox-accounts.js'),
  built('sandbox/wecom-double.js'),
  built('sandbox/dingtalk-double.js'),
  built('program.js'),
  built('storage/open-database.js'),
  built('config.js'),
  built('log.js'),
  built('usecases/school/ensure-school.js'),
  built('usecases/school/import-roster.js'),
  built('schemes/load-preset.js'),
  built('usecases/questionnaires/open-round.js'),
  built('usecases/questionnaires/submit-answers.js'),
  built('usecases/questionnaires/close-round.js'),
]);

const morning = new Date('2026-11-18T08:00:00+08:00');
const paths = {
  wecom: '/cgi-bin/externalcontact/message/send',
  dingtalk: '/topapi/message/corpconversation/asyncsend_v2',
};
const atOnce = { wecom: 1_000, dingtalk: 100 };
const parallel = 8;
const guardianCount = Number(values.guardians);

process.stdout.write(
  `\n${values.students} students, ${values.guardians} guardians\n\n` +
    '| database | platform | opening, s | notices, s | calls | fewest possible | reached | sheets a second | in the end | closing, s |\n' +
    `|${' --- |'.repeat(10)}\n`,
);
for (const kind of databasesToRun()) for (const platform of values.platform) await measure(kind, platform);

async function measure(kind, platform) {
  const place = await aPlace(kind);
  let now = morning;
  const clock = { now: () => now };
  const deps = { clock, newId: randomUUID, answerTimeoutMs: 20_000, wait: () => Promise.resolve() };
  const doubles = {
    wecom: await createWecomDouble(deps, wecomAccount),
    dingtalk: await createDingtalkDouble(deps, dingtalkAccount),
  };
  const read = readConfig({});
  const config = withDoubles(read.config, {
    wecom: doubles.wecom.baseUrl,
    dingtalk: doubles.dingtalk.baseUrl,
  });
  const database = await openDatabase({ url: place.url, asServer: true, watcher: { connectionLost() {} } });
  const program = buildProgram({
    config,
    database,
    clock,
    logger: createLogger('silent'),
    newId: randomUUID,
    appKey: Buffer.alloc(32, 'bench'),
  });
  try {
    const { port } = await program.listen(0, '127.0.0.1');
    doubles[platform].setCallbackUrl(`http://127.0.0.1:${port}/callbacks/${platform}/main`);
    const school = await aSchool(program, platform);
    doubles[platform].setPeople(
      range(guardianCount).map((index) => ({
        userId: `g${index}`,
        name: '家长',
        kind: 'guardian',
        subscribed: true,
      })),
    );
    const planned = await planRound(program.rounds, {
      schoolId: school.id,
      ruleId: '',
      windowFirstOn: '2026-11-18',
      nth: 1,
      scope: '',
      title: '家长问卷',
      issuerRole: 'moral_office',
      questionnaires: [{ form: 'guardian', respondents: 'guardian' }],
      opensOn: '2026-11-18',
      dueOn: '2026-11-25',
      closesOn: '2026-11-30',
    });
    const opening = await seconds(() => startRound(program.rounds, planned.round, now));
    const notices = await seconds(async () => {
      for (let minute = 0; minute < 15; minute += 1) {
        await program.tick();
        now = new Date(now.getTime() + 60_000);
      }
    });
    const calls = doubles[platform].calls().filter(({ path }) => path.startsWith(paths[platform])).length;
    const reached = range(guardianCount).filter(
      (index) => doubles[platform].messages(`g${index}`).length === 1,
    ).length;
    const [questionnaire] = await program.storage.questionnaires.ofRound(planned.round.id);
    const invitations = await program.storage.invitations.list(questionnaire.id);
    const handing = await seconds(() => handIn(program, school.id, invitations, now));
    const answered = await program.storage.answers.count(questionnaire.id);
    const closing = await seconds(() =>
      closeRound(program.rounds, { schoolId: school.id, roundId: planned.round.id, now }),
    );
    const fewest = Math.ceil(guardianCount / atOnce[platform]);
    const rate = Math.round(invitations.length / handing);
    process.stdout.write(
      `| ${kind} | ${platform} | ${opening.toFixed(1)} | ${notices.toFixed(1)} | ${calls} | ${fewest} | ${reached} | ${rate} | ${answered} of ${invitations.length} | ${closing.toFixed(1)} |\n`,
    );
  } finally {
    await program.close();
    await doubles.wecom.close();
    await doubles.dingtalk.close();
    await database.close();
    await place.remove();
  }
}

async function handIn(program, schoolId, invitations, now) {
  const waiting = [...invitations];
  const sheet = { overall: ['3'], to_say: ['谢谢老师'] };
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      await submitAnswers(
        { ...program.rounds, newSecret: () => randomBytes(32).toString('hex') },
        {
          answerer: { schoolId, personId: next.personId },
          invitationId: next.id,
          given: { all: (name) => sheet[name] ?? [] },
          now,
        },
      );
  };
  await Promise.all(range(parallel).map(worker));
}

async function aSchool(program, platform) {
  const deps = { storage: program.storage, newId: randomUUID };
  const { id } = await ensureSchool(deps, {
    name: '测试小学',
    schemeId: 'weifang',
    calendarId: 'cn-2026-27',
    calendar: loadCalendar('cn-2026-27'),
    startOn: '2026-09-07',
    isDemo: false,
    askWhom: '德育处',
    accounts: [{ platform, key: 'main' }],
    now: morning,
  });
  const [account] = await program.storage.schools.accounts();
  const students = range(Number(values.students));
  await importRoster(deps, {
    schoolId: id,
    plan: {
      staff: range(400).map((index) => ({ key: `t${index}`, name: `王${written(index)}` })),
      classes: range(Math.ceil(students.length / 50)).map((index) => ({
        key: classOf(index * 50),
        grade: Math.floor(index / 20) + 1,
        number: (index % 20) + 1,
      })),
      students: students.map((index) => ({
        key: `s${index}`,
        name: `赵${written(index)}`,
        classKey: classOf(index),
        categories: [],
      })),
      guardians: range(guardianCount).map((index) => ({
        key: `g${index}`,
        name: `钱${written(index)}`,
        children: [{ studentKey: `s${index % students.length}`, relation: 'mother' }],
      })),
      pairings: students.map((index) => ({
        mentorKey: `t${index % 400}`,
        studentKey: `s${index}`,
        from: '2026-09-07',
      })),
      identities: range(guardianCount).map((index) => ({
        personKind: 'guardian',
        personKey: `g${index}`,
        platform,
        platformId: `g${index}`,
      })),
      roles: [],
    },
    accountIds: { [platform]: account.id },
    fromOn: '2026-09-07',
    classNameOf: (grade, number) => `${grade}年级${number}班`,
    now: morning,
  });
  await program.storage.schools.start(id, morning);
  return program.storage.schools.get(id);
}

function classOf(index) {
  const place = Math.floor(index / 50);
  return `${Math.floor(place / 20) + 1}.${(place % 20) + 1}`;
}

function written(index) {
  return [...String(index)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('');
}

async function seconds(work) {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}

function range(count) {
  return Array.from({ length: count }, (_, index) => index);
}
