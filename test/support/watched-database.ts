/** A database that notices a change without a trace: what is written to a fact must come with an audit line in the same transaction. */
import type { Database } from '../../src/storage/open-database.ts';

/** Facts of the school and its scheme. */
export const tracedTables: ReadonlySet<string> = new Set([
  'calendarDay',
  'cardWording',
  'concern',
  'contact',
  'contactRevision',
  'enrolment',
  'exam',
  'examScore',
  'followUp',
  'formSignOff',
  'guardianship',
  'handIn',
  'inspectionGrant',
  'leave',
  'meeting',
  'pairing',
  'passedQuestion',
  'person',
  'roleAssignment',
  'schemeVersion',
  'schoolClass',
  'schoolForm',
  'studentFlag',
  'term',
]);

/** What no line is written for, and why; a table that stands in neither list fails a test. */
export const untracedTables: Readonly<Record<string, string>> = {
  school: 'counts its roster up with every change, which has a line itself',
  platformAccount: 'lanes and stops of the delivery; a stop has its line',
  platformIdentity: 'leaves the time of each message',
  meetingAttendance: 'part of a meeting, which has its line',
  dataKey: 'its change has a line in the same transaction, tested on its own',
  inboxMessage: 'what came in, not what changed',
  openQuestion: 'waits for an answer, for half an hour',
  draft: 'waits to be filed, by its author',
  attachment: 'its arrival has a line; fetching it comes by the minute and changes nothing',
  concernRecipient: 'told and acknowledged with the concern, which has its lines',
  webSession: 'signing in has a line; reading a page prolongs it',
  outboxNotice: 'what is sent, not what changed',
  slot: 'leases',
  auditLine: 'the trace itself',
  setting: 'leases, marks, staged files; what the school sets has its line, tested on its own',
  directoryEntry: 'what the directory said last; what came of it has a line',
  directoryReading: 'when it was read',
  identityProposal: 'waits for the office, whose decision has a line',
  adminInvite: 'made by the command line; taking it has a line',
  questionnaireRound: 'planned by the scheme',
  questionnaire: 'planned by the scheme',
  invitation: 'must not lead to who has answered (CV-21)',
  answerDraft: 'must not lead to who has answered (CV-21)',
  answer: 'must not lead to who has answered (CV-21)',
  ethicsCase: 'must not lead to who has complained',
};

const writing = /^(?:create|update|upsert|delete)/;

export class UntracedChange extends Error {
  override readonly name = 'UntracedChange';
}

export function watchedForTrace(database: Database): Database {
  const client = new Proxy(database.client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === '$transaction' && typeof value === 'function')
        return (work: (rows: object) => Promise<unknown>, options: object) =>
          value.call(target, (rows: object) => watched(rows, work), options);
      // Outside a transaction there is nothing a line could go with.
      return modelOf(name, value, (table, write) => {
        if (!tracedTables.has(table)) return write();
        throw new UntracedChange(`changed without a transaction, and so without a line: ${table}`);
      });
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
        return modelOf(name, value, async (table, write) => {
          const answer = await write();
          if (!isNothing(answer)) written.add(table);
          return answer;
        });
      },
    }),
  );
  const changed = [...written].filter((name) => tracedTables.has(name));
  if (changed.length > 0 && !written.has('auditLine'))
    throw new UntracedChange(`changed without a line in the audit: ${changed.join(', ')}`);
  return result;
}

/** An update or a removal that met no row. */
function isNothing(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'count' in answer && answer.count === 0;
}

/** The same model, whose writes go through `onWrite`. */
function modelOf(
  name: string | symbol,
  model: unknown,
  onWrite: (table: string, write: () => unknown) => unknown,
): unknown {
  if (typeof name !== 'string' || !(tracedTables.has(name) || name === 'auditLine')) return model;
  if (typeof model !== 'object' || model === null) return model;
  return new Proxy(model, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method);
      if (typeof method !== 'string' || !writing.test(method) || typeof value !== 'function') return value;
      return (...given: unknown[]) => onWrite(name, () => value.apply(target, given));
    },
  });
}
