// Generates the Prisma clients, compiles src to dist, and copies what is read at run time beside the compiled files.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

run('.config/generate.mjs');
rmSync(`${root}dist`, { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'src/tsconfig.build.json');
cpSync(`${root}src`, `${root}dist`, {
  recursive: true,
  filter: (path) =>
    !/\.(ts|tsx|prisma)$/.test(path) && !/src.generated$/.test(path) && !/tsconfig/.test(path),
});
