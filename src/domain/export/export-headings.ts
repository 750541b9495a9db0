/** The columns of what can be exported. Only data. */
export const exportKinds = ['roster', 'guardians', 'contacts'] as const;
export type ExportKind = (typeof exportKinds)[number];

export const exportHeadings: Readonly<Record<ExportKind, readonly string[]>> = {
  roster: ['班级', '学生姓名', '导师'],
  guardians: ['班级', '学生姓名', '监护人姓名', '关系'],
  contacts: ['日期', '班级', '学生姓名', '老师', '方式', '结果', '分钟'],
};

/** Beside the others where the words are wanted. */
export const noteHeading = '内容';

export const exportSheetNames: Readonly<Record<ExportKind, string>> = {
  roster: '学生',
  guardians: '家长',
  contacts: '谈话记录',
};
