#!/usr/bin/env node
/**
 * `npm run bench [-- OPTIONS]` measures the chat, `npm run bench -- duties [OPTIONS]` the duties of large schools,
 * `npm run bench -- understand [OPTIONS]` the understanding of sentences, `npm run bench -- sync [OPTIONS]` the sync of
 * a large school's people, `npm run bench -- answers [OPTIONS]` a questionnaire that thousands answer,
 * `npm run bench -- round [OPTIONS]` a round to the guardians of a large school.
 */
const named = ['duties', 'understand', 'sync', 'answers', 'round'].find((name) => name === process.argv[2]);
if (named !== undefined) process.argv.splice(2, 1);
await import(`./${named ?? 'chat'}.mjs`);
