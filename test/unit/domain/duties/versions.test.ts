import { describe, expect, test } from 'vitest';
import { applyChanges, readChanges } from '../../../../src/domain/schemes/scheme-changes.ts';
import { aContact, anInput, aStudent, day, preset, windowsByState } from './duty-input.ts';

function changedOn(
  effectiveFrom: string,
  changes: unknown,
  on: string,
  rule: string,
): Record<string, string[]> {
  const before = preset('shewobo');
  const after = applyChanges(before, readChanges(changes, before), day(effectiveFrom));
  return windowsByState(anInput([after, before]), rule, on);
}

describe('a change of the scheme', () => {
  test('CV-19 weekly to fortnightly in mid-week begins with the next fortnight, the weeks go on until then', () => {
    const { overdue, open, upcoming } = changedOn(
      '2026-10-14',
      { 'SHEWOBO-32': { window: 'fortnight' } },
      '2026-10-26',
      'SHEWOBO-32',
    );
    expect(overdue?.slice(-2)).toEqual(['2026-10-12', '2026-10-19']);
    expect(open).toEqual(['2026-10-26']);
    expect(upcoming?.[0]).toBe('2026-11-09');
  });

  test('CV-19 monthly to weekly leaves the open month due beside the new weeks', () => {
    const states = changedOn('2026-10-14', { 'SHEWOBO-40': { window: 'week' } }, '2026-10-20', 'SHEWOBO-40');
    expect(states.open).toEqual(['2026-10-01', '2026-10-19']);
    expect(states.upcoming?.[0]).toBe('2026-10-26');
  });

  test('CV-19 a version of the first day of a window takes that window over', () => {
    const states = changedOn(
      '2026-10-12',
      { 'SHEWOBO-32': { window: 'fortnight' } },
      '2026-10-12',
      'SHEWOBO-32',
    );
    expect(states.open).toEqual(['2026-10-12']);
    expect(states.upcoming?.[0]).toBe('2026-10-26');
  });

  test('CV-19 a rule switched off leaves the month already open due and asks for none after it', () => {
    const states = changedOn('2026-10-14', { 'SHEWOBO-40': { off: true } }, '2026-11-01', 'SHEWOBO-40');
    expect(states).toEqual({ overdue: ['2026-09-01', '2026-10-01'] });
  });

  test('CV-19 more calls a month count from the next month on', () => {
    const before = preset('shewobo');
    const after = applyChanges(
      before,
      readChanges({ 'SHEWOBO-40': { times: 2 } }, before),
      day('2026-10-14'),
    );
    const contacts = [aContact('phone_call', '2026-10-20'), aContact('phone_call', '2026-11-05')];
    const input = anInput([before, after], { contacts });
    expect(windowsByState(input, 'SHEWOBO-40', '2026-12-01')).toMatchObject({
      met: ['2026-10-01'],
      overdue: ['2026-09-01', '2026-11-01'],
    });
  });

  test('CV-19 a first version of October 14 asks for no week before October 19', () => {
    const only = { ...preset('shewobo'), effectiveFrom: day('2026-10-14') };
    const states = windowsByState(anInput([only]), 'SHEWOBO-32', '2026-10-25');
    expect(states).toMatchObject({ open: ['2026-10-19'] });
    expect(states.overdue).toBeUndefined();
  });

  test('CV-19 under another preset the old weekly talk goes on until the new monthly one begins', () => {
    const yedian = { ...preset('yedian'), effectiveFrom: day('2026-10-14') };
    const input = anInput([preset('shewobo'), yedian]);
    expect(windowsByState(input, 'SHEWOBO-32', '2026-12-01').overdue?.at(-1)).toBe('2026-10-26');
    expect(windowsByState(input, 'YEDIAN-43', '2026-12-01')).toMatchObject({
      overdue: ['2026-11-01'],
      open: ['2026-12-01'],
    });
  });

  test('CV-19 under another preset the daily talk is taken over by the daily one, not by the weekly', () => {
    const flags = [{ category: 'left_behind', fromOn: day('2026-10-09') }];
    const { staff, pairings } = anInput('shewobo').roster;
    const roster = { staff, pairings, students: [aStudent({ flags })] };
    const xigao = { ...preset('xigao'), effectiveFrom: day('2026-10-14') };
    const input = anInput([preset('shewobo'), xigao], { roster });
    expect(windowsByState(input, 'SHEWOBO-33', '2026-10-15').overdue).toEqual([
      '2026-10-10',
      '2026-10-12',
      '2026-10-13',
    ]);
    expect(windowsByState(input, 'XIGAO-33', '2026-10-15')).toMatchObject({
      overdue: ['2026-10-14'],
      open: ['2026-10-15'],
    });
  });

  test('CV-19 what the new preset does not ask for ends with the windows already open', () => {
    const yedian = { ...preset('yedian'), effectiveFrom: day('2026-10-14') };
    const input = anInput([preset('shewobo'), yedian]);
    expect(windowsByState(input, 'SHEWOBO-49', '2026-12-01')).toEqual({
      overdue: ['2026-09-01', '2026-10-01'],
    });
  });

  test('CV-10 a rule turned into advice is no longer owed', () => {
    const states = changedOn('2026-11-01', { 'SHEWOBO-40': { force: 'A' } }, '2026-12-31', 'SHEWOBO-40');
    expect(states).toEqual({ overdue: ['2026-09-01', '2026-10-01'] });
  });
});

describe('the school start day', () => {
  test('a school that begins on Wednesday owes that week, one that begins on Thursday does not', () => {
    const from = (startOn: string) =>
      windowsByState(anInput('shewobo', { startOn: day(startOn) }), 'SHEWOBO-32', '2026-11-15').overdue ??
      windowsByState(anInput('shewobo', { startOn: day(startOn) }), 'SHEWOBO-32', '2026-11-15').open;
    expect(from('2026-11-11')).toEqual(['2026-11-09']);
    expect(from('2026-11-12')).toBeUndefined();
  });

  test('a school that begins in mid-term gives ten school days for the plan', () => {
    const input = anInput('sulou', { startOn: day('2026-11-02') });
    expect(windowsByState(input, 'SULOU-24', '2026-11-16')).toMatchObject({ open: ['2026-09-01'] });
    expect(windowsByState(input, 'SULOU-24', '2026-11-17')).toMatchObject({ overdue: ['2026-09-01'] });
  });
});
