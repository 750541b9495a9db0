/** `daoshi` without a verb: migrate, start, print the addresses, stop cleanly. */
import { loadAppKey } from '../app-key.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { everyMinute } from '../jobs/schedule.ts';
import type { Logger } from '../log.ts';
import { createIdSource } from '../new-ids.ts';
import { buildProgram, type Program } from '../program.ts';
import { locateDatabase } from '../storage/database-url.ts';
import { type Database, openDatabase } from '../storage/open-database.ts';
import type { AppKeys } from '../storage/private-words.ts';
import type { CommandWords } from './command-words.ts';
import { ensureLiveSchool } from './live-school.ts';
import { refuseWrongKey } from './open-beside.ts';

export interface ServeParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly words: CommandWords;
  readonly print: (line: string) => void;
}

interface Opened {
  readonly database: Database;
  readonly appKey: Buffer;
  readonly previousAppKeys: readonly Buffer[];
  readonly reloadAppKeys: () => AppKeys;
  readonly newId: () => string;
}

interface Running {
  readonly program: Program;
  listen(port: number, host: string): Promise<{ port: number }>;
  close(): Promise<void>;
}

/** Resolves when the server answers; the returned function stops it. */
export async function serve(parts: ServeParts): Promise<() => Promise<void>> {
  const { config, logger, print } = parts;
  const newId = createIdSource(parts.clock);
  const location = locateDatabase(config.database.url);
  const databasePath = location.kind === 'sqlite' ? location.target : undefined;
  const { madeFile, ...keys } = loadAppKey(config, databasePath);
  if (madeFile !== undefined) {
    print(`Made the key ${madeFile}. Keep a copy of it elsewhere: without it the notes cannot be read.`);
    print(parts.words.say('key_made', { path: madeFile }));
  }
  const database = await openDatabase({
    url: config.database.url,
    asServer: true,
    watcher: { connectionLost: (error) => logger.warn({ name: error.name }, 'database connection lost') },
  });
  await refuseWrongKey(database, keys);
  const opened = {
    database,
    appKey: keys.key,
    previousAppKeys: keys.previous,
    // A command beside this program may have put a new key into the file.
    reloadAppKeys: () => loadAppKey(config, databasePath),
    newId,
  };
  const running = config.sandbox ? await startDemo(parts, opened) : await startLive(parts, opened);
  const { port } = await running.listen(config.http.port, config.http.host);
  const cron = everyMinute(() => running.program.tick());
  void running.program.tick();
  announce(config, port, print);
  return async () => {
    await cron.stop();
    await running.close();
    await database.close();
  };
}

/** The doubles and the demo school are loaded only where they are wanted. */
async function startDemo(parts: ServeParts, opened: Opened): Promise<Running> {
  const { startSandbox } = await import('../sandbox/start-sandbox.ts');
  return startSandbox({ ...parts, ...opened, realClock: parts.clock });
}

async function startLive({ config, clock, logger }: ServeParts, opened: Opened): Promise<Running> {
  const program = buildProgram({ config, clock, logger, ...opened });
  await ensureLiveSchool(program, { config, now: clock.now() });
  return { program, listen: (port, host) => program.listen(port, host), close: () => program.close() };
}

function announce(config: Config, port: number, print: (line: string) => void): void {
  const shown = config.http.host === '0.0.0.0' ? '127.0.0.1' : config.http.host;
  const base = `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
  print(`Daoshi listens on ${base}`);
  if (config.sandbox) print(`Sandbox (demo school, no platform account): ${base}/sandbox`);
  if (config.wecom)
    print(`WeCom callback: ${config.http.publicUrl ?? base}/callbacks/wecom/${config.wecom.accountKey}`);
  if (config.dingtalk) {
    const callback = `${config.http.publicUrl ?? base}/callbacks/dingtalk/${config.dingtalk.accountKey}`;
    print(`DingTalk robot callback: ${callback}`);
  }
}
