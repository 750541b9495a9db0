/** Every file under test/scenarios, played through the real program; a scenario's name is the test's. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../src/scenario/fresh-database.ts';
import { playScenario } from '../../../src/scenario/play-scenario.ts';
import { readScenario } from '../../../src/scenario/read-scenario.ts';

const folder = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const databases = mkdtempSync(join(tmpdir(), 'daoshi-scenarios-'));
const longestMs = 120_000;

afterAll(() => rmSync(databases, { recursive: true, force: true }));

describe('scenarios', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const read = readScenario(file, readFileSync(join(folder, file), 'utf8'));
    if ('faults' in read) {
      it(`${file} can be read`, () => expect(read.faults).toEqual([]));
      continue;
    }
    it(
      read.scenario.name,
      async () => {
        const played = await playScenario(
          read.scenario,
          await freshDatabase(databases, join(databases, `${file}.db`)),
        );
        expect(played.failures).toEqual([]);
        expect(played.passed).toBeGreaterThan(0);
      },
      longestMs,
    );
  }
});
