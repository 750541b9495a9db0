/** One question as it is asked, whatever its kind. Works without script: what depends on an answer says so. */
import type { ComponentChildren, VNode } from 'preact';
import {
  type Choice,
  type ChoiceItem,
  type Condition,
  type FormItem,
  itemsOf,
  type MatrixItem,
  noOpinion,
  type PersonItem,
  type QuestionnaireForm,
} from '../../../domain/questionnaires/form.ts';
import type { AnswerFault, GivenFields } from '../../../domain/questionnaires/read-answers.ts';
import { Face } from './face.tsx';

export interface AskedPerson {
  readonly id: string;
  readonly name: string;
}

export interface ItemField {
  readonly form: QuestionnaireForm;
  readonly item: FormItem;
  /** Absent where the question hangs on another one. */
  readonly number?: number;
  readonly given: GivenFields;
  /** Whom a respondent may name or rate here. */
  readonly people: readonly AskedPerson[];
  readonly fault?: AnswerFault;
}

const wayOut: Choice = { value: noOpinion, text: '不知道 / 不想说' };

export function ItemFieldset({ field }: { field: ItemField }): VNode {
  const { item, number, form, fault } = field;
  const depends = item.when === undefined ? undefined : dependsWords(form, item.when);
  const attributes =
    item.when === undefined ? {} : { 'data-when': item.when.item, 'data-is': item.when.is.join(' ') };
  const ask = (
    <>
      {number === undefined ? '' : `${number}. `}
      {item.ask}
      {item.isRequired && <small>（要填）</small>}
    </>
  );
  const below = (
    <>
      {depends !== undefined && <p class="hint depends">{depends}</p>}
      {item.hint !== undefined && (
        <p class="hint" id={`${item.key}-hint`}>
          {item.hint}
        </p>
      )}
    </>
  );
  const wrong = fault !== undefined && (
    <p class="fault" id={`${item.key}-fault`}>
      {faultWords(item, fault)}
    </p>
  );
  if (isOneField(item))
    return (
      <div class="box item" id={`item-${item.key}`} {...attributes}>
        <label class="ask" for={item.key}>
          {ask}
        </label>
        {below}
        <OneField field={field} />
        {wrong}
      </div>
    );
  return (
    <fieldset class="box item" id={`item-${item.key}`} {...attributes}>
      <legend class="ask">{ask}</legend>
      {below}
      <Choosing field={field} />
      {wrong}
    </fieldset>
  );
}

function dependsWords(form: QuestionnaireForm, { item: key, is }: Condition): string {
  const items = itemsOf(form);
  const asked = items.find((item) => item.key === key);
  const words = is.map((value) => (asked === undefined ? value : answerText(asked, value)));
  const number = asked === undefined ? undefined : numberOf(items, asked);
  return `第 ${number} 题选了“${words.join('”或“')}”才要答。`;
}

/** What hangs on another question has no number: it comes and goes. */
export function numberOf(items: readonly FormItem[], item: FormItem): number | undefined {
  const at = items.filter(({ when }) => when === undefined).indexOf(item);
  return at < 0 ? undefined : at + 1;
}

function answerText(item: FormItem, value: string): string {
  if (value === noOpinion) return wayOut.text;
  if (item.kind === 'yes_no') return value === 'yes' ? item.yes : item.no;
  return ('choices' in item ? item.choices : []).find((choice) => choice.value === value)?.text ?? value;
}

function isOneField(item: FormItem): boolean {
  return (
    ['number', 'date', 'short_text', 'long_text'].includes(item.kind) ||
    (item.kind === 'person' && item.atMost === 1)
  );
}

function OneField({ field: { item, given, people, fault } }: { field: ItemField }): VNode | null {
  const value = given.all(item.key)[0] ?? '';
  const notes = [
    ...(item.hint === undefined ? [] : [`${item.key}-hint`]),
    ...(fault === undefined ? [] : [`${item.key}-fault`]),
  ];
  const common = {
    id: item.key,
    name: item.key,
    ...(notes.length === 0 ? {} : { 'aria-describedby': notes.join(' ') }),
    ...(fault === undefined ? {} : { 'aria-invalid': 'true' as const }),
  };
  switch (item.kind) {
    case 'number':
      return (
        <div class="unit">
          <input
            type="text"
            inputMode={item.decimals > 0 ? 'decimal' : 'numeric'}
            autocomplete="off"
            value={value}
            {...common}
          />
          {item.unit !== undefined && <span>{item.unit}</span>}
        </div>
      );
    case 'date':
      return <input type="date" value={value} {...common} />;
    case 'short_text':
      return <input type="text" maxLength={item.longest} autocomplete="off" value={value} {...common} />;
    case 'long_text':
      return <textarea rows={3} maxLength={item.longest} value={value} {...common} />;
    case 'person':
      return <PersonSelect name={item.key} people={people} chosen={value} common={common} />;
    default:
      return null;
  }
}

