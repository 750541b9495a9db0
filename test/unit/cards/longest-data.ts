/** Every card with the longest realistic data: twelve pupils with four characters, long class names, full dates. */
import type { CardData, CardName } from '../../../src/cards/card-data.ts';

const student = '欧阳宇轩';
const className = '高中二年级（12）班国际部';
const day = '2025年12月31日 周三';
const until = '12月31日截止';
const what = '本学期深入交流';
const question = '0123abcd';
const page = 'https://daoshi.jinan-high-tech-first-experimental-school.example.edu.cn:8443/me';
const undoKey = 'a'.repeat(64);

function times<Item>(count: number, item: (number: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => item(index + 1));
}

const due = times(30, () => ({ students: `${times(6, () => student).join('、')}等 12 人`, what, until }));
const filed = {
  students: times(15, () => student),
  kind: '小组交流',
  day,
  outcome: '没联系上',
  minutes: 120,
};

export const longestData: { readonly [Name in CardName]: CardData[Name] } = {
  contact_filed: {
    ...filed,
    late_days: 128,
    ask: '好'.repeat(40),
    attached: 9,
    still_open: times(12, () => `${student} ${what}，${until}`),
    undo_key: undoKey,
  },
  contacts_filed: {
    count: 30,
    records: times(30, () => ({ ...filed, students: student })),
    undo_key: undoKey,
  },
  hand_in_filed: { what: '学期综合评价', students: times(12, () => student), undo_key: undoKey },
  hand_in_needs_text: { what: '学期综合评价', example: student },
  hand_in_needs_student: { what: '学期综合评价', example: student },
  why: {
    items: times(
      12,
      () =>
        'SHEWOBO-32规定“导师每周至少与每名学生个别谈话一次”，由导师在2026年11月22日前（含当天）完成，谈话即可。',
    ),
  },
  guardian_reminder: { items: times(8, () => ({ student, what, until })) },
  office_done: { what: `${student} 请假 ${day}—${day}` },
  office_unclear: { example: '请假 欧阳宇轩 11月20日到11月22日' },
  office_nobody: { name: '高中二年级（12）班国际部欧阳宇轩' },
  office_several: { name: student, classes: times(6, () => className) },
  office_not_yours: {},
  contact_undone: { what: `${filed.students.join('、')}：小组交流，${day}` },
  nothing_to_undo: {},
  due_list: { count: 30, items: due, advice: times(6, () => ({ what, done: 12, of: 30 })), page },
  due_list_empty: {},
  student_list: {
    count: 20,
    items: times(20, () => ({ student, class: className, last: `${day} 小组交流（没联系上）` })),
  },
  student_list_empty: {},
  student_not_shown: { name: student },
  student_card: {
    student,
    class: className,
    items: times(12, () => ({ day, kind: '小组交流', outcome: '没联系上' })),
    due: times(12, () => ({ what, until })),
  },
  help: {},
  greeting: { name: '欧阳宇轩', page },
  unknown_person: { who_to_ask: '德育处司徒慕容老师（电话 0531-88888888 转 8012）' },
  guardian_hello: {},
  student_hello: {},
  family_unknown: {},
  family_thanks: {},
  family_write_in_private: {},
  family_report_filed: { what: '学期综合评价', student },
  family_report_empty: { what: '学期综合评价' },
  family_which_child: { candidates: times(8, (number) => ({ number, name: student, class: '六年级12班' })) },
  family_nobody: { who_to_ask: '德育处欧阳主任（13800138001）' },
  guardian_danger: {},
  student_danger: {},
  leave_passed: { student, days: `${day}—${day}`, role: '班主任', teacher: '司徒慕容' },
  leave_unclear: {},
  leave_requested: {
    asker: `${student}的外婆`,
    student,
    days: `${day}—${day}`,
    words: '孩子发烧了，'.repeat(30),
    question_mark: question,
  },
  leave_granted: { student, days: `${day}—${day}`, role: '班主任', teacher: '司徒慕容' },
  leave_grant_done: { student, days: `${day}—${day}` },
  question_passed: { role: '班主任', teacher: '司徒慕容' },
  question_arrived: { asker: `${student}的外婆`, words: '想问一问，'.repeat(30), question_mark: question },
  question_answered: { role: '班主任', teacher: '司徒慕容', words: '您放心，'.repeat(30) },
  question_reply_sent: { asker: `${student}的外婆` },
  question_reply_unsent: { asker: `${student}的外婆` },
  question_reply_none: {},
  question_reply_which: { askers: times(8, () => `${student}的外婆`), example: student },
  question_spoken: {},
  ask_which_student: {
    question,
    candidates: times(15, (number) => ({ number, name: student, class: className })),
    hint: '都不是的话，写全名，或者回「算了」。',
  },
  ask_student_unknown: { question, part: '小班里坐最后一排的那个大个子', example: student },
  ask_not_your_mentee: { question, name: times(4, () => student) },
  ask_which_date: { question, candidates: times(5, (number) => ({ number, day, short: '12月31日' })) },
  ask_which_kind: { question, candidates: times(10, (number) => ({ number, kind: '深入交流' })) },
  ask_future_or_past: { question, candidates: times(2, (number) => ({ number, day })) },
  ask_confirm_reading: {
    question,
    candidates: times(3, (number) => ({ number, reading: '孩子可能有事，要找人帮忙', short: '要找人帮忙' })),
  },
  ask_empty_content: { question },
  draft_list: {
    count: 20,
    items: times(20, (number) => ({
      number,
      day,
      first: `${'今'.repeat(12)}…`,
      short: `${'今'.repeat(6)}…`,
      about: '不在你的名单里',
      draft: question,
    })),
  },
  draft_list_empty: {},
  draft_dropped: { items: times(20, () => `${'今'.repeat(12)}…`) },
  contact_repeated: {
    question,
    records: times(12, () => ({ students: filed.students, kind: '小组交流', day })),
  },
  ask_missing_field: { students: student, kind: '联系家长', day, ask: '好'.repeat(40) },
  field_filed: { students: student, kind: '联系家长', day, field: '效果', value: '好'.repeat(200) },
  question_closed: {},
  left_as_it_is: {},
  button_outdated: {},
  pick_contact: {
    students: times(10, (number) => ({ id: `s${number}`, name: student })),
    kinds: times(6, (number) => ({ id: `k${number}`, name: '深入交流' })),
    outcomes: times(3, (number) => ({ id: `o${number}`, name: '没联系上' })),
    rest: 90,
    pick_key: undoKey,
  },
  pick_used: {},
  write_in_private: {},
  not_understood: {
    part: '帮我把这个学期所有人的谈话都改到上个月',
    example: '今天和欧阳宇轩谈了二十分钟，最近睡得晚',
  },
  smalltalk: {},
  plan_noted_not_filed: { students: times(15, () => student), kind: '小组交流', on: day },
  amend_unsupported: {},
  ask_concern: {
    who: '司徒慕容（心理老师）、欧阳敬亭（年级组长）、上官云舒（班主任）',
    unnamed: student,
    filed: `${student}：电访（没联系上），${day}`,
    concern_mark: question,
  },
  concern_told: { who: '司徒慕容（心理老师）、欧阳敬亭（年级组长）', missing: ['班主任', '德育处'] },
  concern_noted: {},
  concern_harmless: {},
  concern_decided_before: {},
  concern_nothing: {},
  concern_raised: { again: '司徒慕容', concern_mark: question },
  concern_ask_again: { concern_mark: question },
  concern_waits: { reporter: '司徒慕容' },
  concern_status: { late: ['司徒慕容', '欧阳敬亭'], seen: ['上官云舒'] },
  concern_overdue: { reporter: '司徒慕容', late: ['欧阳敬亭', '上官云舒'], concern_mark: question },
  concern_nobody: { reporter: '司徒慕容', concern_mark: question },
  concern_seen: { seen: ['司徒慕容', '欧阳敬亭', '上官云舒'] },
  concern_write_here: {},
  concern_shown: {
    student,
    class: '六年级12班',
    reporter: '司徒慕容老师',
    decides: '司徒慕容',
    words: '孩子说了很多话，'.repeat(40),
    concern_mark: question,
  },
  concern_acknowledged: { reporter: '司徒慕容', left: 3 },
  concern_not_yours: {},
  only_text: {},
  picture_attached: { students: times(12, () => student), day, kind: '深入交流' },
  picture_waiting: { example: `今天和${student}谈了二十分钟，最近睡得晚` },
  voice_waiting: { example: `今天和${student}谈了二十分钟，最近睡得晚` },
  attachment_lost: { what: '一条语音' },
  refused_future: { day },
  refused_before_pairing: { day, since: day },
  reminder: { count: 30, items: due, page },
  test_message: { school: '济南高新技术产业开发区第一实验学校（东校区）', time: `${day} 21:30` },
  too_long: {},
};
