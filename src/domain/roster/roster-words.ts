/** The words of a roster file and what they mean here. Only data: matching is done on folded text. */
import type { GuardianRelation } from '../vocabulary.ts';
import type { RosterCategory, SchoolRole } from './roster-plan.ts';

export type Words<Meaning extends string> = Readonly<Record<Meaning, readonly string[]>>;

/** In each list the first word is the one shown to people. */
export const relationWords: Words<GuardianRelation> = {
  mother: ['母亲', '妈妈', '母', '妈', '母女', '母子', '继母', '养母'],
  father: ['父亲', '爸爸', '父', '爸', '父女', '父子', '继父', '养父'],
  grandmother_paternal: ['奶奶', '祖母'],
  grandfather_paternal: ['爷爷', '祖父'],
  grandmother_maternal: ['外婆', '姥姥', '外祖母', '姥娘'],
  grandfather_maternal: ['外公', '姥爷', '外祖父'],
  other: [
    '其他',
    '其它',
    '伯父',
    '伯母',
    '大伯',
    '叔叔',
    '叔父',
    '婶婶',
    '姑姑',
    '姑妈',
    '姑父',
    '舅舅',
    '舅妈',
    '姨妈',
    '阿姨',
    '小姨',
    '姨父',
    '哥哥',
    '姐姐',
    '嫂子',
    '姐夫',
    '曾祖母',
    '曾祖父',
    '亲戚',
    '亲属',
    '监护人',
    '委托监护人',
  ],
};

/** SHEWOBO-18 */
export const categoryWords: Words<RosterCategory> = {
  single_parent: ['单亲家庭', '单亲', '离异家庭', '单亲子女'],
  weak_self_control: ['自制力较差', '行为规范常有问题', '自制力差', '行为规范有问题', '行为习惯差'],
  psych_problem: ['心理有问题', '心理问题', '心理'],
  heavy_study_pressure: ['学习压力大', '学业负担重', '学业压力大', '学业负担重学习压力大'],
  subject_outlier: [
    '学科特别突出或薄弱',
    '某门学科特别突出和薄弱',
    '学科突出',
    '学科薄弱',
    '偏科',
    '学科特别突出',
    '学科特别薄弱',
  ],
  left_behind: ['留守儿童', '留守', '留守学生'],
};

export const schoolRoleWords: Words<SchoolRole> = {
  mentor: ['导师', '成长导师', '学生成长导师'],
  principal: ['校长', '学校主要负责人'],
  deputy_principal: ['副校长', '分管副校长', '分管领导'],
  steering_group: ['领导小组', '领导小组成员', '领导小组组长', '领导小组副组长'],
  moral_office: [
    '德育处',
    '政教处',
    '学生处',
    '德育处主任',
    '政教处主任',
    '学生处主任',
    '德育主任',
    '政教主任',
    '德育处副主任',
    '政教处副主任',
    '德育处干事',
    '政教处干事',
  ],
  academic_office: [
    '教务处',
    '教导处',
    '教务',
    '教务处主任',
    '教导处主任',
    '教务主任',
    '教导主任',
    '教务处副主任',
    '教导处副主任',
  ],
  logistics_office: ['总务处', '总务处主任', '总务主任', '总务处副主任'],
  psych_teacher: ['心理教师', '心理老师', '心理健康教师'],
  scheme_officer: ['专人', '导师制负责人', '导师制专人'],
};

export const scopedRoleWords = {
  homeroom_teacher: ['班主任'],
  grade_head: ['年级组长', '级部主任', '年级主任', '级部长', '年级长'],
  subject_teacher: ['任课教师', '科任教师', '学科教师', '任课老师'],
} as const satisfies Words<'homeroom_teacher' | 'grade_head' | 'subject_teacher'>;

/** Said of everybody: no role of the scheme. */
export const plainStaffWords: readonly string[] = [
  '教师',
  '老师',
  '教职工',
  '职工',
  '职员',
  '教辅',
  '后勤',
  '工勤',
];

export const sexWords: Words<'female' | 'male'> = {
  female: ['女', '女生', '女孩'],
  male: ['男', '男生', '男孩'],
};

/** How people write that there is nothing to write. */
export const nothingWords: readonly string[] = ['无', '没有', '-', '--', '—', '——', '/', '\\', '暂无', '空'];

export type CalendarKind = 'term' | 'holiday' | 'make_up';

export const calendarWords: Words<CalendarKind> = {
  term: ['学期', '上学期', '下学期', '第一学期', '第二学期'],
  holiday: ['放假', '假期', '节假日', '停课', '休息'],
  make_up: ['补课', '调休上课', '上课', '补班', '调休'],
};

/** In the column of numbers: a row that only shows how to fill in. */
export const exampleWord = '示例';

export const honorifics: readonly string[] = ['老师', '校长', '主任'];

export const sheetNameWords: Words<'students' | 'staff'> = {
  students: ['学生', '花名册', '名单', '学生名单', '学生花名册'],
  staff: ['教职工', '教师', '老师', '导师', '教职工名单', '教师名单', '员工'],
};

export const chineseDigits = '零一二三四五六七八九';
export const chineseTen = '十';

/** First year of each stage as people say it; the character after it counts on. */
export const stageWords: Readonly<Record<string, number>> = { 小: 1, 初: 7, 高: 10 };

export const classWords = {
  grade: '年级',
  gradeShort: '级',
  stage: '中',
  school: '小学',
  class: '班',
  classLong: '班级',
  senior: '高',
} as const;

/** A class that a spreadsheet took for a day: 5-2 became 5月2日. */
export const dayInsteadOfClass = /^\d{4}-\d{2}-\d{2}|^\d{1,2}月\d{1,2}日$/u;

/** Year, month, day, and a time of day that does not matter. */
export const writtenDay = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:\d{1,2}:\d{2}(?::\d{2})?)?$/u;

/** What stands between the names in a cell. */
export const listSeparators = /[、，,;；/\n]+/;
