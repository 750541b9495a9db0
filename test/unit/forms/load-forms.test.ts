import { describe, expect, test } from 'vitest';
import { itemsOf, noOpinion, valuesOf } from '../../../src/domain/questionnaires/form.ts';
import { unsafeItems } from '../../../src/domain/questionnaires/item-safety.ts';
import { loadForms } from '../../../src/forms/load-forms.ts';

const bank = [...loadForms().values()];

describe('the ready bank', () => {
  test('holds what the schemes ask for', () => {
    expect(bank.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'student-primary',
        'student-secondary',
        'guardian',
        'mentor-review',
        'mentor-ethics',
      ]),
    );
    expect(bank.flatMap(({ source }) => source ?? []).sort()).toEqual([
      'F-SHEWOBO-1',
      'F-SHEWOBO-6',
      'F-SHEWOBO-7',
      'F-SULOU-1',
      'F-XIGAO-3',
      'F-XIGAO-4',
      'F-XIGAO-8',
      'F-XXX-1',
      'F-XXX-2',
      'F-XXX-3',
    ]);
  });

  test('has a title of its own for each: by it one is chosen from a list', () => {
    const titles = bank.map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });

  test('asks minors nothing that needs a signature', () => {
    for (const form of bank) expect(unsafeItems(form, new Set()), form.key).toEqual([]);
  });

  test('leaves a way out of every question about a person', () => {
    for (const form of bank.filter(({ isNamed }) => !isNamed))
      for (const item of itemsOf(form)) {
        const values = valuesOf(item);
        if (values !== undefined && item.isOpinion)
          expect(values, `${form.key}.${item.key}`).toContain(noOpinion);
        // Free answers, and facts that only say how, may be left empty.
        else expect(item.isRequired, `${form.key}.${item.key}`).toBe(false);
      }
  });

  test('never calls a sheet anonymous that would name its author by what it asks', () => {
    for (const form of bank.filter(({ isNamed }) => !isNamed))
      expect(
        itemsOf(form).map(({ kind }) => kind),
        form.key,
      ).not.toContain('person');
  });

  test('has scores only where every choice of an item has one', () => {
    for (const form of bank)
      for (const item of itemsOf(form)) {
        if (!('choices' in item)) continue;
        const scored = item.choices.filter(({ score }) => score !== undefined).length;
        expect([0, item.choices.length], `${form.key}.${item.key}`).toContain(scored);
      }
  });
});
