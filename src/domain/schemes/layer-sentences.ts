/** A school's layer over its preset, one plain Chinese sentence for each thing that changed. */
import { partWords, valueWords } from './layer-words.ts';
import type { SchemeVersion, SettingValue } from './scheme.ts';
import { type SchemeDifference, schemeDifferences } from './scheme-differences.ts';

export interface LayerLine {
  /** A rule id, or the name of a setting. */
  readonly about: string;
  /** As the preset has it and as the school has it; empty where there is nothing. */
  readonly was: string;
  readonly is: string;
  readonly sentence: string;
}

/** In the order of the preset, settings last. A rule that was switched off is one line. */
export function layerLines(preset: SchemeVersion, own: SchemeVersion): readonly LayerLine[] {
  const off = new Set(preset.rules.filter(({ id }) => isSwitchedOff(id, preset, own)).map(({ id }) => id));
  return [
    ...preset.rules
      .filter(({ id }) => off.has(id))
      .map(({ id, summary }) => ({
        about: id,
        was: summary,
        is: '',
        sentence: `不执行 ${id}：${summary}。`,
      })),
    ...schemeDifferences(preset, own)
      .filter(({ rule }) => !off.has(rule))
      .map(differenceLine),
    ...settingLines(preset.settings ?? {}, own.settings ?? {}),
  ];
}

/** Only advice and permissions are merely shown in a preset (CV-10): a must that is, was taken out by the school. */
function isSwitchedOff(id: string, preset: SchemeVersion, own: SchemeVersion): boolean {
  const before = preset.rules.find((rule) => rule.id === id)?.status;
  const after = own.rules.find((rule) => rule.id === id)?.status;
  return before !== 'shown' && (after === 'shown' || after === undefined);
}

function differenceLine(difference: SchemeDifference): LayerLine {
  const { rule, part } = difference;
  const [place, name = place] = part.split('.');
  const field = `${place === name ? '' : `第 ${place} 项的`}${partWords[name ?? part] ?? name}`;
  const was = inWords(difference.preset);
  const is = inWords(difference.own);
  return { about: rule, was, is, sentence: `${rule} 的${field}${changeWords(was, is)}。` };
}

function settingLines(
  before: Readonly<Record<string, SettingValue>>,
  after: Readonly<Record<string, SettingValue>>,
): readonly LayerLine[] {
  return Object.entries(after)
    .filter(([name, value]) => before[name] !== value)
    .map(([name, value]) => {
      const was = inWords(String(before[name] ?? ''));
      const is = inWords(String(value));
      return { about: name, was, is, sentence: `设置 ${name} ${changeWords(was, is)}。` };
    });
}

function changeWords(was: string, is: string): string {
  if (was === '') return `定为“${is}”`;
  return is === '' ? `不再是“${was}”` : `由“${was}”改为“${is}”`;
}

function inWords(value: string): string {
  const bare = value.replaceAll(/["[\]]/g, '');
  return bare
    .split(',')
    .map((word) => valueWords[word] ?? word)
    .join('、');
}
