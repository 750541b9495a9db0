/** The program with both platforms on loopback: real encryption, real wire formats, a real database, a clock to move. */
import { onTestFinished } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import type { Platform } from '../../src/domain/vocabulary.ts';
import { createLogger, type Logger } from '../../src/log.ts';
import { createIdSource } from '../../src/new-ids.ts';
import { buildProgram, type Program } from '../../src/program.ts';
import { createDingtalkDouble, type DingtalkDouble } from '../../src/sandbox/dingtalk-double.ts';
import type { DoublePerson, PhoneMessage } from '../../src/sandbox/double.ts';
import { dingtalkAccount, wecomAccount, withDoubles } from '../../src/sandbox/sandbox-accounts.ts';
import { createWecomDouble, type WecomDouble } from '../../src/sandbox/wecom-double.ts';
import { KeyRing } from '../../src/storage/data-keys.ts';
import type { Database } from '../../src/storage/open-database.ts';
import { KeyWrapper } from '../../src/storage/private-words.ts';
import type { School } from '../../src/storage/schools.ts';
import { createStorage, type Storage } from '../../src/storage/storage.ts';
import { eventually } from './eventually.ts';
import { aRoster, aSchool, type SchoolParts } from './schools.ts';
import { aClock, type TestClock } from './test-clock.ts';
import { watchedForTrace } from './watched-database.ts';

const testAppKey = Buffer.from('Y2xlYXJseSBhIGtleSBmb3IgdGVzdHMgb25seSAhISE=', 'base64').subarray(0, 32);

/** As in the running program: in the order in which they are made, whatever the moved clock says. */
const newId = createIdSource({ now: () => new Date() });

/** Wednesday, after lunch: one school day before the week's reminders. */
const wednesdayNoon = new Date('2026-11-18T12:20:00+08:00');
export const thursdayReminders = new Date('2026-11-19T16:00:00+08:00');

export interface RunningProgram {
  readonly program: Program;
  readonly school: School;
  readonly clock: TestClock;
  readonly wecom: WecomDouble;
  readonly dingtalk: DingtalkDouble;
  readonly config: Config;
  readonly url: string;
  accountId(platform: Platform): Promise<string>;
  personId(name: string): Promise<string>;
  /** Moves the clock and lets everything that is due happen. */
  tickAt(at: Date | string): Promise<void>;
}

export interface RunningParts extends Omit<SchoolParts, 'now'> {
  readonly database: Database;
  readonly now?: Date;
  /** Silent where nothing is said. */
  readonly logger?: Logger;
}

/** Everything is stopped when the test ends. */
export async function aRunningProgram(parts: RunningParts): Promise<RunningProgram> {
  const clock = aClock(parts.now ?? wednesdayNoon);
  const deps = { clock, newId, answerTimeoutMs: 20_000, wait: () => Promise.resolve() };
  const wecom = await createWecomDouble(deps, wecomAccount);
  const dingtalk = await createDingtalkDouble(deps, dingtalkAccount);
  onTestFinished(async () => {
    await wecom.close();
    await dingtalk.close();
  });
  const config = withDoubles(plainConfig(), { wecom: wecom.baseUrl, dingtalk: dingtalk.baseUrl });
  const { database, logger } = parts;
  const program = aProgram({ config, database, clock, ...(logger && { logger }) });
  const school = await aSchool(program, { ...parts, now: clock.now() });
  const known = phonesOf(parts.plan ?? aRoster());
  wecom.setPeople(known.wecom);
  dingtalk.setPeople(known.dingtalk);
  const url = await listening(program);
  wecom.setCallbackUrl(`${url}/callbacks/wecom/main`);
  dingtalk.setCallbackUrl(`${url}/callbacks/dingtalk/main`);
  return {
    program,
    school,
    clock,
    wecom,
    dingtalk,
    config,
    url,
    async accountId(platform) {
      const account = await program.storage.schools.account(platform, 'main');
      return account?.id ?? '';
    },
    async personId(name) {
      const found = await parts.database.client.person.findFirstOrThrow({ where: { name } });
      return found.id;
    },
    async tickAt(at) {
      clock.setTo(at);
      await program.tick();
    },
  };
}

/** A further instance over the same or another database. */
export function aProgram(parts: {
  readonly config: Config;
  readonly database: Database;
  readonly clock: TestClock;
  readonly logger?: Logger;
}): Program {
  const wait = () => Promise.resolve();
  return buildProgram({
    logger: createLogger('silent'),
    newId,
    wait,
    ...parts,
    // Whatever a test does through the program leaves its trace, or the test fails.
    database: watchedForTrace(parts.database),
    appKey: testAppKey,
  });
}

/** Puts into the database what no person has done in the test: unwatched, so without a trace. */
export function storageBeside(database: Database): Storage {
  return createStorage(database, new KeyRing(new KeyWrapper(testAppKey)));
}

/** Closed when the test ends. */
export async function listening(program: Program): Promise<string> {
  const { port } = await program.listen(0, '127.0.0.1');
  onTestFinished(() => program.close());
  return `http://127.0.0.1:${port}`;
}

/** Says a sentence and waits for the answer on the same phone: DingTalk's comes after the acknowledgement. */
export async function saying(
  double: WecomDouble | DingtalkDouble,
  userId: string,
  text: string,
): Promise<string> {
  const before = heard(double, userId).length;
  const { acknowledged } = await double.say(userId, text);
  if (!acknowledged) throw new Error('the program did not take the message');
  return shown(await eventually(() => heard(double, userId)[before]));
}

/** The person's last message from the program. */
export function lastHeard(double: WecomDouble | DingtalkDouble, userId: string): PhoneMessage | undefined {
  return heard(double, userId).at(-1);
}

export function heard(double: WecomDouble | DingtalkDouble, userId: string): readonly PhoneMessage[] {
  return double.messages(userId).filter(({ from }) => from === 'program');
}

export function pushes(double: WecomDouble | DingtalkDouble, userId: string): readonly PhoneMessage[] {
  return heard(double, userId).filter(({ via }) => via === 'push');
}

/** All a phone shows of a message, in one text. */
export function shown(message: PhoneMessage | undefined): string {
  return message === undefined ? '' : `${message.title}\n${message.text}`;
}

function plainConfig(): Config {
  const result = readConfig({});
  if ('faults' in result) throw new Error('the empty environment has faults');
  return result.config;
}

function phonesOf({
  staff,
  guardians,
  identities,
}: ReturnType<typeof aRoster>): Record<Platform, DoublePerson[]> {
  const names = new Map([...staff, ...guardians].map(({ key, name }) => [key, name]));
  const on = (platform: Platform): DoublePerson[] =>
    identities
      .filter((identity) => identity.platform === platform)
      .map(({ platformId, personKey, personKind }) => ({
        userId: platformId,
        name: names.get(personKey) ?? '',
        kind: personKind,
        subscribed: true,
      }));
  return { wecom: on('wecom'), dingtalk: on('dingtalk') };
}
