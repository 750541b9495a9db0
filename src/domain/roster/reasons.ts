/** The words of each reason: what is wrong and what to do. Only data, and the filling in of it. */
import type { RosterReason, RosterReasonCode } from './roster-reason.ts';

const texts: Readonly<Record<RosterReasonCode, string>> = {
  headings_not_found:
    '没有找到表头。学生表要有“学生姓名”和“班级”两列，教职工表要有“姓名”一列，家长表要有“学生姓名”“家长姓名”“关系”三列，校历要有“类型”和“开始日期”两列。',
  column_missing: '缺少“{found}”这一列。',
  name_missing: '没有填姓名。',
  name_invalid:
    '姓名“{found}”认不出来：1 到 20 个字，只能有汉字、字母和间隔号“·”。同名的人请用学号或工号区分。',
  name_unreadable: '姓名“{found}”里有显示不出来的字，请用 .xlsx 格式重新填写这个字。',
  class_missing: '没有填班级。合并过的单元格请取消合并，每一行都填上。',
  class_unreadable: '班级“{found}”认不出来。请写成“五(2)班”“502”或“初一4班”。',
  class_cohort: '班级“{found}”写的是入学年份。请写现在的年级，如“五(2)班”。',
  class_became_date: '班级“{found}”被表格软件变成了日期。请写成“五(2)班”。',
  class_grade_conflict: '年级“{allowed}”和班级“{found}”对不上。',
  grade_unreadable: '年级“{found}”认不出来。请写成“五年级”或“初一”。',
  sex_unknown: '性别“{found}”认不出来。可以填：{allowed}。',
  category_unknown: '特殊类别“{found}”认不出来。可以填：{allowed}；没有请留空。',
  relation_missing: '监护人“{found}”没有填和学生的关系。可以填：{allowed}。',
  relation_unknown: '关系“{found}”认不出来。可以填：{allowed}。',
  guardian_name_missing: '填了监护人的“{found}”，没有填监护人姓名。',
  guardian_twice: '监护人“{found}”在这一行填了两次。',
  phone_invalid: '电话“{found}”不对。请填 11 位手机号，或带区号的座机号。',
  account_invalid: '账号“{found}”不对。请填通讯录里的账号（userid），不是姓名或手机昵称。',
  account_taken: '账号“{found}”已经是{allowed}的。一个账号只能属于一个人。',
  date_unreadable: '日期“{found}”认不出来。请写成“2026-09-07”或“2026年9月7日”。',
  role_unknown: '角色“{found}”认不出来。可以填：{allowed}；普通教师请留空。',
  role_needs_class: '“{found}”要在“班级”一列写明是哪个班。',
  role_needs_grade: '“{found}”要写明是哪个年级，如“五年级组长”。',
  same_name_staff: '教职工里有同名的“{found}”。同名，请填工号；若是同一个人，请只留一行。',
  same_name_student:
    '{allowed}有同名的“{found}”。同名，请填学号；若是同一个学生，请合并成一行，几位导师用“、”隔开。',
  number_twice: '编号“{found}”和第 {row} 行相同。',
  number_of_other: '编号“{found}”已经是{allowed}的。请核对编号和姓名。',
  may_have_moved:
    '{allowed}已有同名学生“{found}”，这次的名单里没有了。转班请填原来的学号；若是另一个学生，请填他自己的学号。',
  mentor_unknown: '导师“{found}”不在教职工名单里。',
  mentor_ambiguous: '有几位教职工叫“{found}”。同名，请填工号。',
  mentor_row_failed: '导师“{found}”在教职工表里的那一行有错，请先改好那一行。',
  mentor_twice: '导师“{found}”在这一行写了两次。',
  homeroom_unknown: '班主任“{found}”不在教职工名单里，或者那一行有错。',
  homeroom_ambiguous: '有几位教职工叫“{found}”（班主任）。同名，请填工号。',
  student_missing: '没有填学生的姓名或学号。',
  student_unknown: '没有学生“{found}”。请先导入学生，或者核对姓名、班级和学号。',
  guardian_repeated: '“{found}”是这名学生的家长，前面已经写过，关系不一样。',
  calendar_kind_unknown: '类型“{found}”认不出来。可以填：{allowed}。',
  calendar_day_missing: '没有填开始日期。学期还要填结束日期。',
  calendar_backwards: '结束日期在开始日期以前。',
  calendar_too_long: '从“{found}”起的日子太长，请核对结束日期。',
  calendar_overlap: '和第 {row} 行的学期重了。',
  homeroom_conflict: '班主任“{found}”和前面写的“{allowed}”不一样。一个班请只写一位班主任。',
};

const mostShown = 30;
/** Control characters, and marks that turn the reading direction round or cannot be seen. */
const unseen = /[\p{Cc}\p{Cf}]/gu;

/** A cell may hold a whole book: its beginning is enough to find it. */
function shown(text: string): string {
  const seen = [...text.slice(0, mostShown * 4).replace(unseen, '')];
  return seen.length > mostShown ? `${seen.slice(0, mostShown).join('')}…` : seen.join('');
}

export function reasonText(reason: RosterReason): string {
  return texts[reason.code]
    .replaceAll('{found}', () => shown(reason.found ?? ''))
    .replaceAll('{row}', () => String(reason.row ?? ''))
    .replaceAll('{allowed}', () => (reason.allowed ?? []).join('、'));
}
