/** The forms a school can ask, and one of them: its preview, what is held back, its versions, its text. */
import type { VNode } from 'preact';
import { dayOf } from '../../../domain/day.ts';
import { itemsOf, type QuestionnaireForm } from '../../../domain/questionnaires/form.ts';
import { type UnsafeItem, wordingOf } from '../../../domain/questionnaires/item-safety.ts';
import type { SchoolForm } from '../../../storage/school-forms.ts';
import { markOfWording } from '../../../usecases/questionnaires/school-forms.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';
import { topicWords } from './form-words.ts';
import { respondentWords } from './questionnaire-words.ts';

export function renderFormsPage({ scene }: ConsoleVisit, forms: readonly QuestionnaireForm[]): string {
  return renderConsolePage(
    { title: '问卷的题目', here: '/console/questionnaires', powers: scene.powers },
    <>
      <Back to="/console/questionnaires" text="返回问卷" />
      <ul class="card">
        {forms.map(({ key, title, respondents, isNamed }) => (
          <li class="row">
            <span class="plain">
              <span class="who">
                <b>{title}</b>
                <span class="due">
                  {respondents.map((kind) => respondentWords[kind]).join('、')}
                  {isNamed && '，要记名'}
                </span>
              </span>
            </span>
            <a class="more" href={`/console/forms/${key}`}>
              看看<span class="sr">：{title}</span>
            </a>
          </li>
        ))}
      </ul>
      {scene.powers.has('settings') && (
        <p class="hint">想加一份新的：打开相近的一份，把文字里的 key 和题目改了再保存，就是新的一份。</p>
      )}
    </>,
  );
}

export interface FormPage {
  readonly form: QuestionnaireForm;
  readonly heldBack: readonly UnsafeItem[];
  readonly versions: readonly SchoolForm[];
  readonly maySign: boolean;
  /** What stands in the field; absent for who may not write. */
  readonly text?: string;
  readonly faults: readonly string[];
  readonly done?: string;
  readonly fault?: string;
}

export function renderFormPage(visit: ConsoleVisit, page: FormPage): string {
  const { scene, marks } = visit;
  const { form, heldBack, versions, faults, text } = page;
  return renderConsolePage(
    { title: form.title, here: '/console/questionnaires', powers: scene.powers },
    <>
      <Back to="/console/forms" text="返回题目" />
      <Said done={page.done} fault={page.fault} />
      <p class="sub">
        {form.respondents.map((kind) => respondentWords[kind]).join('、')}，{itemsOf(form).length} 题，
        {versions.length === 0 ? '程序自带的' : `本校的第 ${form.version} 版`}。
      </p>
      <a class="button second" href={`/console/forms/${form.key}/preview`}>
        看看填的人看到的样子
      </a>
      <form method="post" action="/console/forms/open">
        <Marks marks={marks} />
        <input type="hidden" name="form" value={form.key} />
        <button type="submit" class="second">
          现在就发这一份
        </button>
        <p class="hint">方案里有的，到了日子会自动发，不用在这里发。</p>
      </form>
      {heldBack.length > 0 && <HeldBack page={page} marks={marks} />}
      {versions.length > 0 && (
        <>
          <h2>改过几次</h2>
          <ul class="card">
            {versions.map(({ version, changedAt, changedById }) => (
              <li class="line">
                第 {version} 版，{scene.roster.people.get(changedById)?.name ?? ''}，
                {scene.cards.say.day(dayOf(changedAt), scene.today)}
              </li>
            ))}
          </ul>
        </>
      )}
      {text !== undefined && (
        <form method="post" action="/console/forms">
          <h2>改题目</h2>
          {faults.length > 0 && (
            <div class="warn" role="alert">
              <p>没有保存，下面写的都还在。要改的是：</p>
              <ul>
                {faults.map((fault) => (
                  <li>{fault}</li>
                ))}
              </ul>
            </div>
          )}
          <Marks marks={marks} />
          <input type="hidden" name="from" value={form.key} />
          <div class="field">
            <label for="yaml">题目（YAML）</label>
            <textarea id="yaml" name="yaml" rows={24} spellcheck={false}>
              {text}
            </textarea>
          </div>
          <button type="submit">保存成新的一版</button>
          <p class="hint">已经发出去的问卷不变，从下一轮起用新的。以前的版本都留着。</p>
        </form>
      )}
    </>,
  );
}

function HeldBack({ page: { form, heldBack, maySign }, marks }: { page: FormPage; marks: FormMarks }): VNode {
  const items = itemsOf(form);
  return (
    <>
      <h2>要心理老师签字的</h2>
      <p class="warn">这几题没有签字以前，这份问卷发不出去。字句一改，就要重新签。</p>
      <ul class="card">
        {heldBack.map(({ itemKey, topic, word }) => {
          const item = items.find(({ key }) => key === itemKey);
          if (item === undefined) return null;
          return (
            <li class="row">
              <span class="plain">
                <span class="who">
                  {item.ask}
                  <span class="due">
                    {topicWords[topic]}：“{word}”
                  </span>
                </span>
              </span>
              {maySign && (
                <form method="post" action="/console/forms/sign" class="inline">
                  <Marks marks={marks} />
                  <input type="hidden" name="form" value={form.key} />
                  <input type="hidden" name="item" value={itemKey} />
                  <input type="hidden" name="wording" value={markOfWording(wordingOf(item))} />
                  <button type="submit" class="quiet">
                    可以问<span class="sr">：{item.ask}</span>
                  </button>
                </form>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
