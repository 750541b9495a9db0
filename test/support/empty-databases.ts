/** Of each kind one database brought to the schema for the whole run; every suite begins with a copy of it. */
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { aPlace, availableDatabases, openAt } from './databases.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Addresses. Nobody is connected to them. */
    readonly emptyDatabases: { readonly sqlite?: string; readonly postgresql?: string };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const places = await Promise.all(availableDatabases.map(aPlace));
  for (const { kind, url } of places) {
    const database = await openAt({ url });
    await database.close();
    if (kind === 'postgresql') await disconnectAll(url);
  }
  project.provide('emptyDatabases', Object.fromEntries(places.map(({ kind, url }) => [kind, url])));
  return async () => {
    for (const place of places) await place.remove();
  };
}

/** PostgreSQL copies no database that somebody is connected to, and a session may outlive its close for a moment. */
async function disconnectAll(url: string): Promise<void> {
  const server = new URL(url);
  const name = server.pathname.slice(1);
  server.pathname = '/postgres';
  const session = new Client({ connectionString: server.href });
  await session.connect();
  try {
    await session.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
    for (;;) {
      const { rows } = await session.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
        [name],
      );
      if (rows.length === 0) return;
    }
  } finally {
    await session.end();
  }
}
