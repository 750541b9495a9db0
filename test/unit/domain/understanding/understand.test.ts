import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { aRoom } from './room.ts';

test('a talk is filed for the pupil who was talked to, with its length', () => {
  expect(understand('中午和青禾谈了二十分钟，作业有进步，下周三再聊', aRoom())).toMatchObject({
    intent: 'log',
    records: [
      { studentIds: ['qinghe'], kind: 'talk', on: '2026-10-14', minutes: 20, followUp: { on: '2026-10-21' } },
    ],
  });
});

test('a guardian is filed by relation', () => {
  expect(understand('给秦朗妈妈打了电话', aRoom())).toMatchObject({
    records: [{ studentIds: ['lang'], kind: 'phone_call', guardianIds: ['lang-m'] }],
  });
});

test('a voice message to a guardian keeps its medium', () => {
  expect(understand('给秦朗妈妈发了两条语音', aRoom())).toMatchObject({
    records: [{ kind: 'guardian_contact', medium: 'voice_message' }],
  });
});

test("a school's own word means what the word it is like means", () => {
  const words = [{ written: '碰膝', like: '谈话' }];
  expect(understand('和秦朗碰膝了', aRoom({ words }))).toMatchObject({ records: [{ kind: 'talk' }] });
  expect(understand('和秦朗碰膝了', aRoom())).toMatchObject({ intent: 'ask' });
});

test('the record says where its words stand in the message as it was sent', () => {
  const text = '@助手  和秦朗谈了话';
  const meant = understand(text, aRoom());
  const span = meant.intent === 'log' ? meant.records[0]?.spans.kind : undefined;
  expect(text.slice(span?.from, span?.to)).toBe('和秦朗谈了话');
});

test('the light sign goes along with the record', () => {
  expect(understand('跟秦朗谈了谈，这两天情绪低落', aRoom())).toMatchObject({
    records: [{ signs: ['low_mood'] }],
  });
});

test('a strong sign opens the concern flow and keeps the contact', () => {
  expect(understand('跟秦朗谈了话，他说不想活了', aRoom())).toMatchObject({
    intent: 'concern',
    studentIds: ['lang'],
    signs: ['suicidal_words'],
    records: [{ kind: 'talk' }],
  });
});

test('a sign inside another word is none', () => {
  expect(understand('微信跟秦朗妈妈说了一下体检的事', aRoom())).toMatchObject({ intent: 'log' });
});

describe('in a group', () => {
  test.each(['秦朗谈过了', '撤销', '我带了哪些学生', '有个孩子今天哭了', '秦朗手腕上有划痕'])(
    '%s is refused',
    (text) => {
      expect(understand(text, aRoom({ chat: 'group' }))).toEqual({ intent: 'refuse_group' });
    },
  );

  test('how to use the bot is answered', () => {
    expect(understand('@助手 怎么用', aRoom({ chat: 'group' }))).toEqual({ intent: 'help' });
  });
});

test('a message longer than any platform carries is asked about, not filed', () => {
  expect(understand(`和秦朗谈了话${'，很好'.repeat(1_000)}`, aRoom())).toMatchObject({ intent: 'ask' });
});

const odd = fc.constantFrom(
  '😀',
  '\ud83d',
  '\ude00',
  '​',
  '‮',
  '<xml>',
  '</a>',
  '&amp;',
  '\u0000',
  '\n',
  '２',
  '①',
  '𠮷',
  '[强]',
  '@',
  '#',
);
const word = fc.constantFrom(
  '秦朗',
  '青禾',
  '妈妈',
  '谈了',
  '昨天',
  '12号',
  '电话',
  '没接',
  '不是',
  '是',
  '改成',
  '撤销',
  '和',
  '，',
  '他说',
  '下周三',
  '家访',
  '都',
  '五个',
  '2月30号',
);
const message = fc
  .array(fc.oneof(odd, word, fc.string({ maxLength: 4 })), { maxLength: 14 })
  .map((parts) => parts.join(''));

test('no text makes it throw, and the same text always means the same', () => {
  const asked = aRoom({
    awaiting: { about: 'which_student', candidates: ['lang', 'qinghe'], text: '谈了话' },
  });
  fc.assert(
    fc.property(message, fc.boolean(), (text, isAsked) => {
      const context = isAsked ? asked : aRoom();
      expect(understand(text, context)).toEqual(understand(text, context));
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('nobody is ever filed who is not a mentee of the speaker', () => {
  const known = new Set(['qinghe', 'zhiyuan', 'lang']);
  fc.assert(
    fc.property(message, (text) => {
      const meant = understand(`${text}和韩启文谈了话`, aRoom());
      const filed = meant.intent === 'log' ? meant.records.flatMap(({ studentIds }) => studentIds) : [];
      expect(filed.filter((id) => !known.has(id))).toEqual([]);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('no record lies in the future or before the pairing', () => {
  fc.assert(
    fc.property(message, (text) => {
      const meant = understand(`${text}和秦朗谈了话`, aRoom());
      const days = meant.intent === 'log' ? meant.records.map(({ on }) => on) : [];
      expect(days.filter((day) => day > '2026-10-14' || day < '2026-09-07')).toEqual([]);
    }),
    { numRuns: 200 },
  );
}, 60_000);
