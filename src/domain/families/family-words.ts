/** What guardians and students write to the bot, as words. Data: a line more here is a sentence more understood. */
import type { HandInKind } from '../vocabulary.ts';

/** Longest first where one begins another; the first kind that the scheme in force asks for is meant. */
export const reportWords: readonly (readonly [string, readonly HandInKind[]])[] = [
  ['本周汇报', ['student_report', 'weekly_reflection']],
  ['每周汇报', ['student_report', 'weekly_reflection']],
  ['学生汇报', ['student_report']],
  ['周汇报', ['student_report', 'weekly_reflection']],
  ['周总结', ['student_report', 'weekly_reflection']],
  ['周反思', ['weekly_reflection']],
  ['本周反思', ['weekly_reflection']],
  ['心得体会', ['student_essay']],
  ['周记', ['weekly_reflection', 'student_report']],
  ['周报', ['student_report', 'weekly_reflection']],
  ['汇报', ['student_report', 'weekly_reflection']],
  ['反思', ['weekly_reflection']],
  ['心得', ['student_essay']],
];

/** A plain sentence that begins like this tells of a week. */
export const weekWords = ['这周', '本周', '这一周', '这个星期', '这个礼拜', '上周', '上个星期'];
export const plainReportKinds: readonly HandInKind[] = ['student_report', 'weekly_reflection'];
export const shortestPlainReport = 12;

export const leaveWords = [
  '请假',
  '请个假',
  '请病假',
  '请事假',
  '请一天假',
  '请两天假',
  '请三天假',
  '请半天假',
  '不能去学校',
  '去不了学校',
  '来不了学校',
  '不能来学校',
  '不能上学',
  '上不了学',
  '不能去上学',
  '不能来上学',
];
export const illnessWords = [
  '发烧',
  '感冒',
  '生病',
  '病了',
  '咳嗽',
  '拉肚子',
  '肚子疼',
  '看病',
  '医院',
  '输液',
  '打点滴',
];

/** Someone asks how to do it, not for it. */
export const howWords = ['怎么', '如何', '怎样', '可以吗', '要找谁'];

export const askHeads = [
  '问：',
  '问:',
  '请问',
  '想问',
  '问一下',
  '请教',
  '转告',
  '转给导师',
  '给导师',
  '给老师',
];
export const askMarks = ['?', '？'];
export const askEndings = ['吗', '呢', '么'];
export const askWords = [
  '老师',
  '麻烦',
  '怎么',
  '为什么',
  '什么时候',
  '几点',
  '能不能',
  '可不可以',
  '是不是',
  '希望',
];

export const thanksWords = [
  '谢谢',
  '感谢',
  '辛苦',
  '多谢',
  '谢了',
  '收到',
  '好的',
  '好滴',
  '知道了',
  '明白',
  '嗯',
  'ok',
];
export const helloWords = ['你好', '您好', '在吗', '早上好', '下午好', '晚上好', '老师好', 'hi', 'hello'];
export const helpWords = ['帮助', '怎么用', '能做什么', '你是谁', '功能', '菜单'];
export const undoWords = ['撤销', '撤回', '删掉', '作废'];
export const longestSmallTalk = 10;

/** Signs as the child itself would say them, on top of the lexicon for teachers. */
export const firstPersonSigns: readonly { readonly sign: string; readonly words: readonly string[] }[] = [
  {
    sign: 'bullying',
    words: '打我 踢我 抢我 堵我 围着我 欺负我 没人理我 都不理我 没人跟我玩 不跟我玩 没人和我玩'.split(' '),
  },
  { sign: 'runaway', words: '不想回家 不敢回家'.split(' ') },
];
