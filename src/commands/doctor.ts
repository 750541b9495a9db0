/** `daoshi doctor`: looks at everything, says what it found and what to do. Runs also where the settings have faults. */
import { randomUUID } from 'node:crypto';
import { loadCards } from '../cards/load-cards.ts';
import type { Config, ConfigResult } from '../config.ts';
import type { TestMessage } from '../doctor/check-message.ts';
import { doctorChecks } from '../doctor/checks.ts';
import { loadDoctorWords } from '../doctor/doctor-words.ts';
import { formatReport } from '../doctor/format-report.ts';
import { httpGet } from '../doctor/http-get.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import type { Clock } from '../domain/clock.ts';
import { dayOf, minuteOfDay } from '../domain/day.ts';
import { type Platform, platforms } from '../domain/vocabulary.ts';
import { createDecoders, createSenders } from '../platform-adapters.ts';
import type { Sender } from '../platforms/contract.ts';
import { readArguments, UsageError } from './arguments.ts';
import { cardsFolder } from './cards-folder.ts';
import type { CommandWords } from './command-words.ts';
import {
  type ConfiguredCallback,
  callbackProbes,
  probeAppKey,
  probeDatabase,
  probePlatformTime,
  probeTrace,
} from './doctor-probes.ts';
import { openBeside } from './open-beside.ts';
import type { Terminal } from './terminal.ts';

export interface DoctorParts {
  readonly config: ConfigResult;
  readonly clock: Clock;
  readonly words: CommandWords;
  readonly terminal: Terminal;
}

/** 0 where nothing is wrong. */
export async function doctor(parts: DoctorParts, args: readonly string[]): Promise<number> {
  const { config: result, clock, terminal } = parts;
  const { values } = readArguments('doctor', {
    args: [...args],
    options: { to: { type: 'string' }, via: { type: 'string' }, json: { type: 'boolean' } },
  });
  const testMessage = askedMessage(parts, values);
  const words = loadDoctorWords(cardsFolder);
  const report = await runDoctor(
    doctorChecks({
      config: result,
      clock,
      database: probeDatabase,
      platformTime: probePlatformTime,
      appKey: probeAppKey,
      trace: probeTrace,
      senders: (config) => Object.values(createSenders(config, clock)),
      callbacks: (config) => callbackProbes(listDecoders(config), clock.now()),
      get: httpGet,
      ...(testMessage && { testMessage }),
    }),
    { words },
  );
  terminal.print(values.json === true ? JSON.stringify(report, undefined, 2) : formatReport(report, words));
  return report.healthy ? 0 : 1;
}

function listDecoders(config: Config): readonly ConfiguredCallback[] {
  return [...createDecoders(config)].map(([key, decoder]) => {
    const [, accountKey = '', purpose] = key.split('/');
    return { accountKey, purpose: purpose === 'directory' ? purpose : 'messages', decoder };
  });
}

function askedMessage(
  { config: result, clock, words }: DoctorParts,
  { to, via }: { readonly to?: string | undefined; readonly via?: string | undefined },
): TestMessage | undefined {
  if (to === undefined || !('config' in result) || result.config.sandbox) return undefined;
  if (to.trim() === '') throw new UsageError('doctor', words.say('value_empty', { option: '--to' }));
  const { config } = result;
  const senders = createSenders(config, clock);
  const platform = readPlatform(senders, via, words);
  const sender = senders[platform];
  if (sender === undefined) throw new UsageError('doctor', words.say('via_unknown', { found: platform }));
  return { platform, to, send: () => sendTestMessage(sender, to, { config, now: clock.now() }) };
}

function readPlatform(
  senders: Partial<Record<Platform, Sender>>,
  via: string | undefined,
  words: CommandWords,
): Platform {
  const configured = platforms.filter((platform) => senders[platform] !== undefined);
  if (via === undefined) {
    const [only, other] = configured;
    if (only === undefined || other !== undefined)
      throw new UsageError('doctor', words.say('via_missing', {}));
    return only;
  }
  const named = configured.find((platform) => platform === via);
  if (named === undefined) throw new UsageError('doctor', words.say('via_unknown', { found: via }));
  return named;
}

async function sendTestMessage(
  sender: Sender,
  to: string,
  { config, now }: { readonly config: Config; readonly now: Date },
) {
  const card = loadCards(cardsFolder).fill('test_message', {
    school: await schoolName(config),
    time: `${dayOf(now)} ${timeOfDay(now)}`,
  });
  const { outcomes } = await sender.send({ channel: 'app', to: [to], card, messageId: randomUUID() });
  return outcomes.get(to);
}

function timeOfDay(at: Date): string {
  const minute = minuteOfDay(at);
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** The message is to leave also where the database is out of order: another line says so. */
async function schoolName(config: Config): Promise<string> {
  const probe = await probeDatabase(config);
  if (!('kind' in probe)) return '学校';
  const database = await openBeside(config);
  try {
    const school = await database.client.school.findFirst({ orderBy: { createdAt: 'asc' } });
    return school?.name ?? '学校';
  } finally {
    await database.close();
  }
}
