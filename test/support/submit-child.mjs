/** Hands in the sheets it is told of, one line on its output for each that was taken; to be killed at any moment. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openBuiltStorage } from './built-storage.mjs';

const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const [url = '', sheetsFile = ''] = process.argv.slice(2);
const { schoolId, invitations, at } = JSON.parse(readFileSync(sheetsFile, 'utf8'));
const { submitAnswers } = await built('usecases/questionnaires/submit-answers.js');
const { storage } = await openBuiltStorage({ url, appKey: Buffer.alloc(32, 7) });
const deps = { storage, newId: randomUUID, newSecret: () => randomBytes(32).toString('hex') };
const sheet = { listens: ['5'] };

const worker = async () => {
  for (let next = invitations.pop(); next !== undefined; next = invitations.pop()) {
    const end = await submitAnswers(deps, {
      answerer: { schoolId, personId: next.personId },
      invitationId: next.id,
      given: { all: (name) => sheet[name] ?? [] },
      now: new Date(at),
    });
    if ('state' in end) process.stdout.write(`${next.id}\n`);
  }
};
await Promise.all(Array.from({ length: 4 }, worker));
process.exit(0);
