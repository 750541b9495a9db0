import type { PersonKind } from '../../domain/vocabulary.ts';
import { renderNote } from '../page.tsx';

const hello: Readonly<Record<Exclude<PersonKind, 'staff'>, readonly string[]>> = {
  guardian: [
    '这里是学校的导师助手，不是老师本人。',
    '学校要您填写什么，会发消息给您，点消息里的链接就能填。',
    '孩子有事，请直接联系孩子的导师或班主任。',
  ],
  student: [
    '这里是学校的导师助手，不是老师本人。',
    '学校要你填写什么，会发消息给你，点消息里的链接就能填。',
    '心里有事，可以直接找你的导师，或者任何一位你信得过的老师。',
  ],
};

export function renderHelloPage(kind: Exclude<PersonKind, 'staff'>): string {
  return renderNote(kind === 'guardian' ? '您好' : '你好', { says: hello[kind] });
}
