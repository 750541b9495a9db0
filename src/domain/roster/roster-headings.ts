/** The headings a roster may have. Only data. */
import type { GuardianRelation } from '../vocabulary.ts';
import type { Words } from './roster-words.ts';

export type StudentField =
  | 'grade'
  | 'class'
  | 'name'
  | 'number'
  | 'sex'
  | 'categories'
  | 'mentors'
  | 'homeroomTeacher'
  | 'pairedOn'
  | 'wecom'
  | 'dingtalk';

export type StaffField = 'name' | 'number' | 'roles' | 'class' | 'grade' | 'wecom' | 'dingtalk';

export type GuardianField = 'name' | 'relation' | 'phone' | 'wecom' | 'dingtalk';

/** In each list the first heading is the one of the template. */
export const studentHeadings: Words<StudentField> = {
  grade: ['年级', '所在年级', '级部'],
  class: ['班级', '班', '所在班级', '班级名称'],
  name: ['学生姓名', '姓名', '学生', '学生名字', '名字'],
  number: ['学号', '学生学号', '学籍号'],
  sex: ['性别', '学生性别'],
  categories: ['特殊类别', '特殊学生类别', '学生类别', '类别'],
  mentors: ['导师', '导师姓名', '成长导师', '学生成长导师', '结对导师', '导师姓名或工号', '导师工号'],
  homeroomTeacher: ['班主任', '班主任姓名', '班主任老师'],
  pairedOn: ['结对日期', '结对时间', '结对开始日期', '开始日期'],
  wecom: ['学生企业微信id', '学生企业微信账号', '学生企业微信'],
  dingtalk: ['学生钉钉id', '学生钉钉账号', '学生钉钉'],
};

export const staffHeadings: Words<StaffField> = {
  name: ['姓名', '教职工姓名', '教师姓名', '老师姓名', '教师', '名字'],
  number: ['工号', '教师工号', '职工号', '教工号', '教职工号'],
  roles: ['角色', '身份', '导师制角色'],
  class: ['班级', '任教班级', '班主任班级', '所带班级'],
  grade: ['年级', '所在年级', '级部', '年级组'],
  wecom: ['企业微信账号', '企业微信id', '企业微信', '企业微信userid', '企微账号', '企微id'],
  dingtalk: ['钉钉账号', '钉钉id', '钉钉', '钉钉userid'],
};

/** A guardian's heading is one of these words, perhaps a number, and one of the field words. */
export const guardianSlotWords: readonly { readonly word: string; readonly relation?: GuardianRelation }[] = [
  { word: '监护人' },
  { word: '家长' },
  { word: '父亲', relation: 'father' },
  { word: '爸爸', relation: 'father' },
  { word: '母亲', relation: 'mother' },
  { word: '妈妈', relation: 'mother' },
  { word: '爷爷', relation: 'grandfather_paternal' },
  { word: '奶奶', relation: 'grandmother_paternal' },
  { word: '外公', relation: 'grandfather_maternal' },
  { word: '外婆', relation: 'grandmother_maternal' },
];

export const guardianFieldWords: Words<GuardianField> = {
  name: ['姓名', '', '名字'],
  relation: ['关系', '与学生关系', '称谓', '与孩子关系', '与本人关系'],
  phone: ['电话', '手机', '手机号', '手机号码', '联系电话', '电话号码', '联系方式'],
  wecom: ['企业微信id', '企业微信账号', '企业微信', '企业微信userid', '企微id', '企微账号'],
  dingtalk: ['钉钉id', '钉钉账号', '钉钉', '钉钉userid'],
};

export const ordinals: readonly string[] = ['1一', '2二', '3三', '4四'];
export const ordinalMark = '第';

/** A sheet of its own for guardians, one row for each guardian of each student. */
export type GuardianRowField = 'student' | 'studentNumber' | 'grade' | 'class' | GuardianField;

const guardianWords = ['家长', '监护人'] as const;
const ofGuardian = (words: readonly string[]): readonly string[] => [
  ...words,
  ...guardianWords.flatMap((word) => words.map((rest) => `${word}${rest}`)),
];

export const guardianRowHeadings: Words<GuardianRowField> = {
  student: ['学生姓名', '学生', '孩子姓名', '孩子', '学生名字'],
  studentNumber: studentHeadings.number,
  grade: studentHeadings.grade,
  class: studentHeadings.class,
  name: ['家长姓名', '监护人姓名', ...guardianWords, '姓名'],
  relation: ofGuardian(guardianFieldWords.relation),
  phone: ofGuardian(guardianFieldWords.phone),
  wecom: ofGuardian(guardianFieldWords.wecom),
  dingtalk: ofGuardian(guardianFieldWords.dingtalk),
};

export type CalendarField = 'number' | 'kind' | 'firstOn' | 'lastOn';

export const calendarHeadings: Words<CalendarField> = {
  number: ['编号'],
  kind: ['类型', '类别', '安排', '种类'],
  firstOn: ['开始日期', '第一天', '日期', '开始', '起始日期'],
  lastOn: ['结束日期', '最后一天', '结束', '截止日期'],
};

/** Said beside a heading, never part of it. */
export const headingNotes = /\([^)]*\)|\[[^\]]*\]|必填|选填|可不填|[*:。.]/g;

/** Added to the file of failed rows, and not read when it comes back. */
export const reasonHeading = '原因';
export const silentHeadings: readonly string[] = [reasonHeading, '序号', '备注', '说明'];
