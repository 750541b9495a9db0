// Derives the PostgreSQL twin from the authored schema and generates both Prisma clients, when the schema changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { postgresqlTwin } from './postgresql-twin.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = `${root}src/generated`;
const authored = readFileSync(`${root}prisma/schema.prisma`, 'utf8');
const lock = readFileSync(`${root}package-lock.json`, 'utf8');
const stamp = createHash('sha256').update(authored).update(lock).digest('hex');
const stampFile = `${generated}/stamp`;

if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) process.exit(0);

rmSync(generated, { recursive: true, force: true });
mkdirSync(generated, { recursive: true });
writeFileSync(`${generated}/postgresql.prisma`, postgresqlTwin(authored));
for (const schema of [`${root}prisma/schema.prisma`, `${generated}/postgresql.prisma`]) {
  const run = spawnSync(
    process.execPath,
    [
      `${root}node_modules/prisma/build/index.js`,
      'generate',
      '--config',
      `${root}.config/prisma.ts`,
      '--schema',
      schema,
    ],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    },
  );
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout}${run.stderr}`);
    process.exit(1);
  }
}
writeFileSync(stampFile, stamp);
