/** One sheet to fill in. The title names nobody: it stays in histories. */
import type { VNode } from 'preact';
import { itemsOf, type QuestionnaireForm } from '../../../domain/questionnaires/form.ts';
import type { AnswerFault, GivenFields } from '../../../domain/questionnaires/read-answers.ts';
import { renderLightPage } from '../../light-page.tsx';
import { type AskedPerson, ItemFieldset, numberOf } from './item-field.tsx';

export interface SheetPage {
  readonly form: QuestionnaireForm;
  readonly schoolName: string;
  /** 11月30日截止 */
  readonly until: string;
  readonly isLate: boolean;
  /** Whom the sheet is about, e.g. the child and its mentor. */
  readonly about: readonly string[];
  /** Where several are to be filled in: this one, of how many that are left. */
  readonly place?: { readonly nth: number; readonly of: number };
  readonly given: GivenFields;
  readonly people: Readonly<Record<string, readonly AskedPerson[]>>;
  readonly faults: ReadonlyMap<string, AnswerFault>;
  /** Said above the questions: the sheet before has arrived, nothing was filled in, … */
  readonly notice?: { readonly text: string; readonly isGood: boolean };
  readonly isLarge: boolean;
  /** Absent in a preview. */
  readonly sending?: Sending;
}

export interface Sending {
  readonly action: string;
  /** The same page in the other size. */
  readonly otherSize: string;
  readonly draftAction: string;
  readonly invitationId: string;
  readonly token: string;
}

export function renderSheetPage(page: SheetPage): string {
  const hasScript = page.sending !== undefined;
  return renderLightPage(
    { title: page.form.title, isLarge: page.isLarge, hasScript },
    <SheetBody page={page} />,
  );
}

function SheetBody({ page }: { page: SheetPage }): VNode {
  const { form, sending, place, notice, faults } = page;
  return (
    <>
      <p class="top">
        <span>{page.schoolName}</span>
        {sending && <a href={sending.otherSize}>{page.isLarge ? '字小一点' : '字大一点'}</a>}
      </p>
      <h1>{form.title}</h1>
      {page.about.length > 0 && <p class="about">{page.about.join('　')}</p>}
      {place && (
        <p class="sub">
          这是第 {place.nth} 份，一共 {place.of} 份。
        </p>
      )}
      {form.intro !== undefined && <p class="sub">{form.intro}</p>}
      <p class="box">
        {form.isNamed
          ? '这份要记名：负责的老师看得到是谁填的。'
          : '这份不记名：谁也看不到是谁填的，导师也看不到单独一份。'}
      </p>
      {page.isLate && <p class="box warn">{page.until}，现在交也收，会标成“晚交”。</p>}
      {notice && (
        <p class={notice.isGood ? 'box good' : 'box warn'} role="status">
          {notice.text}
        </p>
      )}
      {faults.size > 0 && (
        <p class="box warn" role="alert">
          还没有交上：有 {faults.size} 题要再看一下，其他的都留着。
        </p>
      )}
      {sending === undefined ? <Questions page={page} /> : <SheetForm page={page} sending={sending} />}
    </>
  );
}

function SheetForm({ page, sending }: { page: SheetPage; sending: Sending }): VNode {
  return (
    <form method="post" action={sending.action} data-draft={sending.draftAction} noValidate>
      <input type="hidden" name="token" value={sending.token} />
      <input type="hidden" name="sheet" value={sending.invitationId} />
      {page.isLarge && <input type="hidden" name="large" value="1" />}
      <Questions page={page} />
      <p
        class="kept"
        id="kept"
        role="status"
        data-saved="已经存好"
        data-failed="现在没有网络，填完直接交就行"
        data-sending="正在交…"
      />
      <button type="submit" name="do" value="submit">
        交上去
      </button>
      <button type="submit" name="do" value="save" class="second">
        先存着，等会儿再填
      </button>
      {!page.isLate && <p class="sub last">{page.until}。</p>}
    </form>
  );
}

function Questions({ page: { form, given, people, faults } }: { page: SheetPage }): VNode {
  const items = itemsOf(form);
  return (
    <>
      {form.sections.map((section) => (
        <>
          {section.title !== undefined && <h2>{section.title}</h2>}
          {section.intro !== undefined && <p class="sub">{section.intro}</p>}
          {section.items.map((item) => {
            const fault = faults.get(item.key);
            const number = numberOf(items, item);
            const field = {
              form,
              item,
              given,
              people: people[item.key] ?? [],
              ...(number === undefined ? {} : { number }),
              ...(fault === undefined ? {} : { fault }),
            };
            return <ItemFieldset field={field} />;
          })}
        </>
      ))}
    </>
  );
}
