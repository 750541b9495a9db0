import type { PhoneMessage } from '../double.ts';

export interface BubbleWords {
  readonly title: string;
  readonly text: string;
  readonly isMarkdown: boolean;
}

/**
 * What a phone draws of a message. DingTalk shows a title in the list of chats only, so here it counts just where the
 * text begins with it; and a link of its text that is already a button below is not said twice.
 */
export function wordsOf(phone: string, message: PhoneMessage): BubbleWords {
  const { title, text } = message;
  if (!phone.startsWith('dingtalk:') || message.form === 'text' || text === '') {
    return { title, text, isMarkdown: message.form === 'markdown' };
  }
  const lines = text.split('\n');
  const below = new Set([...message.buttons.map((button) => button.text), message.link?.text]);
  while (below.has(lines.at(-1)?.trim())) lines.pop();
  const hasHeading = lines[0]?.replace(/^#{1,6}\s+/, '').trim() === title;
  return {
    title: hasHeading ? title : '',
    text: lines
      .slice(hasHeading ? 1 : 0)
      .join('\n')
      .trim(),
    isMarkdown: true,
  };
}