function Choosing({ field }: { field: ItemField }): VNode | null {
  const { item } = field;
  switch (item.kind) {
    case 'single':
    case 'scale':
    case 'multiple':
      return <Choices item={item} given={field.given} />;
    case 'yes_no': {
      const choices = [
        { value: 'yes', text: item.yes },
        { value: 'no', text: item.no },
        ...(item.isOpinion ? [wayOut] : []),
      ];
      return <Picks name={item.key} choices={choices} chosen={field.given.all(item.key)} />;
    }
    case 'person':
      return <PeopleSelects item={item} field={field} />;
    case 'mentor_matrix':
      return <Rows item={item} field={field} />;
    default:
      return null;
  }
}

function Choices({ item, given }: { item: ChoiceItem; given: GivenFields }): VNode {
  const choices = item.isOpinion ? [...item.choices, wayOut] : item.choices;
  return (
    <Picks
      name={item.key}
      choices={choices}
      chosen={given.all(item.key)}
      isMultiple={item.kind === 'multiple'}
      {...(item.hasFaces ? { faces: item.choices.length } : {})}
    />
  );
}

interface PicksProps {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly isMultiple?: boolean;
  /** How many of the choices have a face. */
  readonly faces?: number;
}

function Picks({ name, choices, chosen, isMultiple = false, faces = 0 }: PicksProps): VNode {
  return (
    <>
      {choices.map(({ value, text }, index) => (
        <label class={value === noOpinion ? 'pick out' : 'pick'}>
          <input
            type={isMultiple ? 'checkbox' : 'radio'}
            name={name}
            value={value}
            checked={chosen.includes(value)}
          />
          {index < faces && <Face step={index} of={faces} />}
          {text}
        </label>
      ))}
    </>
  );
}

function Rows({ item, field }: { item: MatrixItem; field: ItemField }): VNode {
  return (
    <>
      {field.people.map(({ id, name }) => (
        <fieldset class="row">
          <legend class="ask">{name}</legend>
          <Picks
            name={`${item.key}.${id}`}
            choices={[...item.choices, wayOut]}
            chosen={field.given.all(`${item.key}.${id}`)}
          />
        </fieldset>
      ))}
    </>
  );
}

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

function PeopleSelects({ item, field }: { item: PersonItem; field: ItemField }): VNode {
  const chosen = field.given.all(item.key).filter((id) => id !== '');
  return (
    <>
      {Array.from({ length: item.atMost }, (_, index) => (
        <PersonSelect
          name={item.key}
          people={field.people}
          chosen={chosen[index] ?? ''}
          common={{ 'aria-label': `第${ordinals[index] ?? index + 1}位` }}
        />
      ))}
    </>
  );
}

function PersonSelect({
  name,
  people,
  chosen,
  common,
}: {
  name: string;
  people: readonly AskedPerson[];
  chosen: string;
  common: Readonly<Record<string, ComponentChildren>>;
}): VNode {
  return (
    <select name={name} {...common}>
      <option value="">请选一位</option>
      {people.map((person) => (
        <option value={person.id} selected={person.id === chosen}>
          {person.name}
        </option>
      ))}
    </select>
  );
}

function faultWords(item: FormItem, fault: AnswerFault): string {
  switch (fault) {
    case 'missing':
      return '这一题还没有填。';
    case 'not_offered':
      return '这一题没有看懂，请再选一次。';
    case 'too_many':
      return `最多选 ${'atMost' in item ? (item.atMost ?? 1) : 1} 个，请去掉几个。`;
    case 'too_long':
      return `写得有点长，请留在 ${'longest' in item ? item.longest : 0} 个字以内。`;
    case 'not_a_number':
      return item.kind === 'number' && item.decimals > 0
        ? '请写一个数，比如 4.5。'
        : '请写一个整数，比如 20。';
    case 'out_of_range':
      return item.kind === 'number' ? `请写 ${item.least} 到 ${item.most} 之间的数。` : '';
    case 'not_a_day':
      return '请写成 2026-09-01 这样的日期。';
  }
}
