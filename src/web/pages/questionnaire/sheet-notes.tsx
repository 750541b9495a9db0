/** What is said instead of a sheet: each case in its own plain words, with what to do next. */
import type { SheetRefusal } from '../../../usecases/questionnaires/own-invitations.ts';
import { renderLightPage } from '../../light-page.tsx';

interface Note {
  readonly title: string;
  readonly says: readonly string[];
  readonly link?: { readonly to: string; readonly text: string };
}

export function renderNotePage({ title, says, link }: Note, isLarge: boolean): string {
  return renderLightPage(
    { title, isLarge },
    <section class="box">
      <h1>{title}</h1>
      {says.map((sentence) => (
        <p>{sentence}</p>
      ))}
      {link && (
        <a class="button" href={link.to}>
          {link.text}
        </a>
      )}
    </section>,
  );
}

export const refusalNotes: Readonly<Record<SheetRefusal, Note & { readonly status: number }>> = {
  spent: {
    status: 410,
    title: '已经交过了',
    says: ['这份问卷已经收到，一份只交一次。谢谢！', '如果不是您填的，请告诉班主任。'],
  },
  closed: {
    status: 410,
    title: '已经结束了',
    says: ['这一次的问卷收完了。有话想说，随时可以告诉班主任。'],
  },
  wrong: {
    status: 404,
    title: '没有找到这份问卷',
    says: ['地址或号码可能不全。请从通知里再点一次，或对照纸条再输一遍。'],
    link: { to: '/f', text: '输纸条上的号码' },
  },
  not_yet_open: {
    status: 403,
    title: '还没有开始',
    says: ['到了日子学校会发通知，点通知里的链接就能填。'],
  },
  not_yours: {
    status: 403,
    title: '这份问卷不是发给您的',
    says: ['可能是别人转发来的。您自己的问卷，会在您收到的通知里。'],
  },
};

export const thanksNote: Note = { title: '收到了，谢谢！', says: ['可以关上这一页了。'] };

export const foreignNote: Note = {
  title: '没有交上',
  says: ['这不是从问卷自己的页面发出的。请从通知里再点一次。'],
};

export const unreadableNote: Note = {
  title: '没有交上',
  says: ['这一次没有看懂，什么都没有改。请回到上一页再交一次。'],
};

/** What was typed is shown, so that it can be copied; the rest is three touches. */
export function signedOutNote(typed: readonly string[], to: string): Note {
  const kept = typed.length === 0 ? [] : ['刚才写的字在这里，可以先复制下来：', ...typed];
  return {
    title: '要重新打开一下',
    says: ['隔得久了，刚才那一份还没有交上。', ...kept],
    link: { to, text: '重新打开' },
  };
}
