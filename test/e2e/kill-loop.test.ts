/** The short version of `node test/kill-loop/run.mjs --kills 100`. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../kill-loop/run.mjs', import.meta.url));

test('a program killed at random moments loses nothing, files nothing twice and sends nothing twice', async () => {
  const { code, output } = await run(['--kills', '8', '--seconds', '60', '--seed', '3']);
  expect(code, output).toBe(0);
}, 300_000);

function run(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args]);
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
