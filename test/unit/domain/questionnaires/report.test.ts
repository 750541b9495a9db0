import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sheet } from '../../../../src/domain/questionnaires/figures.ts';
import { noOpinion } from '../../../../src/domain/questionnaires/form.ts';
import {
  groupsToShow,
  isAtCeiling,
  type QuestionnaireReport,
  reportFor,
  responseState,
  smallestGroups,
  type Viewer,
} from '../../../../src/domain/questionnaires/report.ts';
import { isComputable } from '../../../support/computable.ts';
import { formCalled } from '../../../support/forms.ts';

const form = formCalled('guardian');
const satisfied = { overall: '3' };

/** `counts` sheets about each mentor. */
function questionnaireOf(counts: Readonly<Record<string, number>>, answers = satisfied) {
  const mentorIds = Object.keys(counts);
  const sheets: Sheet[] = mentorIds.flatMap((mentorId) =>
    Array.from({ length: counts[mentorId] ?? 0 }, () => ({ mentorId, answers })),
  );
  return { form, sheets, mentorIds, invited: 100 };
}

const mentorA: Viewer = { isIssuer: false, seesMentors: false, ownMentorId: 'a' };
const office: Viewer = { isIssuer: false, seesMentors: true };
const issuer: Viewer = { isIssuer: true, seesMentors: true };
const issuerA: Viewer = { ...issuer, ownMentorId: 'a' };
const report = (counts: Readonly<Record<string, number>>, viewer: Viewer) =>
  reportFor(questionnaireOf(counts), viewer, smallestGroups);

describe('a mentor', () => {
  test('sees mean and count from three answers up, and nothing else (CV-21)', () => {
    const seen = report({ a: 3, b: 9 }, mentorA);
    expect(Object.keys(seen)).toEqual(['own']);
    expect(seen.own).toMatchObject({ count: 3 });
  });

  test('sees nothing of two', () => {
    expect(report({ a: 2, b: 9 }, mentorA)).toEqual({ own: 'too_few' });
  });

  test('two opinions among four sheets are two', () => {
    const sheets = ['3', '2', noOpinion, noOpinion].map((overall) => ({
      mentorId: 'a',
      answers: { overall },
    }));
    expect(reportFor({ form, sheets, mentorIds: ['a'], invited: 4 }, mentorA, smallestGroups)).toEqual({
      own: 'too_few',
    });
  });
});

describe('who looks after the mentors', () => {
  test('sees small groups together with the next smallest', () => {
    expect(report({ a: 5, b: 1, c: 3 }, office).groups?.map(({ mentorIds }) => mentorIds)).toEqual([
      ['b', 'c'],
      ['a'],
    ]);
  });

  test('sees no words of nine, and words of ten', () => {
    const texts = (count: number) => {
      const sheets = Array.from({ length: count }, () => ({
        mentorId: 'a',
        answers: { overall: '3', to_say: '很好' },
      }));
      const { whole } = reportFor({ form, sheets, mentorIds: ['a'], invited: 9 }, office, smallestGroups);
      return whole === 'too_few' ? whole : whole?.words;
    };
    expect(texts(9)).toEqual([]);
    expect(texts(10)).toMatchObject([{ key: 'to_say' }]);
  });

  test('never sees single sheets; the issuer does', () => {
    expect(report({ a: 20 }, office).sheets).toBeUndefined();
    expect(report({ a: 20 }, issuer).sheets).toHaveLength(20);
  });

  test('sees nothing of two in all', () => {
    expect(report({ a: 1, b: 1 }, issuer)).toEqual({ whole: 'too_few' });
  });

  test('sees an item that few were asked only where they are enough', () => {
    const answers = (count: number) =>
      Array.from({ length: 9 }, (_, index) => ({
        mentorId: 'a',
        answers: { overall: '3', ...(index < count ? { was_useful: '5' } : {}) },
      }));
    const keys = (count: number) => {
      const { whole } = reportFor(
        { form, sheets: answers(count), mentorIds: ['a'], invited: 9 },
        ...([office, smallestGroups] as const),
      );
      return whole === 'too_few' ? [] : whole?.items.map(({ key }) => key);
    };
    expect(keys(2)).not.toContain('was_useful');
    expect(keys(3)).toContain('was_useful');
  });

  test('sees nothing of the others where only two are left beside the own group', () => {
    expect(report({ a: 3, b: 2 }, issuerA)).toMatchObject({ own: { count: 3 }, whole: 'too_few' });
    expect(report({ a: 3, b: 2 }, issuerA).sheets).toBeUndefined();
  });
});

