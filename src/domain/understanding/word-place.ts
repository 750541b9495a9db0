/** Whether a word names a contact at the place where it stands: the same word is often paper, a topic or a lesson. */
import type { Mention } from './mention.ts';
import { has, type Token } from './token.ts';

/** 看了甲的家访记录, 准备谈话提纲: paper, and no contact. */
export function isPaper(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!has(token, 'talk', 'visit', 'phone')) return false;
  const isNoun =
    /(记录|登记)$/.test(token?.text ?? '') ||
    /^(提纲|记录|记录表|登记表|材料|台账|照片|总结|方案|计划|表|本)$/.test(tokens[at + 1]?.text ?? '');
  return (
    isNoun &&
    tokens
      .slice(0, at)
      .some(
        (before) =>
          has(before, 'read') ||
          /^(整理|准备|准备了|写|写好|写了|写完|填|填了|填好|交|交了|上传|打印|核对|修改|归档)/.test(
            before.text,
          ),
      )
  );
}

export function isWritten(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(Math.max(0, at - 8), at + 4)
    .some((token, index) => index + Math.max(0, at - 8) !== at && has(token, 'write', 'send', 'answered'));
}

/** 去X家, 到家里, 在X家坐: only a place inside the home counts. */
export function isVisitAt(tokens: readonly Token[], at: number, mentions: readonly Mention[]): boolean {
  const token = tokens[at];
  if (has(token, 'visit')) return !has(tokens[at + 1], 'parentMeeting');
  if (!has(token, 'go') && token?.text !== '在') return false;
  if (token?.text === '回') return false;
  if (
    /^(去|到|跑)[了过]$/.test(token?.text ?? '') &&
    mentions.some(({ isHome, to }) => isHome && to <= at && at - to <= 1)
  )
    return true;
  const home = mentions.find(({ from, to, isHome }) => isHome && from > at && from - at <= 2 && to <= at + 8);
  if (home && /^的?(路上|途中|半路|半道)/.test(textFrom(tokens, home.to))) return false;
  const bareHome = tokens.slice(at + 1, at + 3).some((next) => has(next, 'home') && next.text !== '家');
  if (token?.text === '在')
    return (
      home !== undefined &&
      tokens
        .slice(home.to, home.to + 5)
        .some((next) => has(next, 'talk', 'talked', 'meet', 'said') || /^[坐待呆吃见]/.test(next.text))
    );
  if (token?.text === '来' && mentions.some((mention) => mention.from < at && mention.kind === 'student'))
    return false;
  return home !== undefined || bareHome;
}

function textFrom(tokens: readonly Token[], at: number): string {
  return tokens
    .slice(at, at + 3)
    .map(({ text }) => text)
    .join('');
}

export function isMeeting(tokens: readonly Token[], at: number, mentions: readonly Mention[]): boolean {
  const token = tokens[at];
  const isPerson = (mention: Mention) => mention.kind !== 'speaker' && mention.kind !== 'outsider';
  if (mentions.some((mention) => isPerson(mention) && mention.from > at && mention.from <= at + 3))
    return true;
  if (
    /^[碰遇撞]/.test(token?.text ?? '') &&
    !['困难', '问题', '难题', '麻烦', '瓶颈', '挫折'].includes(tokens[at + 1]?.text ?? '')
  )
    return true;
  if (token?.text === '见' || token?.text === '看到了' || token?.text === '看见了')
    return tokens[at + 1]?.text === '了';
  return (
    mentions.some((mention) => isPerson(mention) && mention.to <= at) ||
    tokens.length <= 3 ||
    at === tokens.length - 1
  );
}

/** 讲了两道题 is tutoring, 讲了讲道理 a talk. */
export function isLesson(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(at + 1, at + 5)
    .some(({ text }) => /题|卷子|试卷|课文|知识点|作文|单词|公式/.test(text));
}
