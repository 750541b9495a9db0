/** Questions to the bot, and wishes it cannot fulfil: chat-corpus.md §11. */
import { asksForHelp, hasContact } from './help-request.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import { has, type Token } from './token.ts';
import type { Understanding } from './understanding.ts';

export function readQuery(message: Message): Understanding | undefined {
  const { tokens } = message;
  const named = namedStudents(message);
  if (hasTag(message, 'advice') && !hasDoneContact(message))
    return named.length > 0 || message.mentions.length > 0 ? { intent: 'unsupported' } : undefined;
  const shown = named.length > 0 ? readShow(message) : undefined;
  if (shown) return shown;
  if (named.length > 0) return undefined;
  if (isDue(message)) return { intent: 'list_due' };
  if (isList(message)) return { intent: 'list_students' };
  if (tokens.length <= 8 && asksForHelp(message) && !hasContact(message)) return { intent: 'help' };
  return undefined;
}

const asking: ReadonlySet<string> = new Set([
  '谁',
  '哪',
  '几个',
  '哪些',
  '哪个',
  '边个',
  '谁个',
  '哪几个',
  '几位',
  '多少',
  '哪几位',
  '哪位',
  '几次',
  '有谁',
  '几',
]);
const owing: ReadonlySet<string> = new Set([
  '欠',
  '差',
  '剩',
  '没',
  '该',
  '要',
  '还有',
  '还',
  '缺',
  '未',
  '待',
  '得',
  '需要',
  '没有',
]);

function isDue(message: Message): boolean {
  const { tokens } = message;
  if (tokens.length > 14) return false;
  if (/[谁一][也都]/.test(message.text) || /一个(孩子|学生)?[也都]/.test(message.text)) return false;
  const isAsking = tokens.some(
    (token) =>
      asking.has(token.text) || has(token, 'some') || (has(token, 'due') && /[谁哪几]|多少/.test(token.text)),
  );
  const isOwing = tokens.some((token) => owing.has(token.text) || has(token, 'notYet', 'due', 'future'));
  const isOfContact = tokens.some((token) =>
    has(
      token,
      'talk',
      'talked',
      'phone',
      'visit',
      'meet',
      'report',
      'due',
      'notYet',
      'monthly',
      'deep',
      'seek',
      'bareContact',
    ),
  );
  if (hasTag(message, 'due') && !hasContact(message) && !message.tokens.some((token) => has(token, 'say')))
    return !hasTag(message, 'otherBusiness') || isAsking;
  return (
    isAsking &&
    isOwing &&
    isOfContact &&
    !message.tokens.some((token) => has(token, 'talked', 'said') && token.text.includes('了'))
  );
}

function isList(message: Message): boolean {
  const { tokens } = message;
  if (tokens.length > 10 || !hasTag(message, 'list')) return false;
  const isOwn = tokens.some(
    (token) =>
      has(token, 'speaker', 'child', 'pupils') ||
      (has(token, 'list') && (token.text.length > 2 || tokens.length <= 2)),
  );
  return (
    isOwn &&
    !tokens.some(
      (token, at) =>
        has(token, 'talked', 'meet') ||
        (has(token, 'towards') &&
          !['带', '把', '将'].includes(token.text) &&
          !has(tokens[at + 1], 'speaker')),
    )
  );
}

const looking: ReadonlySet<string> = new Set([
  '看一下',
  '看看',
  '查一下',
  '查查',
  '看下',
  '查下',
  '查',
  '查看',
  '查询',
  '看一看',
  '调出',
  '调一下',
  '翻一下',
  '翻翻',
  '打开',
  '显示',
  '瞧瞧',
  '看',
  '瞅一眼',
  '瞅瞅',
  '瞅一下',
  '瞄一眼',
  '数数',
]);
const asideHead: ReadonlySet<string> = new Set([
  '帮我',
  '请',
  '我',
  '想',
  '给我',
  '麻烦',
  '帮忙',
  '我想',
  '先',
  '再',
  '让我',
  '要',
  '能',
  '给',
  '帮',
  '把',
]);

/** Anything about one mentee's past or state. */
function readShow(message: Message): Understanding | undefined {
  const [mention] = namedStudents(message);
  if (!mention || !asksToSee(message)) return undefined;
  const { doubt, studentIds } = mention;
  if (doubt) return { intent: 'ask', about: doubt.about, candidates: doubt.candidates, isQuery: true };
  const [studentId] = studentIds;
  return studentId === undefined ? undefined : { intent: 'show_student', studentId };
}

