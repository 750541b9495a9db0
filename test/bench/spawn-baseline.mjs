/** Starts one of the baselines as a process of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./baseline.mjs', import.meta.url));

export async function spawnBaseline(name, account) {
  const child = spawn(process.execPath, [script, name], {
    env: { PATH: process.env.PATH, ACCOUNT: JSON.stringify(account) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(Number(chunk.toString())));
    child.once('close', () => reject(new Error(`the baseline ${name} did not start`)));
  });
  return {
    address: `http://127.0.0.1:${port}`,
    end: () =>
      new Promise((resolve) => {
        child.once('close', resolve);
        child.kill('SIGTERM');
      }),
  };
}
