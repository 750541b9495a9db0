/** Platform words and system lines: no commands and no records (chat-corpus.md §2, step 3). */
import type { Understanding } from './understanding.ts';

const wanting: readonly string[] = [
  '@所有人',
  '@all',
  '#接龙',
  '#',
  'ding',
  '[图片]',
  '[文件]',
  '[视频]',
  '[语音]',
  '[位置]',
  '[链接]',
  '[名片]',
  '[小程序]',
  '[聊天记录]',
  '[红包]',
  '[转账]',
  '[群公告]',
  '[日程]',
  '[会议]',
  '[审批]',
  '[待办]',
  '[投票]',
  '[合并转发]',
  '[接龙]',
  '[收集表]',
  '[文档]',
];
const recalled: readonly string[] = [
  '撤回了一条消息',
  '撤回一条消息',
  '拍了拍',
  '加入了群',
  '邀请',
  '以上是打招呼',
  '已添加',
];

/** `text` is normalised and without a mention of the bot. */
export function readSystemLine(text: string): Understanding | undefined {
  const line = text.trim();
  if (line === '') return { intent: 'smalltalk' };
  if (
    recalled.some(
      (words) => line.endsWith(words) || (words === '拍了拍' && line.includes(words) && line.length < 24),
    )
  )
    return { intent: 'smalltalk' };
  if (line.startsWith('/') && line.length < 20) return { intent: 'unsupported' };
  if (wanting.some((word) => line.startsWith(word))) return { intent: 'unsupported' };
  if (isStickers(line)) return { intent: 'smalltalk' };
  return undefined;
}

/** [强][强]: nothing but names of stickers. */
function isStickers(line: string): boolean {
  let at = 0;
  let count = 0;
  while (at < line.length) {
    if (line[at] === ' ') {
      at += 1;
      continue;
    }
    if (line[at] !== '[') return false;
    const end = line.indexOf(']', at);
    if (end < 0 || end - at > 8) return false;
    at = end + 1;
    count += 1;
  }
  return count > 0;
}

/** `@导师助手 …` → the words after it, with how much was cut. */
export function withoutMention(text: string): { readonly text: string; readonly cut: number } {
  let at = 0;
  while (text[at] === ' ' || text[at] === '\n') at += 1;
  if (text[at] !== '@' || text.startsWith('@所有人', at) || text.startsWith('@all', at))
    return { text, cut: 0 };
  const end = [' ', '\n', ','].map((mark) => text.indexOf(mark, at)).filter((place) => place > 0);
  const to = Math.min(...end, at + 24);
  if (to >= text.length || to === at + 24) return { text, cut: 0 };
  return { text: text.slice(to + 1), cut: to + 1 };
}
