/** What short replies have in common, whatever was asked. */
import { type ContactKind, contactKinds } from '../vocabulary.ts';
import { hasTag, type Message } from './message.ts';
import { has } from './token.ts';
import type { Understanding } from './understanding.ts';

export type Answer = Extract<Understanding, { intent: 'answer' }>;

const ordinals: readonly (readonly string[])[] = [
  [
    '一',
    '1',
    '第一个',
    '第一',
    '前一个',
    '前者',
    '头一个',
    '前面那个',
    '前面的',
    'a',
    '①',
    '上面那个',
    '前一天',
    '第1个',
    '选1',
    '选一',
    '1号',
  ],
  [
    '二',
    '2',
    '第二个',
    '第二',
    '后一个',
    '后者',
    '后面那个',
    '后面的',
    'b',
    '后一天',
    '第2个',
    '选2',
    '选二',
    '两',
    '下面那个',
  ],
  ['三', '3', '第三个', '第三', 'c', '第3个', '选3', '选三'],
  ['四', '4', '第四个', '第四', 'd', '第4个', '选4', '选四'],
  ['五', '5', '第五个', '第五', 'e', '第5个'],
  ['六', '6', '第六个', '第六', '第6个'],
  ['七', '7', '第七个', '第七', '第7个'],
];

/** The place a reply points to: 2, 第二个, 后面那个, 最后一个. */
export function ordinalIn(message: Message, count: number): number | undefined {
  const text = message.text.replaceAll(/[\s。.,!?个种条位项句天回吧的啊呢哈是选那]/g, '');
  if (text === '最后一' || text === '最后') return count - 1;
  const place = ordinals.findIndex((words) =>
    words.some((word) => word.replaceAll(/[个那的选天]/g, '') === text),
  );
  return place >= 0 && place < count ? place : undefined;
}

/** A report of its own: a contact word with a person approached, or more than a reply needs. */
export function isReport(message: Message): boolean {
  return (
    hasTag(message, 'towards') &&
    message.tokens.some((token) =>
      has(token, 'talk', 'talked', 'phone', 'visit', 'meet', 'report', 'message'),
    ) &&
    message.mentions.some(({ kind }) => kind !== 'speaker')
  );
}

export function yesOrNo(message: Message, candidates: readonly string[]): Answer | undefined {
  if (message.tokens.length > 4) return undefined;
  const [only] = candidates;
  if (hasTag(message, 'no')) return { intent: 'answer', confirm: 'no' };
  if (!hasTag(message, 'yes')) return undefined;
  return candidates.length === 1 && only !== undefined
    ? { intent: 'answer', studentIds: [only], confirm: 'yes' }
    : { intent: 'answer', confirm: 'yes' };
}

export function toKind(text: string | undefined): ContactKind | undefined {
  return contactKinds.find((kind) => kind === text);
}
