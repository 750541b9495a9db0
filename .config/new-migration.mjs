// `npm run db:migration -- NAME` writes the next migration for both databases: the difference from the last recorded
// schema to prisma/schema.prisma, computed by the schema engine without any database.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { startSchemaEngine } from '../dist/storage/schema-engine.js';
import { postgresqlTwin } from './postgresql-twin.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const name = process.argv[2];
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write('usage: npm run db:migration -- NAME   (small letters, digits and _)\n');
  process.exit(2);
}

const authored = readFileSync(`${root}prisma/schema.prisma`, 'utf8');
const recordedFile = `${root}prisma/migrations/recorded.prisma`;
const recorded = existsSync(recordedFile) ? readFileSync(recordedFile, 'utf8') : undefined;
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const databases = [
  { kind: 'sqlite', provider: 'sqlite', twin: (text) => text },
  { kind: 'postgresql', provider: 'postgres', twin: postgresqlTwin },
];

const scripts = [];
for (const { kind, provider, twin } of databases) {
  const engine = await startSchemaEngine(absentDatabase(provider));
  const datamodel = (text) => ({
    tag: 'schemaDatamodel',
    files: [{ path: 'schema.prisma', content: twin(text) }],
  });
  const { stdout } = await engine.diff({
    from: recorded === undefined ? { tag: 'empty' } : datamodel(recorded),
    to: datamodel(authored),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  scripts.push({ kind, sql: stdout ?? '' });
}
if (scripts.every(({ sql }) => /^\s*(--[^\n]*\s*)*$/.test(sql))) {
  process.stdout.write('the schema has not changed since the last migration\n');
  process.exit(0);
}
for (const { kind, sql } of scripts) {
  const folder = `${root}prisma/migrations/${kind}/${stamp}_${name}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/migration.sql`, sql);
  writeFileSync(`${root}prisma/migrations/${kind}/migration_lock.toml`, `provider = "${kind}"\n`);
  process.stdout.write(`wrote prisma/migrations/${kind}/${stamp}_${name}/migration.sql\n`);
}
writeFileSync(recordedFile, authored);

/** A difference between two schema files needs no database; the engine only asks PostgreSQL for its version. */
function absentDatabase(provider) {
  const versionAnswer = {
    columnNames: ['exists', 'version', 'numeric_version'],
    columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
    rows: [[true, 'PostgreSQL 15.0', 150000]],
  };
  const adapter = {
    provider,
    adapterName: 'absent',
    queryRaw: async () => versionAnswer,
    executeRaw: async () => 0,
    executeScript: async () => {},
    startTransaction: () => Promise.reject(new Error('there is no database here')),
    dispose: async () => {},
  };
  return {
    provider,
    adapterName: 'absent',
    connect: async () => adapter,
    connectToShadowDb: async () => adapter,
  };
}
