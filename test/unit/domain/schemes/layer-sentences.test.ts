import { describe, expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import { layerLines } from '../../../../src/domain/schemes/layer-sentences.ts';
import { partWords, valueWords } from '../../../../src/domain/schemes/layer-words.ts';
import { cadences, type SchemeId, studentGroups } from '../../../../src/domain/schemes/scheme.ts';
import { applyChanges, readChanges } from '../../../../src/domain/schemes/scheme-changes.ts';
import { contactMedia, forces } from '../../../../src/domain/vocabulary.ts';
import { loadPreset } from '../../../../src/schemes/load-preset.ts';

function sentences(changes: unknown, id: SchemeId = 'shewobo'): readonly string[] {
  const preset = loadPreset(id);
  const own = applyChanges(preset, readChanges(changes, preset), readDay('2026-10-14'));
  return layerLines(preset, own).map(({ sentence }) => sentence);
}

describe('a layer in plain words', () => {
  test.each([
    [{ window: 'fortnight' }, 'SHEWOBO-32 的周期由“每周”改为“每两周”。'],
    [{ times: 2 }, 'SHEWOBO-32 的次数由“1”改为“2”。'],
    [{ force: 'A' }, 'SHEWOBO-32 的要求程度由“必须”改为“建议”。'],
    [{ media: ['face_to_face', 'video'] }, 'SHEWOBO-32 的联系方式定为“当面、视频”。'],
  ])('%j is one sentence', (change, sentence) => {
    expect(sentences({ 'SHEWOBO-32': change })).toEqual([sentence]);
  });

  test('a rule that is switched off is one sentence too', () => {
    const said = sentences({ 'SHEWOBO-32': { off: true } });
    expect(said).toEqual([expect.stringMatching(/^不执行 SHEWOBO-32：.*谈.*。$/)]);
  });

  test('a rule of several duties says which one changed', () => {
    const changed = sentences({ 'SULOU-06': { window: 'term' } }, 'sulou');
    expect(changed).toContain('SULOU-06 的第 1 项的周期由“启动学期”改为“每学期”。');
  });

  test('what falls away is said too', () => {
    const preset = loadPreset('weifang');
    const rules = preset.rules.map((rule) => ({
      ...rule,
      duties: rule.duties.map(({ owner, per, settledBy, asks, window, times, students, due }) => {
        return { owner, per, settledBy, asks, window, times, students, due };
      }),
    }));
    expect(layerLines(preset, { ...preset, rules }).map(({ sentence }) => sentence)).toContain(
      'WEIFANG-20 的联系方式不再是“当面”。',
    );
  });

  test('a setting stands last, under its name', () => {
    expect(sentences({ exam_ranks: true, 'SHEWOBO-25': { needsAgreement: false } })).toEqual([
      'SHEWOBO-25 的结对须先签协议由“是”改为“否”。',
      '设置 exam_ranks 定为“是”。',
    ]);
  });

  test('no change, no line', () => {
    expect(sentences({})).toEqual([]);
  });

  test('every word a school may choose has its Chinese', () => {
    const words = [...cadences, ...studentGroups, ...contactMedia, ...forces];
    expect(words.filter((word) => valueWords[word] === undefined)).toEqual([]);
    const parts = ['window', 'times', 'force', 'students', 'media', 'fields', 'needsAgreement'];
    expect(parts.filter((part) => partWords[part] === undefined)).toEqual([]);
  });
});
