import { describe, expect, test } from 'vitest';
import { readScheme } from '../../../../src/domain/schemes/scheme-schema.ts';

const line = { type: 'cadence', force: 'M', section: '一', quote: '每周谈话', summary: '导师每周谈话' };
const duty = { owner: 'mentor', per: 'mentee', settledBy: 'contact', asks: 'talk', window: 'week' };
const scheme = { scheme: 'shewobo', title: '某校', effectiveFrom: '2026-09-01' };

function refusal(rule: unknown, id = 'SHEWOBO-32'): string {
  try {
    readScheme({ ...scheme, rules: { [id]: rule } });
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

describe('readScheme', () => {
  test('a line without window times or students asks once of all mentees by the end of the window', () => {
    const { rules } = readScheme({ ...scheme, rules: { 'SHEWOBO-32': { ...line, duties: [duty] } } });
    expect(rules[0]?.duties).toEqual([{ ...duty, times: 1, students: 'all', due: 'window_end' }]);
  });

  test('an unknown window is refused with its place', () => {
    const message = refusal({ ...line, duties: [{ ...duty, window: 'decade' }] });
    expect(message).toContain('SHEWOBO-32');
    expect(message).toContain('window');
  });

  test('a kind of contact that does not exist is refused with the known ones', () => {
    expect(refusal({ ...line, duties: [{ ...duty, asks: 'telepathy' }] })).toContain('phone_call');
  });

  test('a line that neither obliges nor says why not is refused', () => {
    expect(refusal(line)).toContain('either duties, questionnaires, offers or a warning, or a status');
  });

  test('a key that is no rule id is refused', () => {
    expect(refusal({ ...line, status: 'later' }, 'rule 5')).toContain('rules["rule 5"]');
  });

  test('an unknown key is refused', () => {
    expect(refusal({ ...line, status: 'later', colour: 'red' })).toContain('colour');
  });
});
