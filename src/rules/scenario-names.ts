/** Scenarios are tests too: their name says which rules they are about. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RuleTest } from './rule-tests.ts';

const namedSchema = z.object({ name: z.string() });

/** Scenarios without a readable name are left out: the runner names their faults. */
export function scenarioNames(root: string): readonly RuleTest[] {
  const folder = 'test/scenarios';
  if (!existsSync(`${root}${folder}`)) return [];
  const files = readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort()
    .flatMap((file) => {
      const read = namedSchema.safeParse(parse(readFileSync(`${root}${file}`, 'utf8')));
      return read.success ? [{ file, title: read.data.name }] : [];
    });
}
