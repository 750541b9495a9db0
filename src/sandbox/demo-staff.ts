/** The invented staff of the demo school: 62 people, 52 of them mentors. */
import type { SchoolRole } from '../domain/roster/roster-plan.ts';

export interface DemoStaff {
  readonly name: string;
  readonly mentor: boolean;
  readonly schoolRoles: readonly SchoolRole[];
  readonly grade?: number;
  readonly homeroomOf?: string;
}

const homeroomTeachers: readonly (readonly [string, string])[] = [
  ['1.1', '苏晓棠'],
  ['1.2', '魏明珠'],
  ['2.1', '罗建业'],
  ['2.2', '唐婉如'],
  ['3.1', '郝春晖'],
  ['3.2', '段小满'],
  ['4.1', '潘玉洁'],
  ['4.2', '上官云舒'],
  ['5.1', '冯立春'],
  ['5.2', '欧阳静'],
  ['6.1', '邱海棠'],
  ['6.2', '任远'],
];

const gradeHeads = ['崔长青', '丁慧兰', '戴文韬', '石敬之', '姜月华', '钟汉生'];

const offices: readonly DemoStaff[] = [
  { name: '沈立言', mentor: true, schoolRoles: ['moral_office', 'steering_group'] },
  { name: '黎若兰', mentor: true, schoolRoles: ['moral_office', 'scheme_officer'] },
  { name: '顾怀瑾', mentor: true, schoolRoles: ['academic_office', 'steering_group'] },
  { name: '温若谷', mentor: true, schoolRoles: ['psych_teacher'] },
  { name: '陆承志', mentor: true, schoolRoles: ['deputy_principal', 'steering_group'] },
];

/** 许静姝 and 许静淑, 常青 and 崔长青 sound alike; 康乐, 万象 and 乔木 are also words. */
const subjectTeachers = [
  '林佩文',
  '许静姝',
  '许静淑',
  '江雨田',
  '汪小曼',
  '范思齐',
  '邹一凡',
  '白玉兰',
  '康乐',
  '武艺',
  '余音',
  '尹素心',
  '龚正',
  '谭木子',
  '廖星河',
  '田甜',
  '毛秀竹',
  '孔令宜',
  '史大川',
  '侯文静',
  '邵华',
  '万象',
  '雷雨生',
  '汤圆圆',
  '易书寒',
  '乔木',
  '常青',
  '阿依努尔·吐尔逊',
  '司徒慧',
];

const notMentoring: readonly DemoStaff[] = [
  { name: '秦望舒', mentor: false, schoolRoles: ['principal', 'steering_group'] },
  { name: '贺守成', mentor: false, schoolRoles: ['logistics_office', 'steering_group'] },
  ...['葛守诚', '牛广田', '裴秀娥', '车国安', '滕树根', '柳叶青', '焦满仓', '施惠民'].map((name) => ({
    name,
    mentor: false,
    schoolRoles: [],
  })),
];

export const demoStaff: readonly DemoStaff[] = [
  ...homeroomTeachers.map(([homeroomOf, name]) => ({ name, mentor: true, schoolRoles: [], homeroomOf })),
  ...gradeHeads.map((name, index) => ({ name, mentor: true, schoolRoles: [], grade: index + 1 })),
  ...offices,
  ...subjectTeachers.map((name) => ({ name, mentor: true, schoolRoles: [] })),
  ...notMentoring,
];
