import { describe, expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import type { SchemeVersion } from '../../../../src/domain/schemes/scheme.ts';
import { applyChanges, readChanges } from '../../../../src/domain/schemes/scheme-changes.ts';
import { schemeDifferences } from '../../../../src/domain/schemes/scheme-differences.ts';
import { loadPreset } from '../../../../src/schemes/load-preset.ts';

const preset = loadPreset('shewobo');

function changed(changes: unknown): SchemeVersion {
  return applyChanges(preset, readChanges(changes, preset), readDay('2026-10-14'));
}

function refusal(changes: unknown): string {
  try {
    readChanges(changes, preset);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

describe('a school of its own mind', () => {
  test('a changed window is shown as the one difference', () => {
    const own = changed({ 'SHEWOBO-32': { window: 'fortnight' } });
    expect(own.effectiveFrom).toBe('2026-10-14');
    expect(schemeDifferences(preset, own)).toEqual([
      { rule: 'SHEWOBO-32', part: 'window', preset: 'week', own: 'fortnight' },
    ]);
  });

  test('a rule switched off obliges nobody and shows what fell away', () => {
    const own = changed({ 'SHEWOBO-41': { off: true } });
    expect(own.rules.find(({ id }) => id === 'SHEWOBO-41')?.duties).toEqual([]);
    expect(schemeDifferences(preset, own).map(({ part }) => part)).toContain('window');
  });

  test('the two empty slots of special categories are named by the school', () => {
    const categories = [...preset.specialCategories, 'slow_learner', 'sick_parent'];
    const own = changed({ 'SHEWOBO-18': { specialCategories: categories } });
    expect(own.specialCategories).toEqual(categories);
  });

  test('a school that needs no agreement says so at its rule', () => {
    expect(changed({ 'SHEWOBO-25': { needsAgreement: false } }).needsAgreement).toBe(false);
  });

  test('a rule without a number can be given one', () => {
    const duty = {
      owner: 'steering_group',
      per: 'school',
      settledBy: 'meeting',
      asks: 'training_session',
      window: 'term',
    };
    const own = changed({ 'SHEWOBO-83': { duties: [duty] } });
    expect(own.rules.find(({ id }) => id === 'SHEWOBO-83')?.duties).toMatchObject([{ ...duty, times: 1 }]);
  });

  test('whatever is no rule id is a setting', () => {
    expect(changed({ exam_ranks: true }).settings).toEqual({ exam_ranks: true });
  });

  test('a setting that there is not is refused with the nearest one; what is stored already is kept', () => {
    expect(refusal({ exam_rank: true })).toContain(
      'exam_rank: there is no such setting; meant is perhaps exam_ranks',
    );
    expect(refusal({ concernAskAgainAfter: 5 })).toContain('perhaps concern_ask_again_after');
    expect(refusal({ 排名: true })).toContain('exam_ranks, concern_day_from');
    expect(refusal({ exam_ranks: 'yes' })).toContain('exam_ranks');
    expect(refusal({ concern_day_from: 1_500 })).toContain('concern_day_from');
    expect(readChanges({ old_one: 3 }, preset, 'stored').settings).toEqual({ old_one: 3 });
  });

  test('no change is no difference', () => {
    expect(schemeDifferences(preset, changed({}))).toEqual([]);
  });

  test('all faults of the changes are named at once', () => {
    const message = refusal({
      'SHEWOBO-32': { window: 'decade' },
      'YEDIAN-43': { window: 'week' },
      ranks: null,
    });
    expect(message).toContain('SHEWOBO-32');
    expect(message).toContain('has no such rule');
    expect(message).toContain('ranks');
  });
});
