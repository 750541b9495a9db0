#!/usr/bin/env node
/**
 * `npm run bench [-- OPTIONS]` measures the chat, `npm run bench -- duties [OPTIONS]` the duties of large schools,
 * `npm run bench -- understand [OPTIONS]` the understanding of sentences.
 */
const named = ['duties', 'understand'].find((name) => name === process.argv[2]);
if (named !== undefined) process.argv.splice(2, 1);
await import(`./${named ?? 'chat'}.mjs`);
