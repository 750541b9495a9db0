// `npm start`: builds, then becomes the program. npm passes a signal on to the shell between itself and us, and the
// shell dies of it without a word: whoever stops npm means the program.
const shell = process.ppid;
setInterval(() => {
  if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
}, 500).unref();

await import('./build.mjs');
await import('../dist/main.js');
