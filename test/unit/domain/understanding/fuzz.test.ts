/** 100,000 strange texts: nothing throws, nobody strange is filed, every span lies in the text. Seeded, so that a failure comes back. */
import { expect, test } from 'vitest';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import type { UnderstandingContext } from '../../../../src/domain/understanding/understanding.ts';
import { aRoom } from './room.ts';

const pieces = [
  ['秦朗', '青禾', '顾青禾', '远远', '他', '她妈妈', '奶奶', '韩启文', '李老师', '欧阳', '·', '秦郎', '五个'],
  [
    '谈了',
    '聊',
    '家访',
    '打电话',
    '没接',
    '见了',
    '来汇报',
    '深入交流',
    '微信',
    '不在',
    '家长会',
    '批了日记',
  ],
  [
    '昨天',
    '下周三',
    '2月30号',
    '10.12',
    '周五',
    '99月99日',
    '刚才',
    '今晚',
    '半小时',
    '12:30到12:50',
    '前几天',
  ],
  ['撤销', '改成', '不是', '草稿', '待办', '怎么', '？', '算了', '1', '第二个', '对', '帮我记一下', '回复：'],
  ['不想活了', '跳楼', '电影里', '欺负', '淤青', '笑死', '没人管'],
  [
    '\uD83D',
    '\uDE00',
    '\uFFFD',
    '\u200B',
    '\u200D',
    '\u202E',
    '\u2066',
    '\uFEFF',
    '\0',
    '\u0007',
    '\r\n',
    '\t',
  ],
  [
    '😀',
    '👩‍👩‍👧',
    '✅',
    '[图片]',
    '[强]',
    '@所有人 ',
    '#接龙',
    '<xml>',
    ']]>',
    '<![CDATA[',
    '&amp;',
    '%s',
    '${x}',
  ],
  [
    'مرحبا',
    'שלום',
    'Ａ１',
    'ﬀ',
    '𠮷',
    '㍿',
    'é',
    'wx',
    'min',
    '0'.repeat(30),
    '一'.repeat(20),
    '，',
    '。',
    '、',
    ' ',
  ],
].flat();

const contexts: readonly UnderstandingContext[] = [
  aRoom(),
  aRoom({ chat: 'group' }),
  aRoom({ mentees: [], otherStudents: [] }),
  aRoom({ awaiting: { about: 'which_student', candidates: ['lang', 'qinghe'], text: '谈了话' } }),
  aRoom({ awaiting: { about: 'which_date', candidates: ['2026-10-10'], text: '和秦朗谈了' } }),
];

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function strangeText(random: () => number): string {
  const length = 1 + Math.floor(random() * 9);
  return Array.from({ length }, () =>
    random() < 0.25
      ? String.fromCharCode(Math.floor(random() * 0x10000))
      : pieces[Math.floor(random() * pieces.length)],
  ).join('');
}

function faultOf(text: string, context: UnderstandingContext): string | undefined {
  const known = new Set(context.mentees.map(({ id }) => id));
  const meant = understand(text, context);
  if (context.chat === 'group' && ['log', 'plan', 'concern', 'undo', 'amend'].includes(meant.intent))
    return `${meant.intent} in a group`;
  if (meant.intent === 'log') {
    if (meant.records.some(({ studentIds }) => studentIds.some((id) => !known.has(id))))
      return 'a stranger filed';
    if (meant.records.some(({ on }) => on > '2026-10-14' || on < '2026-09-07')) return 'a day out of range';
  }
  const span = meant.intent === 'ask' ? meant.words : meant.intent === 'unsupported' ? meant.part : undefined;
  if (span !== undefined && (span.from < 0 || span.to < span.from || span.to > text.length))
    return 'a span outside';
  return undefined;
}

test('100,000 strange texts', () => {
  const random = randomFrom(20_261_121);
  const faults: unknown[] = [];
  for (let count = 0; count < 100_000; count += 1) {
    const text = strangeText(random);
    const context = contexts[count % contexts.length] ?? aRoom();
    try {
      const fault = faultOf(text, context);
      if (fault !== undefined) faults.push({ text, fault });
    } catch (error) {
      faults.push({ text, error });
    }
  }
  expect(faults).toEqual([]);
}, 300_000);
