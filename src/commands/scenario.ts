/** `daoshi scenario FILE…`: plays scenario files through the real program, in virtual time. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeActions } from '../scenario/describe-actions.ts';
import { RealDatabaseError } from '../scenario/empty-database.ts';
import { freshDatabase, removeTemplate } from '../scenario/fresh-database.ts';
import { type Played, playScenario } from '../scenario/play-scenario.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import { asJson, closingLine, failureLines, faultLines } from '../scenario/report.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { transcript as transcriptOf } from '../scenario/transcript.ts';
import { cardsFolder } from './cards-folder.ts';
import { loadCommandWords } from './command-words.ts';
import type { Terminal } from './terminal.ts';

const usage = `usage: scenario FILE… [--json] [--database URL] [--keep DIR] [--transcript FILE]
       scenario --actions`;
const options = {
  json: { type: 'boolean', default: false },
  database: { type: 'string' },
  keep: { type: 'string' },
  transcript: { type: 'string' },
  actions: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof readArguments>;

/** 0 when every expectation holds, 1 when one does not, 2 when nothing could be played. */
export async function scenario(terminal: Terminal, args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (given === undefined || (given.files.length === 0 && !given.actions)) {
    terminal.complain(usage);
    return 2;
  }
  if (given.actions) {
    for (const line of describeActions()) terminal.print(line);
    return 0;
  }
  const read = given.files.map(readFile);
  const faults = read.flatMap((each) => ('faults' in each ? each.faults : []));
  if (faults.length > 0) {
    for (const line of faultLines(faults)) terminal.complain(line);
    return 2;
  }
  return play(
    terminal,
    read.flatMap((each) => ('scenario' in each ? [each.scenario] : [])),
    given,
  );
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { ...values, files: positionals };
  } catch {
    return undefined;
  }
}

function readFile(file: string): ReturnType<typeof readScenario> {
  try {
    return readScenario(file, readFileSync(file, 'utf8'));
  } catch (error) {
    const fault = error instanceof Error ? error.message : 'cannot be read';
    return { faults: [{ file, fault }] };
  }
}

async function play(
  terminal: Terminal,
  scenarios: readonly Scenario[],
  { json, database, keep, transcript }: NonNullable<Options>,
): Promise<number> {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'daoshi-scenario-'));
  mkdirSync(folder, { recursive: true });
  const played: Played[] = [];
  try {
    for (const [index, each] of scenarios.entries()) {
      const result = await playScenario(
        each,
        database ?? (await freshDatabase(folder, newFile(folder, index, each.name))),
      );
      played.push(result);
      if (!json) for (const line of failureLines(result)) terminal.print(line);
    }
  } catch (error) {
    if (!(error instanceof RealDatabaseError)) throw error;
    terminal.complain(error.message);
    return 2;
  } finally {
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
    else removeTemplate(folder);
  }
  if (transcript !== undefined)
    writeFileSync(transcript, transcriptOf(loadCommandWords(cardsFolder), played));
  terminal.print(json ? asJson(played) : closingLine(played));
  return played.some(({ failed }) => failed > 0) ? 1 : 0;
}

/** Named after the scenario, so that a kept file is found again. */
function newFile(folder: string, index: number, name: string): string {
  const plain = basename(name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40);
  return join(folder, `${index + 1}-${plain}.db`);
}
