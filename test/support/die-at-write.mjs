/**
 * Preloaded into a process (`--import`): kills it with SIGKILL just before its nth write, be it a statement of either
 * database, a commit or the replacing of a file. Without DIE_AT_WRITE it counts them and says so at the end.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import pg from 'pg';
import { sqliteAdapterFactory } from '../../dist/storage/sqlite/driver-adapter.js';

const dieAt = Number(process.env.DIE_AT_WRITE ?? 0);
const writing = /^\s*(?:INSERT|UPDATE|DELETE|COMMIT)/i;
let writes = 0;

function aboutToWrite() {
  writes += 1;
  if (writes !== dieAt) return;
  process.kill(process.pid, 'SIGKILL');
  // Nothing more happens here: the signal is on its way.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
}

/** The classes behind Prisma's adapter are not exported: an adapter and a transaction lead to them. */
const adapter = await sqliteAdapterFactory({ path: ':memory:', busyTimeoutMs: 0 }).connect();
const transaction = await adapter.startTransaction();
for (const prototype of [adapter, transaction].map(Object.getPrototypeOf))
  for (const name of ['queryRaw', 'executeRaw', 'commit']) {
    const original = prototype[name];
    if (original === undefined) continue;
    prototype[name] = function watched(asked) {
      if (name === 'commit' || writing.test(asked.sql)) aboutToWrite();
      return original.call(this, asked);
    };
  }
await transaction.rollback();
await adapter.dispose();

const clients = pg.Client.prototype;
const query = clients['query'];
clients.query = function watched(config, ...rest) {
  const text = typeof config === 'string' ? config : config?.text;
  if (typeof text === 'string' && writing.test(text)) aboutToWrite();
  return query.call(this, config, ...rest);
};

const { renameSync } = fs;
fs.renameSync = (...given) => {
  aboutToWrite();
  return renameSync(...given);
};
syncBuiltinESMExports();

process.on('exit', () => {
  if (dieAt === 0) process.stderr.write(`writes: ${writes}\n`);
});
