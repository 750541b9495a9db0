/**
 * What each card of `cards/` is filled with. A name here is a file name there; a field here is a placeholder there.
 * Words for people (kinds, days) come ready to read: see `Cards.say`. Optional fields may be left out or undefined.
 */
type Count = number;

/** Joined with 、 where it stands in a line. */
type Names = string | readonly string[];

/** Address of the person's own page; absent where the school has no public address. */
type OwnPage = string | undefined;

type Nothing = Readonly<Record<string, never>>;

/** What one rule asks by one day, for everybody it is about. `students` may be cut: see `Words.and_more`. */
export interface DueItem {
  readonly students: string;
  readonly what: string;
  readonly until: string;
}

/** `advice`: what the scheme encourages, k of n done. */
interface DueLater {
  readonly later: readonly { readonly what: string; readonly until: string }[];
  readonly advice: readonly { readonly what: string; readonly done: Count; readonly of: Count }[];
  readonly page?: OwnPage;
}

/** One line of "reply with the number". */
interface Choice {
  readonly number: number;
}

/** On a button, which holds ten characters. */
interface ShortText {
  readonly short: string;
}

/** `question`: the mark of this very question, so that a press on an older one is known. */
interface Question {
  readonly question: string;
}

interface AmendedRecord {
  readonly students: string;
  readonly kind: string;
  readonly day: string;
  readonly outcome?: string | undefined;
  readonly minutes?: Count | undefined;
}

interface OpenQuestionnaire {
  readonly school: string;
  readonly title: string;
  readonly until: string;
  readonly who_sees: string;
  readonly url: string;
}

