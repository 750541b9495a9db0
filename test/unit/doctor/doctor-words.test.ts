import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../../src/doctor/diagnosis.ts';
import { type DiagnosisCode, diagnoses, diagnosisShape } from '../../../src/doctor/diagnosis.ts';
import { loadDoctorWords } from '../../../src/doctor/doctor-words.ts';

const cards = fileURLToPath(new URL('../../../cards', import.meta.url));
const words = loadDoctorWords(cards);

describe.each(Object.keys(diagnoses) as DiagnosisCode[])('%s', (code) => {
  const { verdict, fields, optional = [] } = diagnosisShape(code);
  // Every field filled, as the longest form of the sentence.
  const diagnosis = {
    code,
    with: Object.fromEntries([...fields, ...optional].map((field) => [field, `〈${field}〉`])),
  } as Diagnosis;

  test('says what was found, and what to do where something is bad', () => {
    const texts = [words.found(diagnosis), words.remedy(diagnosis) ?? ''];
    expect(texts[0]).not.toBe('');
    expect(texts[1] === '' && verdict === 'bad').toBe(false);
    for (const text of texts) expect(text).not.toMatch(/[{}[\]!！]/);
  });
});

describe('a wording file of the doctor', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function change(from: string, to: string): void {
    const text = readFileSync(join(cards, 'doctor.yaml'), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(folder, 'doctor.yaml'), text.replace(from, to));
  }

  test.each([
    ['连不上：{detail}', '连不上：{detial}', 'database_unreachable: {detial} is not a field here'],
    ['[ 现在是「{value}」]', '{value}', 'config_missing: {value} may be missing: put it in [ ]'],
    ['    remedy: 再运行一次', '    # 再运行一次', 'check_broken: says no remedy'],
    ['  clock_good:', '  clock_fine:', 'clock_good: Invalid input'],
  ])('with %s changed to %s is refused with its line', (from, to, fault) => {
    change(from, to);
    expect(() => loadDoctorWords(folder)).toThrow(fault);
    expect(() => loadDoctorWords(folder)).toThrow(/doctor\.yaml:\d+: /);
  });
});