function asksToSee(message: Message): boolean {
  const { tokens } = message;
  if (tokens.length > 16) return false;
  const head = tokens.findIndex((token) => !asideHead.has(token.text) || looking.has(token.text));
  const first = tokens[head];
  if (first && looking.has(first.text) && isNameAfter(tokens, head + 1))
    return !tokens.some((token) => has(token, 'go', 'journal', 'answered', 'home') || token.text === '作业');
  const last = tokens.at(-1);
  if (!last) return false;
  if (endsAskingWhen(message) || bringsOut(message)) return true;
  if (tokens.some((token) => has(token, 'recordThis') && token.text.startsWith('帮'))) return false;
  const isLastTime = tokens.some(({ text }) =>
    [
      '上次',
      '上一次',
      '最近一次',
      '多久没',
      '几次',
      '多少次',
      '什么时候',
      '啥时候',
      '几时',
      '多长时间没',
      '多久了',
    ].includes(text),
  );
  if (
    isLastTime &&
    (message.isQuestion ||
      tokens.some(({ text }) =>
        [
          '什么时候',
          '啥时候',
          '几时',
          '哪天',
          '几次',
          '多少次',
          '多久没',
          '多久',
          '几号',
          '什么',
          '啥',
          '怎么',
          '多久了',
          '多长时间没',
        ].includes(text),
      ) ||
      tokens.length <= 6)
  )
    return true;
  if (['次数', '频次', '频率', '总数', '总次数', '遍数'].includes(last.text)) return true;
  if (['记录', '情况', '近况', '档案', '资料', '历史', '详情'].includes(last.text))
    return (
      tokens.length <= 6 &&
      !tokens
        .slice(0, -1)
        .some((token) => has(token, 'phone', 'visit', 'message', 'said') && !token.text.endsWith('记录')) &&
      !tokens.some(
        (token) =>
          has(token, 'talk', 'talked', 'askAfter', 'towards', 'recordThis', 'report', 'came') &&
          !['记录', '谈话记录', '家访记录'].includes(token.text),
      )
    );
  if (['怎么样', '咋样', '如何', '怎么样了', '咋样了'].includes(last.text))
    return tokens.length <= 7 && !tokens.some((token) => has(token, 'report', 'talked', 'towards', 'came'));
  if (isWhether(tokens)) return true;
  return (
    message.isQuestion &&
    tokens.some((token) =>
      has(token, 'talked', 'talk', 'phone', 'visit', 'meet', 'report', 'done', 'monthly'),
    ) &&
    !tokens.some((token) => has(token, 'say') && token.text !== '说')
  );
}

/** …是哪天, …谈过几次: the question stands at the end, and nothing is told behind it. */
function endsAskingWhen({ text, tokens }: Message): boolean {
  const askedWhat = /(记|谈|聊|写|说|讲|问)[了过的]?些?(啥|什么|哪些)(来着|呢|啊|[?。!\s])*$/;
  const asked =
    /(哪一?天|几号|(?<![十好])几次|(?<![十好])几回|多少[次回]|什么时候|啥时候|几时|何时|多久了?|哪一?次|啥日子)(来着|的|呢|啊|呀|了|吗|嘛|哈|哦|[?。!\s])*$/;
  return (
    (asked.test(text) || askedWhat.test(text)) &&
    !tokens.some(
      (token) =>
        (has(token, 'recordThis') && token.text.length > 1) || token.text === '问' || token.text === '问我',
    )
  );
}

/** 把…的记录翻出来. */
function bringsOut({ text }: Message): boolean {
  return (
    /(记录|档案|情况|资料|历史|台账|谈话|家访).*(翻|调|找|拿|拉|查|搜|列|瞅|瞄|看)(一下|出来|出|给我|来|一眼|瞅)/.test(
      text,
    ) || /(翻|调|找|拿|拉|查|搜|列)(出来|出|一下).*(记录|档案|资料|历史)/.test(text)
  );
}

function isNameAfter(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(at, at + 4).some((token) => token.kind === 'person' || token.kind === 'guardian');
}

/** 谈了没, 谈没谈, 打过电话没有. */
function isWhether(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  if (last?.text === '没' || last?.text === '没有')
    return (
      before !== undefined &&
      !tokens.some((token) => has(token, 'askAfter')) &&
      (has(before, 'done', 'talked', 'phone', 'visit', 'meet', 'notYet', 'report', 'answered') ||
        before.text.endsWith('了') ||
        before.text.endsWith('过'))
    );
  return (
    tokens.some(({ text }) => ['谈了没', '谈没谈', '谈过没', '谈了吗', '有没有', '是不是'].includes(text)) &&
    !tokens.some((token) => has(token, 'say'))
  );
}

/** A contact that took place: what follows is not a question to the bot. */
export function hasDoneContact(message: Message): boolean {
  const asked = message.tokens.findIndex(
    (token) =>
      has(token, 'advice') &&
      /^(是不是|该不该|要不要|应不应|需不需|用不用|有没有必要|可不可以)/.test(token.text),
  );
  return message.tokens
    .slice(0, asked < 0 ? message.tokens.length : asked)
    .some(
      (token, at, tokens) =>
        has(token, 'talked') ||
        (token.kind === 'length' && token.minutes !== undefined) ||
        (has(token, 'phone', 'message', 'visit', 'meet', 'said') &&
          (/[了过来]/.test(token.text) ||
            ['过来', '来', '过来了', '来了'].includes(tokens[at + 1]?.text ?? ''))),
    );
}
