/** Builds the program from its parts: storage, platforms, cards, routes, the minute tick. The only place that does. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type Router from 'koa-router';
import { type Cards, loadCards } from './cards/load-cards.ts';
import { isLoopback } from './config/variables.ts';
import type { Config } from './config.ts';
import type { Clock } from './domain/clock.ts';
import { type FollowedScheme, schemeVersionsOf } from './domain/schemes/followed-schemes.ts';
import type { SchemeId, SchemeVersion } from './domain/schemes/scheme.ts';
import type { Platform } from './domain/vocabulary.ts';
import { loadForms } from './forms/load-forms.ts';
import { createApp } from './http/app.ts';
import { callbackRoutes } from './http/callback-routes.ts';
import { healthRoutes } from './http/health-routes.ts';
import { createMetrics } from './http/metrics.ts';
import type { Logger } from './log.ts';
import {
  createDecoders,
  createDirectories,
  createSenders,
  createSignIns,
  decoderKey,
  type Wait,
} from './platform-adapters.ts';
import { PlatformError, type Sender } from './platforms/contract.ts';
import { loadPreset } from './schemes/load-preset.ts';
import { KeyRing } from './storage/data-keys.ts';
import type { Database } from './storage/open-database.ts';
import { type AppKeys, KeyWrapper } from './storage/private-words.ts';
import { createStorage, type Storage, TakenError } from './storage/storage.ts';
import { type FetchAttachmentsDeps, fetchAttachments } from './usecases/attachments/fetch-attachments.ts';
import { type DeliverDeps, deliverOutbox, deliverReply } from './usecases/delivery/deliver-outbox.ts';
import { runSlots } from './usecases/delivery/run-slots.ts';
import { createMenuSetter } from './usecases/delivery/set-menus.ts';
import { type KeepDirectoriesDeps, keepDirectories } from './usecases/directory/keep-directories.ts';
import { closeExpiredQuestions } from './usecases/drafts/close-expired.ts';
import type { SchemeVersionsOf } from './usecases/duties/load-duties.ts';
import type { PlanRemindersDeps } from './usecases/duties/plan-reminders.ts';
import { handleMessage } from './usecases/messages/handle-message.ts';
import type { KeepRoundsDeps } from './usecases/questionnaires/keep-rounds.ts';
import { sealTrace } from './usecases/trace/seal-trace.ts';
import { createCookies } from './web/cookies.ts';
import { webRoutes } from './web/web-routes.ts';
import { createWebSecrets } from './web/web-secrets.ts';

export interface ProgramParts {
  readonly config: Config;
  readonly database: Database;
  readonly appKey: Buffer;
  readonly previousAppKeys?: readonly Buffer[];
  readonly reloadAppKeys?: () => AppKeys;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly newId: () => string;
  /** The wording, where it has been read already. */
  readonly cards?: Cards;
  /** How long a platform may take to answer one call; 10 s where nothing is said. */
  readonly platformTimeoutMs?: number;
  /** Between two tries at a busy platform; real time where nothing is said. */
  readonly wait?: Wait;
  /** Routes of a room that is not always there: the sandbox. */
  readonly extraRouters?: readonly Router[];
}

export interface Program {
  readonly storage: Storage;
  readonly cards: Cards;
  readonly newId: () => string;
  readonly senders: Partial<Readonly<Record<Platform, Sender>>>;
  readonly planning: PlanRemindersDeps;
  readonly rounds: KeepRoundsDeps;
  /** One look at what is due: slots, then every account's outbox. One at a time. */
  tick(): Promise<void>;
  /** Resolves when no directory is being read. */
  directoriesRead(): Promise<void>;
  /** Resolves when the answers that travel beside their callbacks have left, or will be tried again. */
  repliesSent(): Promise<void>;
  /** How pages are reached: PUBLIC_URL, else the address on this machine once it listens there. */
  publicUrl(): string | undefined;
  listen(port: number, host: string): Promise<{ port: number }>;
  /** Stops taking requests, lets those under way end, gives the lanes back. */
  close(): Promise<void>;
}

