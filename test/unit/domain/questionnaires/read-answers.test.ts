import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf, noOpinion, valuesOf } from '../../../../src/domain/questionnaires/form.ts';
import { readForm } from '../../../../src/domain/questionnaires/form-schema.ts';
import {
  type GivenFields,
  readAnswers,
  readDraft,
} from '../../../../src/domain/questionnaires/read-answers.ts';
import { loadForms } from '../../../../src/forms/load-forms.ts';

const choices = [
  { value: 'a', text: '甲' },
  { value: 'b', text: '乙' },
  { value: 'c', text: '丙' },
];

const form = readForm({
  key: 'all',
  version: 1,
  title: '各种题',
  respondents: ['student'],
  about: 'school',
  isNamed: true,
  sections: [
    {
      items: [
        { key: 'one', kind: 'single', ask: '一', choices, isRequired: true },
        { key: 'some', kind: 'multiple', ask: '二', choices, atMost: 2 },
        { key: 'met', kind: 'yes_no', ask: '三' },
        { key: 'how', kind: 'short_text', ask: '四', longest: 5, when: { item: 'met', is: ['yes'] } },
        { key: 'minutes', kind: 'number', ask: '五', most: 60 },
        { key: 'rate', kind: 'number', ask: '六', most: 5, decimals: 1 },
        { key: 'day', kind: 'date', ask: '七' },
        { key: 'words', kind: 'long_text', ask: '八', longest: 10 },
        { key: 'wished', kind: 'person', ask: '九', scope: 'staff', atMost: 2 },
        { key: 'rows', kind: 'mentor_matrix', ask: '十', choices },
      ],
    },
  ],
});
const people = { wished: ['w1', 'w2', 'w3'], rows: ['m1', 'm2'] };

const sent = (fields: Readonly<Record<string, string | readonly string[]>>): GivenFields => ({
  all: (name) => [fields[name] ?? []].flat(),
});
const read = (fields: Readonly<Record<string, string | readonly string[]>>) =>
  readAnswers(form, sent({ one: 'a', ...fields }), people);

describe('what is read', () => {
  test.each([
    ['several, the same one twice', { some: ['a', 'b', 'a'] }, { some: ['a', 'b'] }],
    ['a way out', { met: noOpinion }, { met: noOpinion }],
    ['a way out beside an answer', { some: [noOpinion, 'b'] }, { some: ['b'] }],
    ['what depends on a yes', { met: 'yes', how: ' 打电话 ' }, { met: 'yes', how: '打电话' }],
    ['full-width digits with their unit', { minutes: '２０分钟' }, { minutes: '20' }],
    ['a Chinese full stop as decimal point', { rate: '4。5' }, { rate: '4.5' }],
    ['a day in words', { day: '2026年9月1日' }, { day: '2026-09-01' }],
    ['a day as browsers send it', { day: '2026-09-01' }, { day: '2026-09-01' }],
    ['lines and no control characters', { words: '好\r\n\u0007\u202E吗' }, { words: '好\n吗' }],
    ['ten characters, each of two halves', { words: '😀'.repeat(10) }, { words: '😀'.repeat(10) }],
    ['people of the list', { wished: ['w3', 'w1'] }, { wished: ['w3', 'w1'] }],
    ['one row per mentor', { 'rows.m1': 'a', 'rows.m2': noOpinion }, { rows: { m1: 'a', m2: noOpinion } }],
  ])('%s', (_, fields, answers) => {
    expect(read(fields)).toEqual({ answers: { one: 'a', ...answers }, faults: new Map() });
  });

  test('what depends on a no is not asked and not kept', () => {
    expect(read({ met: 'no', how: '打电话' }).answers).toEqual({ one: 'a', met: 'no' });
  });

  test('rows of others are not read', () => {
    expect(read({ 'rows.m9': 'a' }).answers).toEqual({ one: 'a' });
  });
});

describe('what is not taken', () => {
  test.each([
    ['no answer where one is needed', { one: '' }, 'one', 'missing'],
    ['an answer nobody offered', { one: 'z' }, 'one', 'not_offered'],
    ['two where one is asked', { one: ['a', 'b'] }, 'one', 'not_offered'],
    ['three of two', { some: ['a', 'b', 'c'] }, 'some', 'too_many'],
    ['a word for a number', { minutes: '很多' }, 'minutes', 'not_a_number'],
    ['a fraction where whole ones are asked', { minutes: '1.5' }, 'minutes', 'not_a_number'],
    ['too high', { minutes: '61' }, 'minutes', 'out_of_range'],
    ['below zero', { minutes: '-1' }, 'minutes', 'out_of_range'],
    ['a day that is none', { day: '2026-02-30' }, 'day', 'not_a_day'],
    ['too many words', { words: '一二三四五六七八九十一' }, 'words', 'too_long'],
    ['a stranger', { wished: ['x'] }, 'wished', 'not_offered'],
    ['a strange answer in a row', { 'rows.m1': 'z' }, 'rows', 'not_offered'],
  ])('%s', (_, fields, item, fault) => {
    const { answers, faults } = read(fields);
    expect([...faults]).toEqual([[item, fault]]);
    expect(answers).not.toHaveProperty(item);
  });

  test('the rest is kept all the same', () => {
    expect(read({ minutes: '61', words: '都好' }).answers).toEqual({ one: 'a', words: '都好' });
  });
});

test('a draft misses nothing', () => {
  expect(readDraft(form, sent({ words: '还没写完' }), people)).toEqual({
    answers: { words: '还没写完' },
    faults: new Map(),
  });
});

test('whatever is sent, only what the form offers is kept', () => {
  const bank = [...loadForms().values(), form];
  const anyForm = fc.constantFrom(...bank);
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('yes', 'no', '5', noOpinion),
  );
  fc.assert(
    fc.property(anyForm, fc.array(fc.array(anyText, { maxLength: 3 }), { maxLength: 12 }), (form, values) => {
      const items = itemsOf(form);
      const given = new Map(items.map(({ key }, index) => [key, values[index] ?? []]));
      const { answers, faults } = readAnswers(form, { all: (name) => given.get(name) ?? [] }, {});
      for (const [key, answer] of Object.entries(answers)) {
        expect(faults.has(key)).toBe(false);
        const item = items.find((candidate) => candidate.key === key);
        const offered = item && valuesOf(item);
        for (const value of [answer].flat()) if (offered !== undefined) expect(offered).toContain(value);
        if (typeof answer === 'string') expect(answer).not.toMatch(/\p{Cs}/u);
      }
    }),
  );
});
