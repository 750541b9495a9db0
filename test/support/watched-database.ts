/** A database that notices a change without a trace: what a transaction writes must come with an audit line in it. */
import type { Database } from '../../src/storage/open-database.ts';

/** Facts of the scheme. Not: what waits, what is remembered, what is sent; not accounts, where each message leaves its time. */
const traced: ReadonlySet<string> = new Set([
  'attachment',
  'calendarDay',
  'concern',
  'contact',
  'contactRevision',
  'enrolment',
  'examScore',
  'followUp',
  'guardianship',
  'handIn',
  'identityProposal',
  'inspectionGrant',
  'leave',
  'meeting',
  'pairing',
  'passedQuestion',
  'person',
  'roleAssignment',
  'schemeVersion',
  'studentFlag',
]);
const writing = /^(?:create|update|upsert|delete)/;

export class UntracedChange extends Error {
  override readonly name = 'UntracedChange';
}

export function watchedForTrace(database: Database): Database {
  const client = new Proxy(database.client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== '$transaction' || typeof value !== 'function') return value;
      return (work: (rows: object) => Promise<unknown>, options: object) =>
        value.call(target, (rows: object) => watched(rows, work), options);
    },
  });
  return { ...database, client };
}

async function watched(rows: object, work: (rows: object) => Promise<unknown>): Promise<unknown> {
  const written = new Set<string>();
  const result = await work(
    new Proxy(rows, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        // Prisma's own parts must see themselves, not this watch.
        if (typeof value === 'function') return value.bind(target);
        if (typeof name !== 'string' || !(traced.has(name) || name === 'auditLine')) return value;
        if (typeof value !== 'object' || value === null) return value;
        return new Proxy(value, {
          get(model, method) {
            if (typeof method === 'string' && writing.test(method)) written.add(name);
            return Reflect.get(model, method);
          },
        });
      },
    }),
  );
  const changed = [...written].filter((name) => traced.has(name));
  if (changed.length > 0 && !written.has('auditLine'))
    throw new UntracedChange(`changed without a line in the audit: ${changed.join(', ')}`);
  return result;
}
