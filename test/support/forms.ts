import type { QuestionnaireForm } from '../../src/domain/questionnaires/form.ts';
import { loadForms } from '../../src/forms/load-forms.ts';

/** A form of the ready bank. Throws where there is none of this key. */
export function formCalled(key: string): QuestionnaireForm {
  const form = loadForms().get(key);
  if (form === undefined) throw new Error(`no form is called ${key}`);
  return form;
}
