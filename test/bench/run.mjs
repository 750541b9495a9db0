#!/usr/bin/env node
/** `npm run bench [-- OPTIONS]` measures the chat, `npm run bench -- duties [OPTIONS]` the duties of large schools. */
const isDuties = process.argv[2] === 'duties';
if (isDuties) process.argv.splice(2, 1);
await import(isDuties ? './duties.mjs' : './chat.mjs');
