import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sealedColumns } from '../../src/storage/sealed-columns.ts';

test('every sealed column of the schema is in the list, and no other', () => {
  const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
  const inSchema = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].flatMap(([, table, body = '']) =>
    [...body.matchAll(/^ {2}(sealed|\w+Sealed)\s/gm)].map(([, column]) => `${table}.${column}`),
  );
  expect(inSchema.length).toBeGreaterThan(10);
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(
    inSchema.toSorted(),
  );
});
