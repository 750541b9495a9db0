import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../../../src/domain/questionnaires/form.ts';
import { readForm } from '../../../../src/domain/questionnaires/form-schema.ts';

const form = {
  key: 'short',
  version: 1,
  title: '小问卷',
  respondents: ['guardian'],
  about: 'mentor',
  isNamed: false,
};
const yesNo = { key: 'met', kind: 'yes_no', ask: '见过导师吗？' };
const agree = [
  { value: '1', text: '同意' },
  { value: '0', text: '不同意' },
];

const withItems = (...items: readonly object[]) => ({ ...form, sections: [{ items }] });

test('a list of choices is named once and used by many', () => {
  const read = readForm({
    ...withItems(
      { key: 'a', kind: 'scale', ask: '甲', choices: 'agree' },
      { key: 'b', kind: 'scale', ask: '乙', choices: 'agree' },
    ),
    choices: { agree },
  });
  expect(itemsOf(read).map((item) => 'choices' in item && item.choices)).toEqual([agree, agree]);
});

describe('a form that is refused', () => {
  test.each([
    ['a key that stands twice', withItems(yesNo, yesNo), /met twice/],
    ['an unknown list', withItems({ key: 'a', kind: 'scale', ask: '甲', choices: 'agree' }), /no_list agree/],
    [
      'a condition on what comes later',
      withItems({ ...yesNo, key: 'a', when: { item: 'met', is: ['yes'] } }, yesNo),
      /a depends_on_later met/,
    ],
    [
      'a condition on an answer that is not offered',
      withItems(yesNo, { ...yesNo, key: 'a', when: { item: 'met', is: ['perhaps'] } }),
      /met no_such_answer perhaps/,
    ],
    [
      'a condition on a condition',
      withItems(
        yesNo,
        { ...yesNo, key: 'a', when: { item: 'met', is: ['yes'] } },
        { ...yesNo, key: 'b', when: { item: 'a', is: ['yes'] } },
      ),
      /b depends_on_dependent a/,
    ],
    [
      'a number without room',
      withItems({ key: 'n', kind: 'number', ask: '几次？', least: 5, most: 1 }),
      /n no_room/,
    ],
    [
      'six faces',
      withItems({
        key: 'f',
        kind: 'scale',
        ask: '甲',
        hasFaces: true,
        choices: ['1', '2', '3', '4', '5', '6'].map((value) => ({ value, text: value })),
      }),
      /f too_many_faces/,
    ],
    [
      'rows of all mentors on a sheet about one',
      withItems({ key: 'm', kind: 'mentor_matrix', ask: '甲', choices: agree }),
      /m rows_about_one/,
    ],
    [
      'an answer that means the way out',
      withItems({
        key: 'a',
        kind: 'single',
        ask: '甲',
        choices: [{ value: 'no_opinion', text: '无' }, agree[0]],
      }),
      /wrong_value no_opinion/,
    ],
    [
      'a satisfaction nobody is asked about',
      { ...withItems(yesNo), satisfaction: 'met' },
      /met not_satisfied/,
    ],
    ['an unknown field', withItems({ ...yesNo, colour: 'red' }), /unknown_field colour/],
    ['no question at all', { ...form, sections: [] }, /sections too_short/],
  ])('%s', (_, value, fault) => {
    expect(() => readForm(value)).toThrow(fault);
  });
});