const cardsFolder = fileURLToPath(new URL('../cards/', import.meta.url));
/** Of the 5 s and 2.5 s the platforms wait (wecom.md §1.6, dingtalk.md §3.2). */
const commitWithinMs = { wecom: 2_500, dingtalk: 2_000 } as const;

export function buildProgram(parts: ProgramParts): Program {
  const { config, clock, logger, newId } = parts;
  const wrapper = new KeyWrapper(parts.appKey, parts.previousAppKeys, parts.reloadAppKeys);
  const storage = createStorage(parts.database, new KeyRing(wrapper));
  const cards = parts.cards ?? loadCards(cardsFolder);
  const metrics = createMetrics();
  const schemeVersions = rememberedSchemes();
  const senders = createSenders(config, clock, parts.platformTimeoutMs);
  const holder = newId();
  const onFailure = (error: unknown): void => logger.error({ error }, 'failed');

  const isTaken = (error: unknown): boolean => error instanceof TakenError;
  const asPlatformError = (error: unknown): PlatformError | undefined =>
    error instanceof PlatformError ? error : undefined;
  let ownAddress: string | undefined;
  const publicUrl = (): string | undefined => config.http.publicUrl ?? ownAddress;
  const ownPageUrl = (): string | undefined => publicUrl() && `${publicUrl()}/me`;

  const planning: PlanRemindersDeps = { storage, newId, schemeVersions, limits: config.limits };
  const newSecret = (): string => randomBytes(32).toString('hex');
  const rounds: KeepRoundsDeps = {
    storage,
    newId,
    newSecret,
    schemeVersions,
    cards,
    isTaken,
    forms: loadForms,
    now: () => clock.now(),
  };
  const delivery: DeliverDeps = {
    storage,
    cards,
    newId,
    schemeVersions,
    ownPageUrl,
    formUrl: (token) => publicUrl() && `${publicUrl()}/f/${token}`,
    ethicsUrl: () => publicUrl() && `${publicUrl()}/console/ethics`,
    slipsUrl: (roundId) => publicUrl() && `${publicUrl()}/console/questionnaires/${roundId}/slips`,
    senders,
    holder,
    limits: config.limits,
    now: () => clock.now(),
    asPlatformError,
    report(event) {
      metrics.count('daoshi_deliveries_total', { outcome: event.kind });
      if (event.kind === 'sent') logger.debug(event, 'delivery');
      else logger.warn(event, 'delivery');
    },
  };

  const keeping: KeepDirectoriesDeps = {
    ...delivery,
    directories: createDirectories(config, clock, { timeoutMs: parts.platformTimeoutMs, wait: parts.wait }),
    reportDirectory(event) {
      metrics.count('daoshi_directory_readings_total', { outcome: event.outcome });
      if (event.outcome === 'failed' || event.heldBack !== undefined) logger.warn(event, 'directory');
      else logger.info(event, 'directory');
    },
  };
  /** Beside the sending: a whole school takes a minute or two. */
  let reading: Promise<void> | undefined;
  const keepDirectoriesBeside = (): void => {
    reading ??= keepDirectories(keeping)
      .catch(onFailure)
      .finally(() => {
        reading = undefined;
      });
  };
  const files: FetchAttachmentsDeps = {
    ...delivery,
    reportFile(event) {
      metrics.count('daoshi_attachments_total', { outcome: event.outcome });
      if (event.outcome !== 'kept') logger.warn(event, 'attachment');
    },
  };
  const setMenus = createMenuSetter({
    ...delivery,
    reportMenu(event) {
      if (event.code === undefined) logger.info(event, 'menu set');
      else logger.warn(event, 'menu not set');
    },
  });

  // Outside the database: whoever cuts the chain's end and its head cannot reach into the log.
  const sealing = { ...delivery, isTaken, reportHead: (head: object) => logger.info(head, 'trace sealed') };

  async function tickOnce(): Promise<void> {
    await storage.keys.refresh().catch(onFailure);
    await runSlots({
      ...planning,
      ...rounds,
      holder,
      report(event) {
        metrics.count('daoshi_slots_total', { outcome: event.outcome });
        const { error, ...facts } = event;
        if (event.outcome === 'failed') logger.error({ ...facts, error }, 'slot');
        else logger.info(facts, 'slot');
      },
    });
    await closeExpiredQuestions({ storage, newId }, clock.now()).catch(onFailure);
    for (const account of await storage.schools.accounts()) {
      await deliverOutbox(delivery, account).catch(onFailure);
    }
    await fetchAttachments(files).catch(onFailure);
    await sealTrace(sealing).catch(onFailure);
    await setMenus().catch(onFailure);
    keepDirectoriesBeside();
  }
  let ticking: Promise<void> = Promise.resolve();
  const tick = (): Promise<void> => {
    ticking = ticking.then(tickOnce).catch(onFailure);
    return ticking;
  };

  const replies = new Set<Promise<void>>();
  const decoders = createDecoders(config);
  const app = createApp({
    trustedProxies: config.http.trustedProxies,
    onFailure,
    routers: [
      callbackRoutes({
        clock,
        metrics,
        commitWithinMs,
        onFailure,
        findDecoder: (platform, accountKey, purpose) =>
          decoders.get(decoderKey(platform, accountKey, purpose)),
        handle: (arrival) => handleMessage({ ...rounds, ownPageUrl }, arrival),
        replyLater(noticeId, platform) {
          const reply = deliverReply(delivery, noticeId, platform)
            .catch(onFailure)
            .finally(() => replies.delete(reply));
          replies.add(reply);
        },
      }),
      healthRoutes({
        metrics,
        ping: () => storage.ping(),
        gauges: async () =>
          new Map(
            Object.entries(await storage.outbox.countByState()).map(([state, count]) => [
              `daoshi_outbox{state="${state}"}`,
              count,
            ]),
          ),
        ...(config.wecom?.verifyFile === undefined ? {} : { verifyFile: config.wecom.verifyFile }),
      }),
      ...webRoutes({
        storage,
        cards,
        newId,
        schemeVersions,
        isTaken,
        clock,
        onFailure,
        asPlatformError,
        publicUrl,
        limits: config.limits,
        directories: keeping.directories,
        holder,
        signIns: createSignIns(config, clock, parts.platformTimeoutMs),
        sessions: config.sessions,
        secrets: createWebSecrets(parts.appKey),
        cookies: createCookies(publicUrl),
        newSecret,
      }),
      ...(parts.extraRouters ?? []),
    ],
  });
  const answer = app.callback();
  const server = createServer((request, response) => void answer(request, response));
  server.requestTimeout = 20_000;
  server.headersTimeout = 10_000;

  return {
    storage,
    cards,
    newId,
    senders,
    planning,
    rounds,
    tick,
    async directoriesRead() {
      await reading;
    },
    async repliesSent() {
      await Promise.all(replies);
    },
    publicUrl,
    async listen(port, host) {
      const bound = await listen(server, port, host);
      // Only this machine can mean this machine: others need PUBLIC_URL.
      if (isLoopback(host)) ownAddress = `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`;
      return bound;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
      server.closeAllConnections();
      await ticking;
      await reading;
      await Promise.all(replies);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port });
    });
  });
}

/** Presets and the versions of each list of followed schemes are read once; a roster keeps its list until it changes. */
function rememberedSchemes(): SchemeVersionsOf {
  const presets = new Map<SchemeId, SchemeVersion>();
  const preset = (id: SchemeId): SchemeVersion => {
    const known = presets.get(id) ?? loadPreset(id);
    presets.set(id, known);
    return known;
  };
  const versions = new WeakMap<readonly FollowedScheme[], readonly SchemeVersion[]>();
  return (first, followed) => {
    const known = versions.get(followed) ?? schemeVersionsOf(preset(first), followed, preset);
    versions.set(followed, known);
    return known;
  };
}
