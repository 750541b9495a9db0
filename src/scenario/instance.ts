/** One running copy of the program: its own database connection, its own port. */
import { type Cards, loadCards } from '../cards/load-cards.ts';
import { cardsFolder } from '../commands/cards-folder.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { createLogger } from '../log.ts';
import { buildProgram, type Program } from '../program.ts';
import { type Database, openDatabase } from '../storage/open-database.ts';

export interface InstanceParts {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly appKey: Buffer;
  readonly clock: Clock;
  readonly newId: () => string;
}

export interface Instance {
  readonly program: Program;
  readonly database: Database;
  /** Address that callbacks go to, without the path. */
  readonly address: string;
  /** Lets what is under way end. */
  close(): Promise<void>;
  /** As a power cut: the connection to the database is gone at once, whatever was under way fails. */
  kill(): Promise<void>;
}

const loopback = '127.0.0.1';
/** Of one call to a double: enough on a busy machine, short enough for a slow platform. */
const platformTimeoutMs = 3_000;

/** Read once for all scenarios of a run. */
let wording: Cards | undefined;

export async function startInstance(parts: InstanceParts): Promise<Instance> {
  const { config, clock, newId, appKey } = parts;
  const database = await openDatabase({
    url: parts.databaseUrl,
    asServer: false,
    watcher: { connectionLost: () => {} },
  });
  // A dry run need not outlive a power cut, and an fsync per commit makes a school year a matter of minutes.
  if (database.kind === 'sqlite') await database.client.$executeRawUnsafe('PRAGMA synchronous=OFF');
  const logger = createLogger('silent');
  wording ??= loadCards(cardsFolder);
  const cards = wording;
  const program = buildProgram({
    config,
    cards,
    database,
    appKey,
    clock,
    logger,
    newId,
    platformTimeoutMs,
    wait: () => Promise.resolve(),
  });
  const { port } = await program.listen(0, loopback);
  return {
    program,
    database,
    address: `http://${loopback}:${port}`,
    async close() {
      await program.close();
      await database.close();
    },
    async kill() {
      const closed = program.close();
      await database.close();
      await closed;
    },
  };
}
