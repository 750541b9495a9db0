/** docs/conversations.zh-CN.md says what the program says: `npm run transcripts` writes it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { cardsFolder } from '../../../src/commands/cards-folder.ts';
import { loadCommandWords } from '../../../src/commands/command-words.ts';
import { freshDatabase } from '../../../src/scenario/fresh-database.ts';
import { type Played, playScenario } from '../../../src/scenario/play-scenario.ts';
import { readScenario } from '../../../src/scenario/read-scenario.ts';
import { transcript } from '../../../src/scenario/transcript.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(root, 'test/scenarios/conversations');
const longestMs = 300_000;

it(
  'the document of conversations is what the scenarios play',
  async () => {
    const databases = mkdtempSync(join(tmpdir(), 'daoshi-conversations-'));
    const played: Played[] = [];
    try {
      for (const file of readdirSync(folder).toSorted()) {
        const read = readScenario(file, readFileSync(join(folder, file), 'utf8'));
        if ('faults' in read) throw new Error(JSON.stringify(read.faults));
        played.push(
          await playScenario(read.scenario, await freshDatabase(databases, join(databases, `${file}.db`))),
        );
      }
    } finally {
      rmSync(databases, { recursive: true, force: true });
    }
    expect(played.flatMap(({ failures }) => failures)).toEqual([]);
    expect(played).toHaveLength(10);
    expect(transcript(loadCommandWords(cardsFolder), played)).toBe(
      readFileSync(join(root, 'docs/conversations.zh-CN.md'), 'utf8'),
    );
  },
  longestMs,
);
