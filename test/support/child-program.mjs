/** The built program as a process of its own, at the time and with the environment a test wants. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const mainFile = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const shiftClock = new URL('./shift-clock.mjs', import.meta.url).href;
const startWithinMs = 60_000;

/** Starts it with these variables and no others, and does not wait for anything. */
export function spawnProgram({ env = {}, cwd, clockOffsetMs = 0, args = [], openFiles } = {}) {
  const clock = clockOffsetMs === 0 ? [] : ['--import', shiftClock];
  const command = [process.execPath, ...clock, mainFile, ...args];
  // A limit can only be set by a shell, which then becomes the program.
  const [file = '', ...rest] =
    openFiles === undefined ? command : ['sh', '-c', `ulimit -n ${openFiles}; exec "$0" "$@"`, ...command];
  const child = spawn(file, rest, {
    env: { PATH: process.env.PATH, SHIFT_CLOCK_MS: String(clockOffsetMs), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  let output = '';
  let url;
  let announce = () => {};
  const announced = new Promise((resolve) => {
    announce = resolve;
  });
  const read = (chunk) => {
    output += chunk.toString();
    url ??= /listens on (http:\S+)/.exec(output)?.[1];
    if (url !== undefined) announce(url);
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });

  return {
    pid: child.pid ?? 0,
    ended,
    output: () => output,
    /** The address it prints once it answers; throws where it ends before that. */
    async listening() {
      let timer;
      const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve('late'), startWithinMs);
      });
      const first = await Promise.race([announced, ended, late]);
      clearTimeout(timer);
      if (typeof first === 'string' && first !== 'late') return first;
      throw new Error(`the program did not start:\n${output}`);
    },
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
