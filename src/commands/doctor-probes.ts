/** The doctor's hands: what it looks at for real. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppKeyError, appKeyFile, loadAppKey } from '../app-key.ts';
import type { Config } from '../config.ts';
import type { CallbackProbe } from '../doctor/check-callback.ts';
import type { DatabaseProbe } from '../doctor/check-database.ts';
import type { AppKeyState } from '../doctor/check-secrets.ts';
import type { TraceProbe } from '../doctor/check-trace.ts';
import { timeAt } from '../doctor/http-get.ts';
import type { CallbackPurpose } from '../http/callback-routes.ts';
import type { CallbackDecoder } from '../platforms/contract.ts';
import { verifyChain } from '../storage/audit-chain.ts';
import { type DatabaseLocation, locateDatabase } from '../storage/database-url.ts';
import { examineWords } from '../storage/examine-words.ts';
import { findMissingRecords } from '../storage/missing-records.ts';
import { type Database, describeLocation } from '../storage/open-database.ts';
import { type AppKeys, KeyWrapper } from '../storage/private-words.ts';
import { opensSealedWords, proveWritable } from '../storage/probe-database.ts';
import { StorageError } from '../storage/storage-error.ts';
import { toStorageError } from '../storage/storage-fault.ts';
import { openBeside } from './open-beside.ts';

export async function probeDatabase(config: Config): Promise<DatabaseProbe> {
  const location = locateDatabase(config.database.url);
  // A database without its key would be taken for one whose key got lost: the doctor makes neither.
  if (isNotYet(location)) return probeFolder(location.target);
  try {
    const database = await openBeside(config);
    try {
      await proveWritable(database);
      const realSchool = await database.client.school.findFirst({ where: { isDemo: false } });
      return {
        kind: location.kind,
        where: describeLocation(location),
        realSchoolInSandbox: config.sandbox && realSchool !== null,
      };
    } finally {
      await database.close();
    }
  } catch (error) {
    const { fault, detail } = toStorageError(error, describeLocation(location));
    return { fault, detail };
  }
}

function isNotYet({ kind, target }: DatabaseLocation): boolean {
  return kind === 'sqlite' && !existsSync(target);
}

function probeFolder(file: string): DatabaseProbe {
  let folder = dirname(file);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return { notYet: file };
  } catch {
    return { fault: 'read_only', detail: folder };
  }
}

export async function probeAppKey(config: Config): Promise<AppKeyState> {
  const location = locateDatabase(config.database.url);
  if (config.appKey !== undefined)
    return { from: 'environment', ...(await opening(config, loadAppKey(config, undefined))) };
  const path = appKeyFile(location.target);
  if (!existsSync(path))
    return existsSync(location.target) ? { from: 'unreadable_file', path } : { from: 'nowhere_yet', path };
  try {
    const keys = loadAppKey(config, location.target);
    const hasMode = process.platform !== 'win32';
    const mode = hasMode ? { mode: statSync(path).mode } : {};
    return { from: 'file', path, ...mode, ...(await opening(config, keys)) };
  } catch (error) {
    if (error instanceof AppKeyError || isRefusal(error)) return { from: 'unreadable_file', path };
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

async function opening(config: Config, keys: AppKeys): Promise<{ opensDatabase?: boolean }> {
  if (isNotYet(locateDatabase(config.database.url))) return {};
  let database: Database | undefined;
  try {
    database = await openBeside(config);
    const opens = await opensSealedWords(database, keys);
    return opens === undefined ? {} : { opensDatabase: opens };
  } catch (error) {
    // The check of the database says what is wrong with it.
    if (error instanceof StorageError) return {};
    throw error;
  } finally {
    await database?.close();
  }
}

/** Undefined where other lines say what is wrong with database or key. */
export async function probeTrace(config: Config): Promise<TraceProbe | undefined> {
  const state = await probeAppKey(config);
  if (!('opensDatabase' in state) || !state.opensDatabase) return undefined;
  const { target } = locateDatabase(config.database.url);
  const { key, previous } = loadAppKey(config, target);
  const wrapper = new KeyWrapper(key, previous);
  const database = await openBeside(config);
  const { client } = database;
  try {
    const words = await examineWords(client, wrapper);
    const records = await findMissingRecords(client);
    let [sealed, unsealed] = [0, 0];
    let oldest: Date | undefined;
    for (const { id } of await client.school.findMany({ select: { id: true } })) {
      const chain = await verifyChain(client, wrapper, id);
      if (chain.fault !== undefined) return { sealed, unsealed, fault: chain.fault, words, records };
      sealed += chain.sealed;
      unsealed += chain.unsealed;
      if (oldest === undefined || (chain.oldestUnsealedAt ?? oldest) < oldest)
        oldest = chain.oldestUnsealedAt;
    }
    return { sealed, unsealed, ...(oldest && { oldestUnsealedAt: oldest }), words, records };
  } finally {
    await database.close();
  }
}

export async function probePlatformTime({ wecom, dingtalk }: Config): Promise<Date | undefined> {
  const base = wecom?.apiBase ?? dingtalk?.apiBase;
  return base === undefined ? undefined : timeAt(base);
}

const endings: Readonly<Record<CallbackDecoder['platform'], Readonly<Record<CallbackPurpose, string>>>> = {
  wecom: { messages: '', directory: '/contacts' },
  dingtalk: { messages: '', directory: '/events' },
};

export interface ConfiguredCallback {
  readonly accountKey: string;
  readonly purpose: CallbackPurpose;
  readonly decoder: CallbackDecoder;
}

/** What each address answers to a GET that says nothing. */
export function callbackProbes(
  callbacks: readonly ConfiguredCallback[],
  now: Date,
): readonly CallbackProbe[] {
  return callbacks.map(({ accountKey, purpose, decoder }) => {
    const { platform } = decoder;
    const path = `/callbacks/${platform}/${accountKey}${endings[platform][purpose]}`;
    const decision = decoder.decode({
      method: 'GET',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
      receivedAt: now,
    });
    const { status, body } = decision.kind === 'message' ? decision.answer(undefined) : decision.answer;
    return { path, expected: { status, body } };
  });
}
