/** `daoshi sync`: reads the platforms' directories and says what would change; with `--write` changes it. */
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { dayOf } from '../domain/day.ts';
import { createIdSource } from '../new-ids.ts';
import { createDirectories } from '../platform-adapters.ts';
import { type Directory, PlatformError } from '../platforms/contract.ts';
import type { Account } from '../storage/schools.ts';
import { callsThisMonth, meteredCallsPerMonth } from '../usecases/directory/call-budget.ts';
import { syncDirectory } from '../usecases/directory/sync-directory.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { CommandWords } from './command-words.ts';
import { ensureLiveSchool } from './live-school.ts';
import { type OpenedBeside, withDatabase } from './open-beside.ts';
import { syncLines } from './sync-report.ts';
import type { Terminal } from './terminal.ts';

export interface SyncParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly words: CommandWords;
  readonly terminal: Terminal;
}

interface Wish {
  readonly write: boolean;
  readonly evenIfMany: boolean;
  readonly account: string | undefined;
}

/** Somebody waits for it: one below the 20 calls a second of DingTalk's standard edition (dingtalk.md §11.1). */
const callsPerSecondByHand = { dingtalk: 19 } as const;

/** 0 where every directory was read; 1 where one was not. */
export async function sync(parts: SyncParts, args: readonly string[]): Promise<number> {
  const { config, words, terminal } = parts;
  const { values } = readArguments('sync', {
    args: [...args],
    options: { write: { type: 'boolean' }, 'even-if-many': { type: 'boolean' }, account: { type: 'string' } },
  });
  const wish = {
    write: values.write === true,
    evenIfMany: values['even-if-many'] === true,
    account: values.account,
  };
  if (config.wecom === undefined && config.dingtalk === undefined) {
    terminal.complain(words.say('sync_no_account', {}));
    return 1;
  }
  return withDatabase(config, (opened) => syncAccounts(parts, opened, wish));
}

async function syncAccounts(
  parts: SyncParts,
  { storage, madeKeyFile }: OpenedBeside,
  wish: Wish,
): Promise<number> {
  const { config, clock, words, terminal } = parts;
  if (madeKeyFile !== undefined) terminal.print(words.say('key_made', { path: madeKeyFile }));
  const newId = createIdSource(clock);
  await ensureLiveSchool({ storage, newId }, { config, now: clock.now() });
  const directories = createDirectories(config, clock, { callsPerSecond: callsPerSecondByHand });
  const accounts = (await storage.schools.accounts()).filter((account) => isMeant(account, wish.account));
  const readable = accounts.filter(({ platform }) => directories[platform] !== undefined);
  if (readable.length === 0)
    throw new UsageError('sync', words.say('sync_account_unknown', { found: wish.account ?? '' }));
  const deps = { storage, newId, holder: newId(), now: () => clock.now() };
  let isAllRead = true;
  for (const account of readable) {
    const directory = directories[account.platform];
    if (directory === undefined) continue;
    terminal.print(words.say('sync_account', { platform: words.word(account.platform) }));
    isAllRead = (await syncOne(parts, deps, { account, directory, wish })) && isAllRead;
  }
  if (!wish.write) terminal.print(words.say('sync_dry_hint', {}));
  return isAllRead ? 0 : 1;
}

async function syncOne(
  { clock, words, terminal }: SyncParts,
  deps: Parameters<typeof syncDirectory>[0],
  {
    account,
    directory,
    wish,
  }: { readonly account: Account; readonly directory: Directory; readonly wish: Wish },
): Promise<boolean> {
  try {
    const synced = await syncDirectory(deps, {
      account,
      directory,
      write: wish.write,
      evenIfMany: wish.evenIfMany,
    });
    if (synced === 'busy') {
      terminal.complain(words.say('sync_busy', {}));
      return false;
    }
    for (const line of syncLines(synced, words)) terminal.print(line);
    const { made, metered } = synced.calls;
    const reading = await deps.storage.directories.reading(account.id);
    const month = reading === undefined ? metered : callsThisMonth(reading, dayOf(clock.now()));
    terminal.print(
      directory.isMetered
        ? words.say('sync_calls_metered', { made, metered, month, budget: meteredCallsPerMonth })
        : words.say('sync_calls', { made }),
    );
    if (wish.write) terminal.print(words.say('sync_written', {}));
    return true;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const remedy = error.reaction.do === 'stop_account' ? error.reaction.remedy : undefined;
    terminal.complain(words.say('sync_failed', { code: error.code, remedy }));
    return false;
  }
}

function isMeant({ platform, key }: Account, wanted: string | undefined): boolean {
  return wanted === undefined || [platform, key, `${platform}/${key}`].includes(wanted);
}
