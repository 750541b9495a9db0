import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { publishedSchema } from '../../../src/schemes/published-schema.ts';

const committed: unknown = JSON.parse(
  readFileSync(new URL('../../../src/schemes/scheme.schema.json', import.meta.url), 'utf8'),
);

describe('the published JSON Schema', () => {
  test('is what the preset format says', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(publishedSchema())));
  });

  test('knows for each way of settling what may be asked for', () => {
    expect(JSON.stringify(committed)).toContain(
      '{"properties":{"settledBy":{"const":"check"},"asks":{"enum":["record_check","quantified_score"]}}}',
    );
  });
});
