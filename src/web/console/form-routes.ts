/** The forms a school can ask: to look at, to write, to sign off. */
import type Router from 'koa-router';
import type { QuestionnaireForm } from '../../domain/questionnaires/form.ts';
import { formText, loadForms } from '../../forms/load-forms.ts';
import { type OpenedByHand, openByHand } from '../../usecases/questionnaires/open-by-hand.ts';
import {
  formOf,
  formsOf,
  heldBackItems,
  saveForm,
  signItem,
  signsOff,
} from '../../usecases/questionnaires/school-forms.ts';
import { lightPageHeaders } from '../light-page.tsx';
import { faultWords } from '../pages/console/form-words.ts';
import { type FormPage, renderFormPage, renderFormsPage } from '../pages/console/forms-pages.tsx';
import { renderSheetPage } from '../pages/questionnaire/sheet-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import {
  type ConsoleSent,
  type ConsoleVisit,
  consoleForm,
  consolePage,
  goTo,
  notHere,
  show,
} from './console-visit.ts';

export function formRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/forms', async (visit) => {
    const { tables, school } = visit.scene;
    show(visit, renderFormsPage(visit, [...(await formsOf(tables, school.id, loadForms())).values()]));
  });
  consolePage(router, deps, '/forms/:key', async (visit) => {
    const form = await formAt(visit, visit.context.params['key'] ?? '');
    return form === undefined ? notHere(visit.context) : showForm(visit, form);
  });
  consolePage(router, deps, '/forms/:key/preview', async (visit) => {
    const { context, scene } = visit;
    const form = await formAt(visit, context.params['key'] ?? '');
    if (form === undefined) return notHere(context);
    await lightPageHeaders(context, () => Promise.resolve());
    show(visit, renderSheetPage(previewOf(form, scene.school.name)));
  });
  consoleForm(router, deps, '/forms/open', (sent) => openRound(deps, sent));
  consoleForm(router, deps, '/forms', (sent) => takeText(deps, sent), 'settings');
  consoleForm(router, deps, '/forms/sign', async (sent) => {
    const field = (name: string): string => sent.fields.get(name) ?? '';
    const wanted = { key: field('form'), itemKey: field('item'), wording: field('wording') };
    const signed = await signItem(deps, sent.scene, { ...wanted, bank: loadForms() });
    if (signed !== 'signed' && signed.refused === 'not_yours') return notHere(sent.context);
    const form = await formAt(sent, wanted.key);
    if (form === undefined) return notHere(sent.context);
    if (signed === 'signed') return showForm(sent, form, { done: '签好了。' });
    await showForm(sent, form, { fault: '这一题刚刚改过，请再看一遍。' });
  });
}

function formAt({ scene }: ConsoleVisit, key: string): Promise<QuestionnaireForm | undefined> {
  return formOf(scene.tables, { schoolId: scene.school.id, key, bank: loadForms() });
}

const openingRefusals: Readonly<Record<Extract<OpenedByHand, { refused: string }>['refused'], string>> = {
  there_already: '这一轮已经有了。',
  unknown_form: '没有这份题目。',
  not_for_them: '这份题目不是给这些人填的。',
  held_back: '有题目要心理老师先签字，所以没有发。',
  not_issuer: '这份问卷不归您的岗位发。',
  vacation: '现在放假，开学再发。',
  not_now: '还没有到发这份问卷的日子，到时候会自动发。',
  nobody_to_ask: '现在没有可以请的人，请先看看名单和结对。',
  open_already: '这一轮已经发出了。',
};

/** What the scheme asks goes by its plan; anything else is a round of the office's own. */
async function openRound(deps: WebDeps, sent: ConsoleSent): Promise<void> {
  const { scene, now, fields } = sent;
  const { tables, school, person } = scene;
  const key = fields.get('form') ?? '';
  const form = await formAt(sent, key);
  if (form === undefined) return notHere(sent.context);
  const forms = await formsOf(tables, school.id, loadForms());
  const wanted = { schoolId: school.id, personId: person.id, forms: [key], now };
  const opened = await openByHand({ ...deps, forms: () => forms }, wanted);
  if ('refused' in opened) return showForm(sent, form, { fault: openingRefusals[opened.refused] });
  goTo(sent.context, `/console/questionnaires/${opened.round.id}`);
}

async function takeText(deps: WebDeps, sent: ConsoleSent): Promise<void> {
  const yaml = sent.fields.get('yaml') ?? '';
  const saved = await saveForm(deps, sent.scene, { yaml, bank: loadForms() });
  if ('key' in saved) return goTo(sent.context, `/console/forms/${saved.key}`);
  const form = await formAt(sent, sent.fields.get('from') ?? '');
  if (form === undefined) return notHere(sent.context);
  const faults =
    'faults' in saved
      ? saved.faults.map(faultWords)
      : 'unreadableAt' in saved
        ? [`第 ${saved.unreadableAt} 行读不懂，请看看空格和冒号。`]
        : ['刚刚有别人也保存了，请重新打开，再改一次。'];
  await showForm(sent, form, { faults, text: yaml });
}

async function showForm(
  visit: ConsoleVisit,
  form: QuestionnaireForm,
  said: Partial<Pick<FormPage, 'faults' | 'text' | 'done' | 'fault'>> = {},
): Promise<void> {
  const { scene } = visit;
  const { tables, school } = scene;
  const versions = await tables.schoolForms.versions(school.id, form.key);
  const { faults = [], done, fault } = said;
  const text = said.text ?? versions[0]?.yaml ?? formText(form.key);
  const page = {
    form,
    heldBack: await heldBackItems(tables, school.id, form),
    versions,
    maySign: signsOff(scene),
    faults,
    ...(done === undefined ? {} : { done }),
    ...(fault === undefined ? {} : { fault }),
    ...(scene.powers.has('settings') ? { text } : {}),
  };
  show(visit, renderFormPage(visit, page), faults.length > 0 || fault !== undefined ? 422 : 200);
}

/** As whoever fills it in sees it; people to choose from have no names here. */
function previewOf(form: QuestionnaireForm, schoolName: string) {
  return {
    form,
    schoolName,
    until: '',
    isLate: false,
    about: form.about === 'mentor' ? ['导师：王老师'] : [],
    given: { all: () => [] },
    people: {},
    faults: new Map(),
    isLarge: false,
  };
}
