import { expect, test } from 'vitest';
import { readForm } from '../../../../src/domain/questionnaires/form-schema.ts';
import { splitEthics } from '../../../../src/domain/questionnaires/split-ethics.ts';

const form = readForm({
  key: 'conduct',
  version: 1,
  title: '师德',
  respondents: ['guardian'],
  about: 'mentor',
  isNamed: false,
  sections: [
    {
      items: [
        { key: 'equal', kind: 'yes_no', isEthics: true, ask: '对每个学生一样好。' },
        { key: 'polite', kind: 'yes_no', isEthics: true, ask: '有礼貌。' },
        { key: 'what_happened', kind: 'long_text', ask: '发生了什么？' },
      ],
    },
    {
      items: [
        { key: 'score', kind: 'number', most: 5, isScore: true, ask: '打几分？' },
        { key: 'praise', kind: 'long_text', ask: '想表扬什么？' },
      ],
    },
  ],
});

test('each no becomes a complaint with the words beside it, and no answer of the section stays', () => {
  const answers = {
    equal: 'no',
    polite: 'yes',
    what_happened: '只叫成绩好的',
    score: '2',
    praise: '字写得好',
  };
  expect(splitEthics(form, answers)).toEqual({
    answers: { score: '2', praise: '字写得好' },
    complaints: [{ itemKey: 'equal', words: '只叫成绩好的' }],
  });
});

test('a no without words is a complaint all the same', () => {
  expect(splitEthics(form, { equal: 'no', polite: 'no' }).complaints).toEqual([
    { itemKey: 'equal', words: '' },
    { itemKey: 'polite', words: '' },
  ]);
});

test('words without a no reach the same reader', () => {
  expect(splitEthics(form, { equal: 'yes', what_happened: '有一次……' }).complaints).toEqual([
    { itemKey: 'what_happened', words: '有一次……' },
  ]);
});

test('yes and the way out leave nothing: what is missing would tell a no', () => {
  const { answers, complaints } = splitEthics(form, { equal: 'yes', polite: 'no_opinion', score: '5' });
  expect({ answers, complaints }).toEqual({ answers: { score: '5' }, complaints: [] });
});
