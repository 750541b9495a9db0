/** The fields of `CardData` at run time, so that wording can be checked at start. The compiler keeps both in step. */
import type { CardData, CardName } from './card-data.ts';

export type FieldShape = 'required' | 'optional' | 'strings' | RowShape;
/** Fields of one row of a list. */
interface RowShape {
  readonly [field: string]: 'required' | 'optional';
}
export type CardShape = Readonly<Record<string, FieldShape>>;

type Presence<Value> = undefined extends Value ? 'optional' : 'required';
type ShapeOf<Fields> = {
  readonly [Field in keyof Fields]-?: Fields[Field] extends readonly string[]
    ? 'strings'
    : Fields[Field] extends readonly (infer Row)[]
      ? { readonly [Part in keyof Row]-?: Presence<Row[Part]> }
      : Presence<Fields[Field]>;
};

const due = { students: 'required', what: 'required', until: 'required' } as const;

export const cardFields: { readonly [Name in CardName]: ShapeOf<CardData[Name]> } = {
  contact_filed: {
    students: 'required',
    kind: 'required',
    day: 'required',
    outcome: 'optional',
    minutes: 'optional',
    late_days: 'optional',
    attached: 'optional',
    still_open: 'strings',
    ask: 'optional',
    undo_key: 'optional',
  },
  contacts_filed: {
    count: 'required',
    records: {
      students: 'required',
      kind: 'required',
      day: 'required',
      outcome: 'optional',
      minutes: 'optional',
    },
    undo_key: 'optional',
  },
  hand_in_filed: { what: 'required', students: 'optional', undo_key: 'optional' },
  hand_in_needs_text: { what: 'required', example: 'required' },
  hand_in_needs_student: { what: 'required', example: 'required' },
  why: { items: 'strings' },
  guardian_reminder: { items: { student: 'required', what: 'required', until: 'required' } },
  office_done: { what: 'required' },
  office_unclear: { example: 'required' },
  office_nobody: { name: 'required' },
  office_several: { name: 'required', classes: 'required' },
  office_not_yours: {},
  contact_undone: { what: 'required' },
  nothing_to_undo: {},
  due_list: {
    count: 'required',
    items: due,
    advice: { what: 'required', done: 'required', of: 'required' },
    page: 'optional',
  },
  due_list_empty: {},
  student_list: { count: 'required', items: { student: 'required', class: 'required', last: 'required' } },
  student_list_empty: {},
  student_not_shown: { name: 'required' },
  student_card: {
    student: 'required',
    class: 'required',
    items: { day: 'required', kind: 'required', outcome: 'optional' },
    due: { what: 'required', until: 'required' },
  },
  help: {},
  greeting: { name: 'required', page: 'optional' },
  unknown_person: { who_to_ask: 'required' },
  guardian_hello: {},
  student_hello: {},
  ask_which_student: {
    question: 'required',
    candidates: { number: 'required', name: 'required', class: 'required' },
    hint: 'optional',
  },
  ask_student_unknown: { question: 'required', part: 'required', example: 'required' },
  ask_not_your_mentee: { question: 'required', name: 'required' },
  ask_which_date: {
    question: 'required',
    candidates: { number: 'required', day: 'required', short: 'required' },
  },
  ask_which_kind: { question: 'required', candidates: { number: 'required', kind: 'required' } },
  ask_future_or_past: { question: 'required', candidates: { number: 'required', day: 'required' } },
  ask_confirm_reading: {
    question: 'required',
    candidates: { number: 'required', reading: 'required', short: 'required' },
  },
  ask_empty_content: { question: 'required' },
  draft_list: {
    count: 'required',
    items: {
      number: 'required',
      day: 'required',
      first: 'required',
      short: 'required',
      about: 'required',
      draft: 'required',
    },
  },
  draft_list_empty: {},
  draft_dropped: { items: 'strings' },
  contact_repeated: {
    question: 'required',
    records: { students: 'required', kind: 'required', day: 'required' },
  },
  ask_missing_field: { students: 'required', kind: 'required', day: 'required', ask: 'required' },
  field_filed: {
    students: 'required',
    kind: 'required',
    day: 'required',
    field: 'required',
    value: 'required',
  },
  question_closed: {},
  left_as_it_is: {},
  button_outdated: {},
  pick_contact: {
    students: { id: 'required', name: 'required' },
    kinds: { id: 'required', name: 'required' },
    outcomes: { id: 'required', name: 'required' },
    rest: 'optional',
    pick_key: 'required',
  },
  pick_used: {},
  write_in_private: {},
  not_understood: { part: 'optional', example: 'required' },
  smalltalk: {},
  plan_noted_not_filed: { students: 'required', kind: 'optional', on: 'optional' },
  amend_unsupported: {},
  ask_concern: { who: 'required', unnamed: 'optional', filed: 'optional', concern_mark: 'required' },
  concern_told: { who: 'optional', missing: 'optional' },
  concern_noted: {},
  concern_harmless: {},
  concern_decided_before: {},
  concern_nothing: {},
  concern_raised: { again: 'optional', concern_mark: 'required' },
  concern_ask_again: { concern_mark: 'required' },
  concern_waits: { reporter: 'required' },
  concern_status: { late: 'required', seen: 'optional' },
  concern_overdue: { reporter: 'required', late: 'required', concern_mark: 'required' },
  concern_nobody: { reporter: 'required', concern_mark: 'required' },
  concern_seen: { seen: 'required' },
  concern_write_here: {},
  concern_shown: {
    student: 'optional',
    class: 'optional',
    reporter: 'required',
    words: 'optional',
    concern_mark: 'required',
  },
  concern_acknowledged: { reporter: 'required', left: 'optional' },
  concern_not_yours: {},
  only_text: {},
  picture_attached: { students: 'required', day: 'required', kind: 'required' },
  picture_waiting: { example: 'required' },
  voice_waiting: { example: 'required' },
  attachment_lost: { what: 'required' },
  refused_future: { day: 'required' },
  refused_before_pairing: { day: 'required', since: 'required' },
  reminder: { count: 'required', items: due, page: 'optional' },
  test_message: { school: 'required', time: 'required' },
  too_long: {},
};
