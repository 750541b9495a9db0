/**
 * A "no" to a question of a teacher's conduct is a possible complaint: it leaves the sheet as a case for the school's
 * contact, and so do the words written in the same section. Nothing of that section's answers is ever counted: a
 * missing answer among given ones would tell as much.
 */
import type { FormSection, QuestionnaireForm } from './form.ts';
import type { Answers } from './read-answers.ts';

export interface Complaint {
  readonly itemKey: string;
  readonly words: string;
}

export interface SplitSheet {
  readonly answers: Answers;
  readonly complaints: readonly Complaint[];
}

export function splitEthics(form: QuestionnaireForm, answers: Answers): SplitSheet {
  const kept: Record<string, Answers[string]> = { ...answers };
  const complaints: Complaint[] = [];
  for (const section of form.sections.filter(asksConduct)) {
    const texts = section.items.filter(isText).map(({ key }) => key);
    const words = texts
      .map((key) => answers[key])
      .filter((text) => typeof text === 'string')
      .join('\n');
    const denied = section.items.filter(({ isEthics, key }) => isEthics && answers[key] === 'no');
    const [firstText = ''] = texts;
    if (denied.length > 0) complaints.push(...denied.map(({ key }) => ({ itemKey: key, words })));
    else if (words !== '') complaints.push({ itemKey: firstText, words });
    for (const { key } of section.items.filter((item) => item.isEthics || isText(item))) delete kept[key];
  }
  return { answers: kept, complaints };
}

function asksConduct(section: FormSection): boolean {
  return section.items.some(({ isEthics }) => isEthics);
}

function isText({ kind }: FormSection['items'][number]): boolean {
  return kind === 'short_text' || kind === 'long_text';
}
