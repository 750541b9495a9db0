/** Replies to the questions which kind it was, and how a reading is meant: chat-corpus.md §10. */
import type { ContactKind } from '../vocabulary.ts';
import { actKind } from './act-kind.ts';
import { anchorsIn } from './anchors.ts';
import { type Answer, isReport, ordinalIn, toKind } from './answer-words.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import type { AwaitedQuestion } from './understanding.ts';

export function whichKind(message: Message, awaiting: AwaitedQuestion): Answer | undefined {
  const { candidates } = awaiting;
  const place = ordinalIn(message, candidates.length);
  const chosen = place === undefined ? undefined : toKind(candidates[place]);
  if (chosen) return { intent: 'answer', kind: chosen };
  if (isReport(message) && namedStudents(message).length > 0) return undefined;
  if (
    namedStudents(message).length > 0 &&
    !hasTag(message, 'each', 'together') &&
    !/先.+后/.test(message.text)
  )
    return undefined;
  if (hasTag(message, 'each') || /分开|单独|分别|先.+[再后]|一个一个|一个个|各谈|两次/.test(message.text))
    return { intent: 'answer', kind: 'talk' };
  if (hasTag(message, 'together') && candidates.includes('group_exchange'))
    return { intent: 'answer', kind: 'group_exchange' };
  const kind = kindWritten(message, candidates);
  if (kind) return { intent: 'answer', kind };
  const [first] = candidates;
  if (message.tokens.length <= 3 && hasTag(message, 'yes') && candidates.length === 1)
    return { intent: 'answer', ...(toKind(first) ? { kind: toKind(first) ?? 'talk' } : {}) };
  return message.tokens.length <= 3 && hasTag(message, 'no')
    ? { intent: 'answer', confirm: 'no' }
    : undefined;
}

function kindWritten(message: Message, candidates: readonly string[]): ContactKind | undefined {
  const { found } = anchorsIn(message.tokens, message.mentions, message.tokens.length);
  const classes = new Set(found.map(({ cls }) => cls));
  if (/语音消息|发的语音|语音条|条语音|留言|一条一条|发过去/.test(message.text))
    return offered('guardian_contact', candidates);
  if (
    /打的语音|通话|电话|打的|打了|接通|打通|接了|通了|直接讲|直接说/.test(message.text) &&
    candidates.includes('phone_call')
  )
    return /家长|妈|爸|家里|奶|爷|姥|通话|语音|电话|通|接/.test(message.text) &&
      !/孩子|本人|他自己|她自己|跟他|和他|学生/.test(message.text)
      ? 'phone_call'
      : offered('talk', candidates);
  if (/消息|文字|发的/.test(message.text) && candidates.includes('guardian_contact'))
    return 'guardian_contact';
  if (/家长|妈|爸|家里|奶奶|爷爷|姥/.test(message.text))
    return candidates.includes('phone_call') ? 'phone_call' : offered('guardian_contact', candidates);
  if (/孩子|本人|他自己|她自己|学生/.test(message.text)) return offered('talk', candidates);
  if (/屋|进去|进门|进了|家里坐/.test(message.text)) return offered('home_visit', candidates);
  if (/门口|没进|路上|楼下|没上楼|门外|院子|没上去/.test(message.text))
    return offered('guardian_contact', candidates);
  if (classes.size === 0) return undefined;
  const { kind } = actKind({
    classes,
    hasGuardian: !candidates.includes('talk'),
    isApproached: false,
    isAnswered: true,
    isHome: false,
    isVisitByPhone: false,
    isFailed: false,
    atDoorstep: false,
    atPlace: false,
  });
  return kind;
}

function offered(kind: ContactKind, candidates: readonly string[]): ContactKind | undefined {
  return candidates.length === 0 || candidates.includes(kind) ? kind : undefined;
}

export function confirmReading(message: Message, awaiting: AwaitedQuestion): Answer | undefined {
  const { candidates } = awaiting;
  const place = ordinalIn(message, candidates.length);
  const pointed = place === undefined ? undefined : candidates[place];
  const contact = candidates.map(toKind).find((kind) => kind !== undefined) ?? 'talk';
  if (pointed !== undefined)
    return { intent: 'answer', kind: pointed === 'concern' ? 'concern' : (toKind(pointed) ?? contact) };
  if (isReport(message) && namedStudents(message).length > 0) return undefined;
  const { text } = message;
  if (
    /上报|要报|报上去|关切|关注一下|是真的|真的|升级|报告|需要关注|报给|报心理|启动|预警|危险|要紧/.test(
      text,
    ) &&
    !/不用|不需|不是真|没有真|不必|别/.test(text)
  )
    return { intent: 'answer', kind: 'concern' };
  if (/(就)?是我(本人|自己)?(跟|和|找|去|给|打|谈|聊|叫|做)/.test(text))
    return { intent: 'answer', kind: contact };
  if (
    /只是|普通|不是|没事|谈话|记录|不用|没有|就是谈|误会|电影|书里|玩笑|记一下|电话|聊天|不需|不必|正常|记成/.test(
      text,
    ) &&
    message.tokens.length <= 10
  )
    return { intent: 'answer', kind: contact };
  if (message.tokens.length <= 4 && hasTag(message, 'yes'))
    return candidates.includes('concern')
      ? { intent: 'answer', confirm: 'yes' }
      : { intent: 'answer', confirm: 'yes', kind: contact };
  return undefined;
}
