import type { ComponentChildren, VNode } from 'preact';
import type { ContactChoices } from '../../usecases/own-page/contact-choices.ts';
import type { ContactFaults, ContactFieldName, ContactFields } from '../contact-form.ts';
import { Back, type FormMarks, Marks, renderPage } from '../page.tsx';

export interface ContactPage {
  readonly choices: ContactChoices;
  readonly fields: ContactFields;
  readonly faults: ContactFaults;
  readonly marks: FormMarks;
}

export function renderContactPage(page: ContactPage): string {
  return renderPage('记一次', <ContactForm page={page} />);
}

function ContactForm({ page }: { page: ContactPage }): VNode {
  const { choices, fields, faults, marks } = page;
  return (
    <>
      <Back text="返回我的学生" />
      <h1>记一次</h1>
      {faults.form !== undefined && (
        <p class="warn" role="alert">
          {faults.form}
        </p>
      )}
      <form method="post" action="/me/contact" noValidate>
        <Marks marks={marks} />
        <Field name="student" label="学生" faults={faults}>
          <select id="student" name="student" {...described('student', faults)}>
            {fields.student === '' && <option value="">请选一位</option>}
            {choices.students.map(({ id, name }) => (
              <option value={id} selected={id === fields.student}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Choices name="kind" label="做了什么" options={choices.kinds} chosen={fields.kind} faults={faults} />
        <Field name="on" label="哪一天" faults={faults}>
          <input
            id="on"
            type="date"
            name="on"
            value={fields.on}
            max={choices.today}
            {...described('on', faults)}
          />
        </Field>
        <Choices
          name="outcome"
          label="结果"
          options={choices.outcomes}
          chosen={fields.outcome}
          faults={faults}
        />
        <Field name="minutes" label="多少分钟（可以不写）" faults={faults}>
          <input
            id="minutes"
            type="text"
            inputMode="numeric"
            name="minutes"
            value={fields.minutes}
            autocomplete="off"
            {...described('minutes', faults)}
          />
        </Field>
        <Field name="note" label="说了些什么（一句就好，可以不写）" faults={faults}>
          <textarea id="note" name="note" rows={2} value={fields.note} {...described('note', faults)} />
        </Field>
        <button type="submit">记下</button>
      </form>
    </>
  );
}

interface FieldProps {
  readonly name: ContactFieldName;
  readonly label: string;
  readonly faults: ContactFaults;
}

function Field({ name, label, faults, children }: FieldProps & { children: ComponentChildren }): VNode {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children}
      <Fault name={name} faults={faults} />
    </div>
  );
}

function Choices({
  name,
  label,
  options,
  chosen,
  faults,
}: FieldProps & {
  readonly options: readonly { readonly id: string; readonly word: string }[];
  readonly chosen: string;
}): VNode {
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      <div class="choices">
        {options.map(({ id, word }) => (
          <label>
            <input type="radio" name={name} value={id} checked={id === chosen} />
            {word}
          </label>
        ))}
      </div>
      <Fault name={name} faults={faults} />
    </fieldset>
  );
}

function Fault({ name, faults }: Pick<FieldProps, 'name' | 'faults'>): VNode | null {
  const fault = faults[name];
  if (fault === undefined) return null;
  return (
    <p class="fault" id={`${name}-fault`}>
      {fault}
    </p>
  );
}

function described(name: ContactFieldName, faults: ContactFaults) {
  if (faults[name] === undefined) return {};
  return { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-fault` };
}
