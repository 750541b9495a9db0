import { expect, test } from 'vitest';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import type { SchemeId } from '../../../../src/domain/schemes/scheme.ts';
import { studentOfConcern } from '../../../../src/domain/vocabulary.ts';
import { aContact, anInput, aStudent, day } from './duty-input.ts';

/** One face-to-face talk of September 17 with a left-behind student who is also one of concern. */
function settledByOneTalk(scheme: SchemeId): string[] {
  const flags = ['left_behind', studentOfConcern].map((category) => ({
    category,
    fromOn: day('2026-08-01'),
  }));
  const roster = { ...anInput(scheme).roster, students: [aStudent({ flags })] };
  const contacts = [aContact('talk', '2026-09-17', { medium: 'face_to_face' })];
  return computeDuties(anInput(scheme, { roster, contacts }), day('2026-09-17'))
    .filter(({ state }) => state === 'met')
    .map(({ rule, window }) => `${rule} ${window.firstOn}..${window.lastOn}`);
}

test.each([
  ['sulou', []],
  ['shewobo', ['SHEWOBO-33 2026-09-17..2026-09-17']],
  ['songshi', ['SONGSHI-56 2026-09-16..2026-09-30']],
  ['yedian', ['YEDIAN-43 2026-09-01..2026-09-30']],
  ['xigao', ['XIGAO-33 2026-09-17..2026-09-17']],
  ['school-2025', []],
  ['huaqiao', ['HUAQIAO-23 2026-09-14..2026-09-27']],
  [
    'weifang',
    [
      'WEIFANG-17 2026-09-17..2026-09-17',
      'WEIFANG-18 2026-09-14..2026-09-20',
      'WEIFANG-20 2026-09-17..2026-09-17',
    ],
  ],
] as const)('CV-06 one talk settles under %s exactly what that scheme asks', (scheme, expected) => {
  expect(settledByOneTalk(scheme)).toEqual(expected);
});
