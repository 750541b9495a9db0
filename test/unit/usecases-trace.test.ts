/**
 * Every use case that changes a fact writes a line of the audit in the same transaction. At run time a watch sees to it
 * in every test that runs the program (`test/support/watched-database.ts`); here the files are counted, so that a use
 * case which no such test plays is noticed too: it writes its line itself, or says here who does.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tracedTables } from '../support/watched-database.ts';

const root = new URL('../../src/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Functions that change a fact and are called inside the transaction of somebody who writes the line. */
const tracedElsewhere: Readonly<Record<string, string>> = {
  'concern/act-on-concern-words.ts':
    'the contact beside it is restricted by whoever has filed it (log-contacts.ts)',
  'years/end-students.ts': 'part of promotion and of leaving, which write the line',
};

/** The methods of a table's module that write one of the traced tables, by the name use cases know the table by. */
function writingMethods(): ReadonlyMap<string, ReadonlySet<string>> {
  const storage = read('storage/storage.ts');
  const methods = new Map<string, ReadonlySet<string>>();
  for (const [, name = '', maker = ''] of storage.matchAll(/^ {6}(\w+): (\w+)\(rows/gm)) {
    const file = readdirSync(new URL('storage/', root))
      .filter((entry) => entry.endsWith('.ts'))
      .map((entry) => read(`storage/${entry}`))
      .find((text) => text.includes(`export function ${maker}(`));
    if (file === undefined) continue;
    const found = new Set<string>();
    // A method of the table stands four blanks in; what follows up to the next one is its body.
    const body = file.slice(file.indexOf(`export function ${maker}(`));
    for (const part of body.split(/\n {4}(?=(?:async )?\w+[(:])/).slice(1)) {
      const [, method = ''] = /^(?:async )?(\w+)/.exec(part) ?? [];
      const written = [...part.matchAll(/rows\.(\w+)\.(?:create|update|upsert|delete)/g)];
      const isKept = /\bkeep\(|\bclose\(/.test(part) && written.length === 0 && name === 'contactRevisions';
      if (isKept || written.some(([, table = '']) => tracedTables.has(table))) found.add(method);
    }
    if (found.size > 0) methods.set(name, found);
  }
  return methods;
}

const methods = writingMethods();
const useCases = readdirSync(new URL('usecases/', root), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();

function changesFact(text: string): boolean {
  return [...methods].some(([table, names]) =>
    [...names].some((name) => new RegExp(`\\b${table}\\s*\\.${name}\\(`).test(text)),
  );
}

const writesLine = /audit\.add\(|\btrace\(|traceOf\(/;
const changing = useCases.filter((path) => changesFact(read(`usecases/${path}`)));

test('the writing methods are found', () => {
  expect([...methods.keys()]).toEqual(
    expect.arrayContaining(['contacts', 'handIns', 'rosterWriter', 'concerns']),
  );
  expect(methods.get('contacts')).toEqual(new Set(['add', 'setFields', 'withdraw', 'restrict']));
  expect(changing.length).toBeGreaterThan(25);
});

test('every use case that changes a fact writes a line, or is called by one that does', () => {
  const silent = changing.filter((path) => !writesLine.test(read(`usecases/${path}`)));
  expect(silent).toEqual(Object.keys(tracedElsewhere).toSorted());
});
