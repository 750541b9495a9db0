import { expect, test } from 'vitest';
import { itemsOf } from '../../../../src/domain/questionnaires/form.ts';
import { readForm } from '../../../../src/domain/questionnaires/form-schema.ts';
import { unsafeItems, wordingOf } from '../../../../src/domain/questionnaires/item-safety.ts';

const formAsking = (ask: string, respondents = ['student']) =>
  readForm({
    key: 'own',
    version: 1,
    title: '问卷',
    respondents,
    about: 'school',
    isNamed: false,
    sections: [{ items: [{ key: 'item', kind: 'yes_no', ask }] }],
  });

test.each([
  ['最近两周你经常失眠吗？', 'symptoms'],
  ['你有过伤害自己的想法吗？', 'self_harm'],
  ['你家的收入够用吗？', 'family_income'],
  ['你们家信仰什么宗教？', 'belief'],
  ['你 最 近 失 眠 吗？', 'symptoms'],
])('%s is held back as %s', (ask, topic) => {
  expect(unsafeItems(formAsking(ask), new Set())).toMatchObject([{ itemKey: 'item', topic }]);
});

test('a word in a choice holds the item back as well', () => {
  const form = readForm({
    key: 'own',
    version: 1,
    title: '问卷',
    respondents: ['student'],
    about: 'school',
    isNamed: false,
    sections: [
      {
        items: [
          {
            key: 'item',
            kind: 'single',
            ask: '你最近怎么样？',
            choices: [
              { value: 'good', text: '很好' },
              { value: 'low', text: '情绪低落' },
            ],
          },
        ],
      },
    ],
  });
  expect(unsafeItems(form, new Set())).toMatchObject([{ topic: 'symptoms', word: '情绪低落' }]);
});

test('adults may be asked', () => {
  expect(unsafeItems(formAsking('孩子最近睡不着吗？', ['guardian']), new Set())).toEqual([]);
});

test('a signature is good for one wording only', () => {
  const form = formAsking('最近两周你经常失眠吗？');
  const signed = new Set(itemsOf(form).map(wordingOf));
  expect(unsafeItems(form, signed)).toEqual([]);
  expect(unsafeItems(formAsking('最近一周你经常失眠吗？'), signed)).toHaveLength(1);
});
