import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadCards } from '../../../src/cards/load-cards.ts';
import { readDay } from '../../../src/domain/day.ts';

const schemes = fileURLToPath(new URL('../../../src/schemes', import.meta.url));
const { say, words } = loadCards(fileURLToPath(new URL('../../../cards', import.meta.url)));
const friday = readDay('2026-11-20');

test.each([
  ['2026-11-20', '今天 11月20日 周五'],
  ['2026-11-19', '昨天 11月19日 周四'],
  ['2026-11-18', '前天 11月18日 周三'],
  ['2026-11-22', '后天 11月22日 周日'],
  ['2026-11-10', '11月10日 周二'],
  ['2025-12-31', '2025年12月31日 周三'],
])('the day %s seen from Friday 20 November reads %s', (on, expected) => {
  expect(say.day(readDay(on), friday)).toBe(expected);
});

test.each([
  ['2026-11-20', '今天截止'],
  ['2026-11-21', '明天截止'],
  ['2026-11-22', '周日截止'],
  ['2026-11-23', '11月23日截止'],
  ['2026-11-15', '11月15日已过'],
])('a window that ends on %s reads %s', (on, expected) => {
  expect(say.until(readDay(on), friday)).toBe(expected);
});

test('a rule without a name of its own still reads as something', () => {
  expect(say.rule('SHEWOBO-40')).toBe('本月电访');
  expect(say.rule('SHEWOBO-99')).toBe('一件待办');
});

test('what went well needs no word for the outcome', () => {
  expect(say.outcome('done')).toBeUndefined();
  expect(say.outcome('no_answer')).toBe('没联系上');
  expect(say.kind('concern')).not.toBe('');
  expect(say.relation('grandmother_maternal')).toBe('外婆');
});

const presetSchema = z.object({
  rules: z.record(z.string(), z.looseObject({ duties: z.unknown().optional() })),
});

test.each(readdirSync(schemes).filter((file) => file.endsWith('.yaml')))(
  'every rule of %s that somebody can owe has a name for the list of what is due',
  (file) => {
    const { rules } = presetSchema.parse(parse(readFileSync(`${schemes}/${file}`, 'utf8')));
    const owed = Object.keys(rules).filter((rule) => rules[rule]?.duties !== undefined);
    expect(owed.filter((rule) => words.rules[rule] === undefined)).toEqual([]);
  },
);
