/** What a run prints. */
import { formatFileFault } from '../cards/load-cards.ts';
import type { FileFault } from '../cards/read-yaml.ts';
import type { Played } from './play-scenario.ts';

export function failureLines({ name, failures, remarks }: Played): string[] {
  return [
    ...failures.map(
      ({ at, step, expected, found }) => `${name}: ${at} ${step}: expected ${expected}; found ${found}`,
    ),
    ...(failures.length === 0
      ? []
      : remarks.map((remark) => `${name}: note: ${remark}, and no expectation about it`)),
  ];
}

export function closingLine(played: readonly Played[]): string {
  const sum = (key: 'passed' | 'failed'): number => played.reduce((total, each) => total + each[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}

/** One object for one file, a list for several. */
export function asJson(played: readonly Played[]): string {
  const results = played.map(({ name, passed, failed, failures }) => ({ name, passed, failed, failures }));
  const [only] = results;
  return JSON.stringify(results.length === 1 ? only : results, undefined, 2);
}

export function faultLines(faults: readonly FileFault[]): string[] {
  return faults.map(formatFileFault);
}
