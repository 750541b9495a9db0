/** Several programs that start at the same moment on one database: real processes of the built program's storage. */
import { spawn } from 'node:child_process';

const script = `
  import { openDatabase } from ${JSON.stringify(new URL('../../../dist/storage/open-database.js', import.meta.url).href)};
  const database = await openDatabase({ url: process.argv[1], asServer: false, watcher: { connectionLost() {} } });
  process.stdout.write(JSON.stringify(database.appliedMigrations));
  await database.close();
`;

export interface Started {
  readonly code: number | null;
  readonly output: string;
}

export function startingTogether(url: string, count: number): Promise<readonly Started[]> {
  return Promise.all(Array.from({ length: count }, () => startOne(url)));
}

function startOne(url: string): Promise<Started> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script, url]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
