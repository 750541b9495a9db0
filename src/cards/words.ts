/** `cards/words.yaml`: the single words that stand inside sentences. Complete for every identifier of the vocabulary. */
import { z } from 'zod';
import { askedPoints } from '../domain/drafts/asked-points.ts';
import { roundOpenings } from '../domain/schemes/scheme.ts';
import {
  contactKinds,
  contactMedia,
  contactOutcomes,
  guardianRelations,
  handInKinds,
  platforms,
  staffRoles,
} from '../domain/vocabulary.ts';

const word = z.string().min(1).max(20);

const line = z.string().min(1).max(80);

/** `{month}` and `{day}` are numbers, `{weekday}` and `{near}` words of this file. */
const pattern = z.string().min(1).max(40);

export const wordsSchema = z.strictObject({
  kinds: z.record(z.enum(contactKinds), word),
  outcomes: z.record(z.enum(contactOutcomes), word),
  media: z.record(z.enum(contactMedia), word),
  relations: z.record(z.enum(guardianRelations), word),
  platforms: z.record(z.enum(platforms), word),
  roles: z.record(z.enum(staffRoles), word),
  /** Special categories of the schemes, and the flag of concern. */
  categories: z.record(z.string().regex(/^[a-z_]+$/), word),
  /** What a line of the trace says somebody did; `other` for what has no word. */
  audit_verbs: z.record(z.string().regex(/^[a-z_]+$/), word),
  /** Why an account may be somebody's. */
  proposal_reasons: z.record(z.string().regex(/^[a-z_]+$/), line),
  /** Entries that are handed in. */
  hand_ins: z.record(z.enum(handInKinds), word),
  /** How a rule is called in a list of what is due: `SHEWOBO-40` is a call this month. */
  rules: z.record(z.string().regex(/^[A-Z0-9]+-\d+[a-z]?$/), word),
  /** For a rule without a name of its own. */
  other_rule: word,
  /** Names that did not all fit: `{names}`, `{count}`. */
  and_more: pattern,
  /** What stands where there is no contact yet. */
  no_contact: word,
  /** The reading "something to look after" beside the kinds, in a question. */
  concern: word,
  /** The same on a button. */
  concern_short: word,
  /** A sentence to try, with `{student}`; and whose name stands there for somebody without students. */
  example: pattern,
  example_student: word,
  /** Who is told of a child in need: `{name}` holds the post `{role}`. */
  helpers: z.strictObject({
    holder: pattern,
    nobody: word,
    teacher: pattern,
    /** Who reported, where it was no teacher: nobody is named in a push. */
    family: word,
    /** `{student}` and `{relation}`: 张子涵的妈妈. */
    guardian: pattern,
    roles: z.strictObject({
      mentor: word,
      psych_teacher: word,
      homeroom_teacher: word,
      grade_head: word,
      moral_office: word,
      other: word,
    }),
  }),
  /** What the office may say by chat, as it is echoed; and an example where it was unclear. */
  office_verbs: z.strictObject({
    close: word,
    make_up: word,
    leave: word,
    watch: word,
    unwatch: word,
    inspect: word,
    inspect_end: word,
    until: word,
  }),
  office_examples: z.strictObject({ day: pattern, leave: pattern, student: pattern, inspect: pattern }),
  /** V-01 */
  inspection_refusals: z.strictObject({
    not_yours: word,
    own: word,
    not_in_steering_group: word,
    no_such_scope: word,
    no_reason: word,
    days: word,
    nothing_to_end: word,
  }),
  /** What a homeroom teacher or the office said about mentors, as it is echoed. */
  mentor_changes: z.strictObject({
    assign: word,
    change: word,
    end: word,
    sign: word,
    cover: word,
    teacher: word,
    undone: pattern,
    /** Examples, where the day or the end was unclear. */
    day: pattern,
    cover_end: pattern,
  }),
  mentor_refusals: z.strictObject({
    no_pairing: word,
    already_paired: word,
    which_mentor: word,
    days_reversed: word,
    student_left: word,
    not_staff: word,
  }),
  /** What was sent, where it could not be kept. */
  attachments: z.strictObject({ picture: word, voice: word }),
  /** The app's menu (WeCom): at most five characters for `due`, `students` and `more`. */
  menu: z.strictObject({
    due: word.max(5),
    students: word.max(5),
    more: word.max(5),
    pick: word.max(13),
    mine: word.max(13),
    help: word.max(13),
  }),
  /** Under the echo of 撤销, where a sign of danger came with what was taken back. */
  concern_kept: line,
  /** Under an echo: a part of the sentence that no record came from. */
  left_over: line,
  /** For a name in a question that has none. */
  this_sentence: word,
  /** Above a question that is asked once more. */
  answer_unclear: line,
  /** Under a list of names that was not answered. */
  none_of_them: line,
  /** What was unclear in a draft, in a list of them. */
  asked_points: z.record(z.enum(askedPoints), word),
  /** A sentence (`{first}`: its beginning), or a field of a record, that waits among the drafts from now on. */
  draft_kept: line,
  field_left: line,
  /** Fields of a scheme's form that are asked for in chat. */
  fields: z.record(z.string().regex(/^[a-z_]+$/), z.strictObject({ name: word, ask: line })),
  /** What was promised: `line` has `{when}` and `{what}`; `again` stands for what has no kind. */
  promises: z.strictObject({
    what: z.strictObject({ again: pattern, home_visit: pattern, phone_call: pattern, other: pattern }),
    undated: word,
    late: pattern,
    line: pattern,
    reminder: word,
  }),
  /** Under the card of a student whose name alone was sent. */
  record_hint: line,
  /** Why a round was not opened or closed as asked; `{day}` in `not_now`. */
  round_refusals: z.strictObject({
    not_issuer: line,
    not_now: line,
    there_already: line,
    vacation: line,
    unknown_form: line,
    not_for_them: line,
    held_back: line,
    none_open: line,
    several: line,
  }),
  round_times: z.strictObject({ promised_now: word, promised_at_eight: word }),
  /** Of a questionnaire: who learns who filled it in. */
  who_sees: z.strictObject({ named: line, anonymous: line }),
  /** Why a notice did not reach a guardian. */
  unreached: z.strictObject({ no_account: word, not_subscribed: word, refused: word }),
  /** What a round of questionnaires is called: `{month}` is the one it opens in. */
  rounds: z.record(z.enum(roundOpenings), pattern),
  periods: z.strictObject({ week: word, month: word }),
  /** Why a record was not changed as asked. */
  refusals: z.strictObject({
    future: word,
    not_your_mentee: word,
    before_pairing: word,
    after_pairing: word,
  }),
  /** What an amendment says, piece by piece; `{value}` is the new one. */
  amended: z.strictObject({
    student: pattern,
    kind: pattern,
    day: pattern,
    outcome: pattern,
    medium: pattern,
    minutes: pattern,
    note: word,
    withdrawn: word,
  }),
  /** Monday first. */
  weekdays: z.tuple([word, word, word, word, word, word, word]),
  near_days: z.strictObject({ '-2': word, '-1': word, '0': word, '1': word, '2': word }),
  day: z.strictObject({ near: pattern, plain: pattern, other_year: pattern, short: pattern }),
  until: z.strictObject({ near: pattern, this_week: pattern, later: pattern, past: pattern }),
});

export type Words = z.output<typeof wordsSchema>;
