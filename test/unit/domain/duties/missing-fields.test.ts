import { expect, test } from 'vitest';
import { missingField } from '../../../../src/domain/duties/missing-fields.ts';
import { day, preset } from './duty-input.ts';

const on = day('2026-09-28');

test('HUAQIAO-17 the first required field that is blank is named', () => {
  const form = { kind: 'monthly_performance', on, text: '' };
  const versions = [preset('huaqiao')];
  expect(missingField(versions, { ...form, fields: { performance: '专心' } })).toBe('highlight');
  expect(missingField(versions, { ...form, fields: { performance: '专心', highlight: '  ' } })).toBe(
    'highlight',
  );
  expect(
    missingField(versions, { ...form, fields: { performance: '专心', highlight: '长跑' } }),
  ).toBeUndefined();
});

test('an entry that lists no field, or of a scheme that asks none, is complete', () => {
  expect(missingField([preset('huaqiao')], { kind: 'monthly_performance', on, text: '好' })).toBeUndefined();
  const form = { kind: 'monthly_performance', on, text: '', fields: { performance: '专心' } };
  expect(missingField([preset('yedian')], form)).toBeUndefined();
});

test('SHEWOBO-42 a contact with a guardian says how it worked; its words are the summary', () => {
  const form = { kind: 'phone_call', on, text: '谈了作业', fields: { topic: '作业' } };
  expect(missingField([preset('shewobo')], form)).toBe('effect_evaluation');
  expect(
    missingField([preset('shewobo')], { ...form, fields: { ...form.fields, effect_evaluation: '有改进' } }),
  ).toBeUndefined();
  expect(missingField([preset('shewobo')], { ...form, text: '' })).toBe('summary');
  expect(missingField([preset('shewobo')], { ...form, kind: 'talk' })).toBeUndefined();
});
