import { describe, expect, test } from 'vitest';
import { schemeIds } from '../../../src/domain/schemes/scheme.ts';
import { ruleLedger } from '../../../src/rules/ledger.ts';
import { ledgerJson, ledgerLines, ledgerTable } from '../../../src/rules/ledger-text.ts';
import { loadPreset } from '../../../src/schemes/load-preset.ts';

const presets = schemeIds.map((id) => loadPreset(id));
const file = 'test/unit/some.test.ts';
const weekly = { file, title: 'talks > SHEWOBO-32 a week without a talk is overdue' };

/** Rules of the schemes as their table of duty rules counts them. */
const dutyRules = [17, 14, 15, 17, 16, 5, 13, 13];

describe('the ledger', () => {
  test('has each of the 590 rules once', () => {
    const rules = ruleLedger(presets, []);
    expect(rules).toHaveLength(590);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(590);
  });

  test('claims no rule without a test', () => {
    expect(ruleLedger(presets, []).filter(({ status }) => status === 'enforced')).toEqual([]);
  });

  test('claims what obliges and has a test', () => {
    const enforced = ruleLedger(presets, [weekly]).filter(({ status }) => status === 'enforced');
    expect(enforced.map(({ id, tests }) => [id, tests])).toEqual([['SHEWOBO-32', [weekly]]]);
  });

  test('with a test for every rule claims just the rules that oblige, 110 of them', () => {
    const ids = presets.flatMap(({ rules }) => rules.map(({ id }) => id));
    const rules = ruleLedger(presets, [{ file, title: ids.join(' ') }]);
    const claimed = schemeIds.map(
      (id) => rules.filter(({ scheme, status }) => scheme === id && status === 'enforced').length,
    );
    expect(claimed).toEqual(dutyRules);
  });

  test('calls advice and permissions shown, whatever tests there are', () => {
    const rules = ruleLedger(presets, [{ file, title: 'YEDIAN-45 XXX-35' }]);
    const statuses = rules
      .filter(({ id }) => ['YEDIAN-45', 'XXX-35'].includes(id))
      .map(({ status }) => status);
    expect(statuses).toEqual(['shown', 'shown']);
  });

  test('does not take a longer id for a shorter one, nor a convention for a rule', () => {
    const rules = ruleLedger(presets, [{ file, title: 'XIGAO-107 by CV-19 and V-01' }]);
    expect(rules.filter(({ tests }) => tests.length > 0).map(({ id }) => id)).toEqual(['XIGAO-107']);
  });
});

describe('the ledger as text', () => {
  const rules = ruleLedger(presets, [weekly]);

  test('says each rule under its scheme and type, with its tests', () => {
    const lines = ledgerLines(rules.filter(({ id }) => id === 'SHEWOBO-32'));
    expect(lines).toEqual([
      'shewobo',
      '  cadence',
      expect.stringMatching(/^ {4}SHEWOBO-32 {2}M {2}enforced {2}\S/),
      '                 - test/unit/some.test.ts: talks > SHEWOBO-32 a week without a talk is overdue',
      '',
    ]);
  });

  test('counts in one table', () => {
    const lines = ledgerTable(rules);
    expect(lines).toHaveLength(10);
    expect(lines.at(2)?.split(/ +/)).toEqual(['shewobo', '93', '1', '0', '92']);
    expect(lines.at(-1)?.split(/ +/).slice(0, 3)).toEqual(['all', '590', '1']);
  });

  test('says what was proven where that was asked', () => {
    const one = rules.filter(({ id }) => id === 'SHEWOBO-32');
    expect(JSON.parse(ledgerJson(one, new Map([['SHEWOBO-32', false]])))).toMatchObject({
      rules: [{ id: 'SHEWOBO-32', proven: false }],
    });
  });

  test('gives other programs the rules and nothing more', () => {
    const read: unknown = JSON.parse(ledgerJson(rules));
    expect(read).toMatchObject({ rules: { length: 590 } });
    expect(JSON.parse(ledgerJson(rules.filter(({ id }) => id === 'SHEWOBO-32')))).toEqual({
      rules: [
        {
          id: 'SHEWOBO-32',
          scheme: 'shewobo',
          type: 'cadence',
          force: 'M',
          status: 'enforced',
          tests: ['test/unit/some.test.ts: talks > SHEWOBO-32 a week without a talk is overdue'],
        },
      ],
    });
  });
});
