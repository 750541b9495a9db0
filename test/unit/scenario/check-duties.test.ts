import { describe, expect, it } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import type { Duty, DutyState } from '../../../src/domain/duties/duty.ts';
import { expectationSchema } from '../../../src/scenario/expectation-schemas.ts';
import { checkDuties, checkOverdue } from '../../../src/scenario/expectations/duties.ts';

function aDuty(firstOn: string, state: DutyState, more: Partial<Duty> = {}): Duty {
  const window = { firstOn: readDay(firstOn), lastOn: readDay(firstOn) };
  return { rule: 'R-1', ownerId: 'M', studentId: 'S', window, state, asked: 1, done: 0, ...more };
}

function failing(expected: object, duties: readonly Duty[]): string[] {
  const [duty] = expectationSchema.parse({ duties: { rule: 'R-1', ...expected } }).duties ?? [];
  if (duty === undefined) throw new Error('nothing to check');
  return checkDuties(duty, duties)
    .filter(({ holds }) => !holds)
    .map(({ expected, found }) => `${expected}; ${found}`);
}

const september = [
  aDuty('2026-09-07', 'met'),
  aDuty('2026-09-14', 'overdue'),
  aDuty('2026-09-21', 'open'),
  aDuty('2026-09-28', 'upcoming'),
];

describe('expected duties', () => {
  it('hold where every listed window has its state', () => {
    const expected = {
      owner: 'M',
      student: 'S',
      met: ['2026-09-07'],
      overdue: ['2026-09-14'],
      none: ['2026-10-05'],
    };
    expect(failing(expected, september)).toEqual([]);
  });

  it('tell what there is instead', () => {
    expect(
      failing({ student: 'S', met: ['2026-09-14', '2026-10-05'], none: ['2026-09-21'] }, september),
    ).toEqual([
      'duties R-1 S 2026-09-14: met; overdue',
      'duties R-1 S 2026-10-05: met; none',
      'duties R-1 S 2026-09-21: none; open',
    ]);
  });

  it('exactly: misses a window that is not listed, and minds those ahead only where some are listed', () => {
    const listed = { student: 'S', met: ['2026-09-07'], open: ['2026-09-21'], exactly: true };
    expect(failing(listed, september)).toEqual(['duties R-1 S exactly overdue: []; [2026-09-14]']);
    expect(failing({ ...listed, overdue: ['2026-09-14'] }, september)).toEqual([]);
    expect(failing({ ...listed, overdue: ['2026-09-14'], upcoming: [] }, september)).toHaveLength(1);
  });

  it('of several duties of one window list each state, once', () => {
    const twoParts = [
      aDuty('2026-09-01', 'overdue', { part: 'plan' }),
      aDuty('2026-09-01', 'open', { part: 'summary' }),
      aDuty('2027-03-01', 'upcoming', { part: 'plan' }),
      aDuty('2027-03-01', 'upcoming', { part: 'summary' }),
    ];
    const listed = { student: 'S', overdue: ['2026-09-01'], upcoming: ['2027-03-01'] };
    expect(failing(listed, twoParts)).toEqual([]);
    expect(failing({ ...listed, open: ['2026-09-01'], exactly: true }, twoParts)).toEqual([]);
    expect(failing({ ...listed, exactly: true }, twoParts)).toEqual([
      'duties R-1 S exactly open: []; [2026-09-01]',
    ]);
    expect(failing({ student: 'S', met: ['2026-09-01'] }, twoParts)).toEqual([
      'duties R-1 S 2026-09-01: met; open, overdue',
    ]);
  });

  it('exactly without lists: no duty of the rule at all', () => {
    expect(failing({ student: 'S', exactly: true }, [aDuty('2026-09-28', 'upcoming')])).toHaveLength(1);
    expect(failing({ student: 'T', exactly: true }, september)).toEqual([]);
  });

  it("without student and scope the owner's own are meant", () => {
    const { studentId: _studentId, ...own } = aDuty('2026-09-01', 'open');
    expect(failing({ owner: 'M', open: ['2026-09-01'], exactly: true }, [own, ...september])).toEqual([]);
  });

  it('count what is overdue over all rules, or by rule', () => {
    const duties = [
      ...september,
      aDuty('2026-09-01', 'overdue', { rule: 'R-2' }),
      aDuty('2026-09-01', 'overdue', { ownerId: 'N' }),
    ];
    const findings = checkOverdue({ owner: 'M', count: 2, rules: { 'R-1': 1, 'R-3': 0 } }, duties);
    expect(findings.map(({ holds }) => holds)).toEqual([true, true, true]);
  });
});
