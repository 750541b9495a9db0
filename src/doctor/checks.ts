/** What the doctor looks at, in the order of the report. What touches the outside comes in as a function. */
import type { Config, ConfigResult } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { type CallbackProbe, checkCallback, type HttpGet } from './check-callback.ts';
import { checkClock } from './check-clock.ts';
import { checkConfig } from './check-config.ts';
import { type CredentialProbe, checkCredentials } from './check-credentials.ts';
import { checkDatabase, type DatabaseProbe } from './check-database.ts';
import { checkMessage, type TestMessage } from './check-message.ts';
import { type AppKeyState, checkSecrets } from './check-secrets.ts';
import { checkTrace, type TraceProbe } from './check-trace.ts';
import type { CheckName, Diagnosis } from './diagnosis.ts';
import type { Check } from './run-doctor.ts';

export interface DoctorDeps {
  readonly config: ConfigResult;
  readonly clock: Clock;
  /** Opens, migrates, writes and takes the writing back, closes. */
  database(config: Config): Promise<DatabaseProbe>;
  /** The time a platform gives in the Date header of any answer; undefined where none could be asked. */
  platformTime(config: Config): Promise<Date | undefined>;
  appKey(config: Config): Promise<AppKeyState>;
  /** Walks the chain of audit lines and opens the sealed words; undefined where it cannot. */
  trace(config: Config): Promise<TraceProbe | undefined>;
  /** The senders of the configured accounts. */
  senders(config: Config): readonly CredentialProbe[];
  /** Path of each configured callback, with the answer of its decoder to an empty GET. */
  callbacks(config: Config): readonly CallbackProbe[];
  readonly get: HttpGet;
  /** Only where the operator named somebody to write to. */
  readonly testMessage?: TestMessage;
}

export function doctorChecks(deps: DoctorDeps): readonly Check[] {
  const { config: result } = deps;
  const config = 'config' in result ? result.config : undefined;

  function withConfig(
    name: CheckName,
    look: (config: Config) => Promise<readonly Diagnosis[]>,
    { onlyLive } = { onlyLive: false },
  ): Check {
    return {
      name,
      run: async () => {
        if (config === undefined) return [{ code: 'needs_config', with: {} }];
        if (onlyLive && config.sandbox) return [{ code: 'only_live', with: {} }];
        return look(config);
      },
    };
  }

  const live = { onlyLive: true };
  return [
    { name: 'config', run: () => checkConfig(result) },
    withConfig('database', async (config) => checkDatabase(await deps.database(config))),
    withConfig('clock', async (config) =>
      checkClock(deps.clock.now(), config.sandbox ? undefined : await deps.platformTime(config)),
    ),
    withConfig('secrets', async (config) => checkSecrets(await deps.appKey(config))),
    withConfig('trace', async (config) => checkTrace(await deps.trace(config), deps.clock.now())),
    withConfig('credentials', async (config) => checkCredentials(deps.senders(config)), live),
    withConfig(
      'callback',
      async (config) => checkCallback(config.http.publicUrl, deps.callbacks(config), deps.get),
      live,
    ),
    withConfig('message', async () => checkMessage(deps.testMessage), live),
  ];
}