export interface CardData {
  /** `still_open`: short lines such as 「本月电访，周一截止」. `undo_key`: mark of the message that 撤销 takes back. */
  contact_filed: {
    readonly students: Names;
    readonly kind: string;
    readonly day: string;
    readonly outcome?: string | undefined;
    readonly minutes?: Count | undefined;
    readonly late_days?: Count | undefined;
    /** Pictures and voice messages that went with it. */
    readonly attached?: Count | undefined;
    readonly still_open: readonly string[];
    /** One field that is missing, asked in the same breath. */
    readonly ask?: string | undefined;
    /** Whom 上报 would tell, where the words hold a light sign. */
    readonly light_sign?: string | undefined;
    readonly promises: readonly string[];
    readonly promises_kept: readonly string[];
    readonly undo_key: string;
  };
  contacts_filed: {
    readonly count: Count;
    readonly records: readonly {
      readonly students: Names;
      readonly kind: string;
      readonly day: string;
      readonly outcome?: string | undefined;
      readonly minutes?: Count | undefined;
    }[];
    /** One field that all of them lack. */
    readonly ask?: string | undefined;
    readonly promises: readonly string[];
    readonly promises_kept: readonly string[];
    readonly undo_key: string;
  };
  /** A record was changed: as it is now. `added`: the words that were put to its note. */
  contact_amended: {
    readonly records: readonly AmendedRecord[];
    readonly added?: string | undefined;
    readonly still_open: readonly string[];
    readonly promises: readonly string[];
    readonly undo_key: string;
  };
  /** After the reporting period: the record stays, `changes` stand beside it. */
  amendment_noted: {
    readonly records: readonly AmendedRecord[];
    readonly changes: readonly string[];
    readonly undo_key: string;
  };
  not_amended: { readonly student: string; readonly day: string; readonly why: string };
  nothing_changed: Nothing;
  nothing_to_amend: Nothing;
  ask_which_record: {
    readonly count: Count;
    readonly records: readonly AmendedRecord[];
    readonly example: string;
  };
  /** `dropped`: what the message had promised besides. */
  correction_undone: { readonly what?: string | undefined; readonly dropped: readonly string[] };
  /** 撤销 of a record whose month is reported. */
  reported_already: Nothing;
  /** `drop_key`: mark of the message that 不用了 drops. */
  promise_noted: {
    readonly promises: readonly string[];
    readonly reminder?: string | undefined;
    readonly drop_key: string;
  };
  promise_dropped: { readonly promises: readonly string[] };
  nothing_promised: Nothing;
  hand_in_filed: {
    readonly what: string;
    readonly students?: Names | undefined;
    /** What the scheme's form still misses, as one question. */
    readonly ask?: string | undefined;
    readonly undo_key: string;
  };
  hand_in_needs_text: { readonly what: string; readonly example: string };
  hand_in_needs_student: { readonly what: string; readonly example: string };
  /** 为什么: one sentence per rule that asks something of this person now. */
  why: { readonly items: readonly string[] };
  /** To a guardian, about what the children owe. */
  guardian_reminder: {
    readonly items: readonly { readonly student: string; readonly what: string; readonly until: string }[];
  };
  office_done: { readonly what: string };
  office_unclear: { readonly example: string };
  office_nobody: { readonly name: string };
  office_several: { readonly name: string; readonly classes: Names };
  office_not_yours: Nothing;
  /** `mentor`: who mentors from now on, or stands in. `agreement`: the student whose agreement is still to be signed. */
  mentor_changed: {
    readonly students: Names;
    readonly what: string;
    readonly mentor?: string | undefined;
    readonly from?: string | undefined;
    readonly until?: string | undefined;
    readonly agreement?: string | undefined;
    readonly undo_key?: string | undefined;
  };
  mentor_refused: { readonly why: string };
  ask_which_person: {
    readonly question: string;
    readonly name: string;
    readonly candidates: readonly { readonly number: Count; readonly name: string; readonly place: string }[];
  };
  /** `concern`: what is left of it, where a sign of danger came with it. */
  contact_undone: {
    readonly what: string;
    readonly concern?: string | undefined;
    readonly dropped: readonly string[];
  };
  nothing_to_undo: Nothing;
  /** `items` are due soon, `later` is not. */
  due_list: DueLater & {
    readonly count: Count;
    readonly items: readonly DueItem[];
    readonly promises: readonly string[];
    /** Families that wait for an answer. */
    readonly waiting: readonly string[];
  };
  /** Nothing is due soon. */
  due_list_later: DueLater;
  due_list_empty: Nothing;
  /** 本周, 本月. `count`: contacts altogether. */
  period_report: {
    readonly period: string;
    readonly count: Count;
    readonly done: readonly {
      readonly kind: string;
      readonly outcome?: string | undefined;
      readonly times: Count;
      readonly students: Count;
    }[];
    readonly open: readonly DueItem[];
    readonly missed: readonly { readonly students: string; readonly what: string }[];
    readonly promises: readonly string[];
  };
  student_list: {
    readonly count: Count;
    readonly items: readonly { readonly student: string; readonly class: string; readonly last: string }[];
  };
  student_list_empty: Nothing;
  /** No mentee, and nothing this person may know of. */
  student_not_shown: { readonly name: string };
  student_card: {
    readonly student: string;
    readonly class: string;
    /** What was written down in the child's favour. */
    readonly strengths: readonly string[];
    readonly items: readonly {
      readonly day: string;
      readonly kind: string;
      readonly outcome?: string | undefined;
      readonly amended?: string | undefined;
    }[];
    readonly due: readonly { readonly what: string; readonly until: string }[];
    readonly promises: readonly string[];
    /** Pictures and voice messages. */
    readonly attachments?: Count | undefined;
    /** How to write the next record, where the name alone was sent. */
    readonly hint?: string | undefined;
  };
  help: Nothing;
  greeting: { readonly name: string; readonly page?: OwnPage };
  unknown_person: { readonly who_to_ask: string };
  guardian_hello: Nothing;
  student_hello: Nothing;
  family_unknown: Nothing;
  family_thanks: Nothing;
  family_write_in_private: Nothing;
  family_report_filed: { readonly what: string; readonly student?: string | undefined };
  family_report_empty: { readonly what: string };
  family_which_child: {
    readonly candidates: readonly (Choice & { readonly name: string; readonly class: string })[];
  };
  family_nobody: { readonly who_to_ask: string };
  guardian_danger: Nothing;
  student_danger: Nothing;
  leave_passed: {
    readonly student: string;
    readonly days: string;
    readonly role: string;
    readonly teacher: string;
  };
  leave_unclear: Nothing;
  leave_requested: {
    readonly asker: string;
    readonly student: string;
    readonly days: string;
    readonly words: string;
    readonly question_mark: string;
  };
  leave_granted: {
    readonly student: string;
    readonly days: string;
    readonly role: string;
    readonly teacher: string;
  };
  leave_refused: {
    readonly student: string;
    readonly days: string;
    readonly role: string;
    readonly teacher: string;
  };
  leave_refuse_done: { readonly student: string; readonly days: string };
  leave_grant_done: { readonly student: string; readonly days: string };
  question_passed: { readonly role: string; readonly teacher: string };
  question_arrived: { readonly asker: string; readonly words: string; readonly question_mark: string };
  /** Only what the teacher wrote: the bot never speaks as the teacher. */
  question_answered: { readonly role: string; readonly teacher: string; readonly words: string };
  question_reply_sent: { readonly asker: string };
  question_reply_unsent: { readonly asker: string };
  question_reply_none: Nothing;
  question_reply_which: { readonly askers: readonly string[]; readonly example: string };
  question_spoken: Nothing;
  ask_which_student: Question & {
    readonly candidates: readonly (Choice & { readonly name: string; readonly class: string })[];
    readonly hint?: string | undefined;
  };
  ask_which_earlier: Question & {
    readonly candidates: readonly (Choice &
      ShortText & { readonly students: string; readonly kind: string; readonly day: string })[];
  };
  ask_student_unknown: Question & { readonly part: string; readonly example: string };
  ask_not_your_mentee: Question & { readonly name: Names };
  ask_which_date: Question & {
    readonly candidates: readonly (Choice & ShortText & { readonly day: string })[];
  };
  ask_which_kind: Question & { readonly candidates: readonly (Choice & { readonly kind: string })[] };
  ask_future_or_past: Question & { readonly candidates: readonly (Choice & { readonly day: string })[] };
  ask_confirm_reading: Question & {
    readonly candidates: readonly (Choice & ShortText & { readonly reading: string })[];
  };
  ask_empty_content: Question;
  /** Why it waits (`about`) and its opaque id (`draft`) for the button. */
  draft_list: {
    readonly count: Count;
    readonly items: readonly (Choice &
      ShortText & {
        readonly day: string;
        readonly first: string;
        readonly about: string;
        readonly draft: string;
      })[];
    /** Pictures and voice messages that no record has taken. */
    readonly files?: Count | undefined;
  };
  draft_list_empty: Nothing;
  /** No words wait, but pictures or voice messages do. */
  draft_list_files: { readonly files: Count };
  draft_dropped: { readonly items: readonly string[] };
  /** The same was said a moment ago. */
  contact_repeated: Question & {
    readonly records: readonly {
      readonly students?: Names | undefined;
      readonly kind: string;
      readonly day: string;
    }[];
  };
  ask_missing_field: {
    readonly students: Names;
    readonly kind: string;
    readonly day: string;
    readonly ask: string;
  };
  field_filed: {
    readonly students: Names;
    readonly kind: string;
    readonly day: string;
    readonly field: string;
    readonly value: string;
  };
  question_closed: Nothing;
  left_as_it_is: Nothing;
  /** A button or menu entry that means nothing any more. */
  button_outdated: Nothing;
  /** To log without typing. `rest`: students that are not among those to choose from. */
  pick_contact: {
    readonly students: readonly { readonly id: string; readonly name: string }[];
    readonly kinds: readonly { readonly id: string; readonly name: string }[];
    readonly outcomes: readonly { readonly id: string; readonly name: string }[];
    readonly rest?: Count | undefined;
    readonly pick_key: string;
  };
  pick_used: Nothing;
  write_in_private: Nothing;
  not_understood: { readonly part?: string | undefined; readonly example: string };
  smalltalk: Nothing;
  /**
   * What is to become of a sign of danger. `who` is told when it is raised, `unnamed` an example of a name where the
   * child is not named, `filed` what was recorded from the same message.
   */
  ask_concern: {
    readonly who: string;
    readonly unnamed?: string | undefined;
    readonly filed?: string | undefined;
    readonly promises: readonly string[];
    readonly concern_mark: string;
  };
  /** Raised: `missing` are posts that nobody holds. */
  concern_told: { readonly who?: string | undefined; readonly missing?: Names | undefined };
  concern_noted: Nothing;
  concern_harmless: Nothing;
  concern_decided_before: Nothing;
  concern_nothing: Nothing;
  /** Pushed, so without the child and without words: `again` is the reporter where it was told before. */
  concern_raised: { readonly again?: string | undefined; readonly concern_mark: string };
  concern_ask_again: { readonly concern_mark: string };
  concern_waits: { readonly reporter: string };
  concern_status: { readonly late: Names; readonly seen?: Names | undefined };
  concern_overdue: { readonly reporter: string; readonly late: Names; readonly concern_mark: string };
  concern_nobody: { readonly reporter: string; readonly concern_mark: string };
  concern_seen: { readonly seen: Names };
  concern_write_here: Nothing;
  /** In the private chat of somebody who was told; `words` only for those who may read them (V-02). */
  concern_shown: {
    readonly student?: string | undefined;
    readonly class?: string | undefined;
    readonly reporter: string;
    readonly words?: string | undefined;
    /** The viewer's name, where it still waits to be decided. */
    readonly decides?: string | undefined;
    readonly concern_mark: string;
  };
  concern_acknowledged: { readonly reporter: string; readonly left?: Count | undefined };
  concern_not_yours: Nothing;
  only_text: Nothing;
  picture_attached: { readonly students: Names; readonly day: string; readonly kind: string };
  picture_waiting: { readonly example: string };
  voice_waiting: { readonly example: string };
  round_planned: {
    readonly title: string;
    readonly forms: Names;
    readonly when: string;
    readonly until: string;
  };
  round_closed: { readonly title: string; readonly returned: Count; readonly invited: Count };
  round_refused: { readonly why: string };
  /** `who_sees`: whether it is anonymous, in one sentence. */
  questionnaire_open: OpenQuestionnaire;
  questionnaire_nudge: OpenQuestionnaire;
  /** `students`: how many of the class have no account. */
  questionnaire_unreached: {
    readonly title: string;
    readonly class: string;
    readonly students?: Count | undefined;
    readonly guardians: readonly { readonly guardian: string; readonly why: string }[];
    readonly page?: string | undefined;
  };
  /** Says neither what it is about nor whom. */
  ethics_case: { readonly page?: string | undefined };
  attachment_lost: { readonly what: string };
  /** To who mentors or stands in from now on. `unsigned`: students whose agreement both have still to sign. */
  mentor_assigned: {
    readonly count: Count;
    readonly items: readonly {
      readonly student: string;
      readonly class: string;
      readonly from?: string | undefined;
      readonly until?: string | undefined;
    }[];
    readonly unsigned?: Names | undefined;
  };
  refused_future: { readonly day: string };
  refused_before_pairing: { readonly day: string; readonly since: string };
  reminder: {
    readonly count: Count;
    readonly items: readonly DueItem[];
    /** What was promised for today. */
    readonly promises: readonly string[];
    /** Families that wait for an answer since another school day. */
    readonly waiting: readonly string[];
    readonly drafts?: Count | undefined;
    /** One entry where everybody can be marked as met; `day` goes into the button's key. */
    readonly daily: readonly { readonly day: string }[];
    readonly page?: OwnPage;
  };
  seen_before: Nothing;
  test_message: { readonly school: string; readonly time: string };
  too_long: Nothing;
}

export type CardName = keyof CardData;
