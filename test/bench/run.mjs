#!/usr/bin/env node
/**
 * `npm run bench [-- OPTIONS]` measures the chat, `npm run bench -- duties [OPTIONS]` the duties of large schools,
 * `npm run bench -- understand [OPTIONS]` the understanding of sentences, `npm run bench -- sync [OPTIONS]` the sync of
 * a large school's people.
 */
const named = ['duties', 'understand', 'sync'].find((name) => name === process.argv[2]);
if (named !== undefined) process.argv.splice(2, 1);
await import(`./${named ?? 'chat'}.mjs`);