test('a questionnaire about no mentor is told as a whole', () => {
  const burden = formCalled('mentor-burden');
  const sheets = ['30', '60', '90'].map((recording) => ({ mentorId: '', answers: { recording } }));
  const { groups, whole } = reportFor(
    { form: burden, sheets, mentorIds: [], invited: 3 },
    office,
    smallestGroups,
  );
  expect(groups).toEqual([]);
  expect(whole).toMatchObject({ returned: 3, items: [{ key: 'recording', answered: 3 }] });
});

/**
 * Everything a viewer is told about the sums of mentors, as rows over the mentors. Whatever can be computed from them by
 * adding and subtracting is a combination of these rows.
 */
function toldSums(
  told: QuestionnaireReport,
  mentorIds: readonly string[],
  own: string | undefined,
): number[][] {
  const row = (ids: readonly string[]) => mentorIds.map((id) => (ids.includes(id) ? 1 : 0));
  const rows = (told.groups ?? []).map((group) => row(group.mentorIds));
  if (told.own !== undefined && told.own !== 'too_few' && own !== undefined) rows.push(row([own]));
  if (told.whole !== undefined && told.whole !== 'too_few') rows.push(row(mentorIds));
  return rows;
}

describe('nothing that is too small can be computed', () => {
  const anyCounts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 });
  const anyViewer = fc.constantFrom(mentorA, office, issuer, issuerA, { ...office, ownMentorId: 'a' });

  test('by adding and subtracting everything a viewer may open', () => {
    fc.assert(
      fc.property(anyCounts, anyViewer, fc.constantFrom(3, 5), (list, viewer, numbers) => {
        const counts = Object.fromEntries(list.map((count, index) => ['abcdef'.charAt(index), count]));
        const told = reportFor(questionnaireOf(counts), viewer, { numbers, words: 10 });
        // Who was asked and did not answer adds nothing to any sum.
        const mentorIds = Object.keys(counts).filter((id) => (counts[id] ?? 0) > 0);
        const rows = toldSums(told, mentorIds, viewer.ownMentorId);
        for (let subset = 1; subset < 2 ** mentorIds.length; subset += 1) {
          const target = mentorIds.map((_, index) => (subset >> index) & 1);
          const size = mentorIds.reduce(
            (sum, id, index) => sum + (target[index] ?? 0) * (counts[id] ?? 0),
            0,
          );
          if (size < numbers)
            expect(isComputable(target, rows), `${JSON.stringify(counts)} ${subset}`).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('the check itself finds a group left over', () => {
    expect(
      isComputable(
        [0, 1],
        [
          [1, 1],
          [1, 0],
        ],
      ),
    ).toBe(true);
    expect(
      isComputable(
        [0, 1, 0],
        [
          [1, 1, 1],
          [1, 0, 0],
        ],
      ),
    ).toBe(false);
  });

  test('every mentor is in one group at most', () => {
    fc.assert(
      fc.property(anyCounts, fc.constantFrom(3, 5), (list, minimum) => {
        const counts = new Map(list.map((count, index) => [`m${index}`, count]));
        const groups = groupsToShow(counts, minimum);
        if (groups === 'too_few') return;
        expect(groups.flat().sort()).toEqual([...counts.keys()].sort());
        for (const group of groups)
          expect(group.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0)).toBeGreaterThanOrEqual(minimum);
      }),
    );
  });
});

test.each([
  [29, 100, 'no_conclusion'],
  [30, 100, 'caution'],
  [59, 100, 'caution'],
  [60, 100, 'enough'],
  [0, 0, 'no_conclusion'],
] as const)('%i of %i returned is %s', (returned, invited, state) => {
  expect(responseState(returned, invited)).toBe(state);
});

test('above 95 of a hundred satisfied the number says nothing any more', () => {
  expect(isAtCeiling({ satisfied: 95, asked: 100 })).toBe(false);
  expect(isAtCeiling({ satisfied: 96, asked: 100 })).toBe(true);
});
