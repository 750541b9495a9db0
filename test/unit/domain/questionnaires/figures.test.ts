import { describe, expect, test } from 'vitest';
import {
  itemFigures,
  satisfiedFigure,
  scoreFigure,
  sheetScore,
} from '../../../../src/domain/questionnaires/figures.ts';
import { noOpinion } from '../../../../src/domain/questionnaires/form.ts';
import type { Answers } from '../../../../src/domain/questionnaires/read-answers.ts';
import { loadForms } from '../../../../src/forms/load-forms.ts';
import { formCalled } from '../../../support/forms.ts';

const guardian = formCalled('guardian');
const ethics = formCalled('mentor-ethics');
const sheet = (answers: Answers) => ({ mentorId: 'm', answers });

describe('a sheet', () => {
  test('counts the mean of what was answered', () => {
    // 100 and 80 of two steps, 40 of the last question: 220 / 3
    expect(sheetScore(guardian, { was_useful: '5', at_good_time: '4', overall: '1' })?.toFixed(2)).toBe(
      '73.33',
    );
  });

  test.each([
    ['nothing', {}],
    ['no opinion', { overall: noOpinion }],
    ['what has no score', { knows_mentor: 'yes', messages: 'many' }],
  ])('of %s has no score, and is not zero', (_, answers) => {
    expect(sheetScore(guardian, answers)).toBeUndefined();
  });

  test('may give a number as its score, zero as well', () => {
    expect(sheetScore(ethics, { score: '0' })?.toFixed(0)).toBe('0');
  });
});

test('the figure of a questionnaire is the plain mean of its sheets (SHEWOBO-65)', () => {
  const figure = scoreFigure(ethics, ['5', '4', '4'].map((score) => sheet({ score })).concat(sheet({})));
  expect(figure?.mean.round(2, 1).toString()).toBe('4.33');
  expect(figure?.count).toBe(3);
});

test('the satisfied are counted among those who have an opinion (SONGSHI-73)', () => {
  const answers = ['3', '2', '1', noOpinion].map((overall) => sheet({ overall }));
  expect(satisfiedFigure(formCalled('community-satisfaction'), answers)).toEqual({ satisfied: 2, asked: 3 });
});

test('items are counted by their answers, in the order of the form', () => {
  const sheets = [
    sheet({ was_contacted: 'yes', contacted_how: ['phone', 'visit'], overall: '3' }),
    sheet({ was_contacted: 'no', overall: '2' }),
    sheet({ was_contacted: noOpinion }),
  ];
  const figures = new Map(itemFigures(guardian, sheets).map((figure) => [figure.key, figure]));
  expect(figures.get('was_contacted')).toMatchObject({
    answered: 3,
    noOpinion: 1,
    counts: [{ count: 1 }, { count: 1 }],
  });
  expect(figures.get('contacted_how')).toMatchObject({
    answered: 1,
    counts: [{ count: 1 }, { count: 1 }, { count: 0 }, { count: 0 }],
  });
  expect(figures.get('overall')?.mean?.toString()).toBe('90');
});

test('complaints and words have no figure', () => {
  for (const form of loadForms().values()) {
    const keys = itemFigures(form, [sheet({})]).map(({ key }) => key);
    expect(keys).not.toContain('dignity');
    expect(keys).not.toContain('to_say');
  }
});
