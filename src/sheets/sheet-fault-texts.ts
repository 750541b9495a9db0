/** What a person is told, and what to do next. */
import type { SheetFault } from './sheet-error.ts';

export const sheetFaultTexts: Readonly<Record<SheetFault, string>> = {
  too_large: '文件太大（最多 20 MB）。请删掉图片和用不到的空行、空列，另存后再试。',
  too_many_rows: '行数太多（每张表最多 5000 行）。请分成几个文件，分次导入。',
  not_a_sheet: '这不是可以读的表格。请用 Excel 或 WPS 另存为 .xlsx 或 .csv 再试。',
  old_excel: '这是旧版 .xls 文件，或者加了密码。请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 再试。',
  damaged: '文件不完整或已损坏，打不开。请重新另存为 .xlsx 再试。',
  unreadable_cell: '表里有出错的单元格（如 #N/A）或没有算出结果的公式。请改成普通文字，保存后再试。',
  unreadable_text: '文字编码认不出来。请另存为 .xlsx，或“CSV UTF-8”格式再试。',
  empty: '表里没有内容。',
};
