/** The words of a table of exam results. Only data. */

/** 班级名次, 语文排名, 位次. */
export const rankHeading = /(?:班级|年级|校|学校|总分|全区|全县|全市)?(?:名次|排名|位次|序次|名列)$/u;

export const absentWords: readonly string[] = ['缺考', '缺', '免考', '病假', '请假', '未考'];

export const gradeWords = /^(?:[A-Ea-e][+-]?|优秀?|良好?|中等?|合格|及格|不及格|不合格|待合格|待提高|差)$/u;

export const resultReasons = {
  noHead: '没有找到表头。要有「学生姓名」或「学号」，再加每门学科一列。',
  noName: '没有填学生姓名或学号。',
  unknown: '花名册里没有这名学生。请核对姓名、学号和班级。',
  several: '有几名学生叫这个名字。请填学号，或写明班级。',
  twice: '这名学生在第 {row} 行已经有了。',
  score: '{subject}的成绩「{found}」认不出来。请写分数（如 92.5）或等第（如 优、A）；没考写「缺考」。',
} as const;

export const resultsTemplate: readonly (readonly string[])[] = [
  ['班级', '学号', '学生姓名', '语文', '数学', '英语'],
  ['五(2)班', '示例', '田小禾', '92.5', '88', '优'],
];
