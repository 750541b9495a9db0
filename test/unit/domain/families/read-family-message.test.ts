import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf, readDay } from '../../../../src/domain/day.ts';
import {
  childrenMeant,
  type FamilyContext,
  readFamilyMessage,
} from '../../../../src/domain/families/read-family-message.ts';
import { readLeave } from '../../../../src/domain/families/read-leave.ts';
import { readSigns } from '../../../../src/domain/families/read-signs.ts';
import { readTeacherReply } from '../../../../src/domain/families/read-teacher-reply.ts';

/** A Tuesday, at eight in the evening. */
const now = instantOf(readDay('2026-11-17'), 20 * 60);
const children = [
  { id: 'z', name: '欧阳子涵' },
  { id: 'l', name: '欧阳浩然' },
];
const context: FamilyContext = { now, speaker: 'guardian', children, asked: new Set(['weekly_reflection']) };
const read = (text: string) => readFamilyMessage(text, context);

describe('a family', () => {
  test.each([
    ['周报：学会了骑车', { intent: 'report', kind: 'weekly_reflection', text: '学会了骑车' }],
    ['子涵的反思：上课走神', { intent: 'report', kind: 'weekly_reflection', text: '上课走神' }],
    ['心得体会,读了一本书', { intent: 'report', kind: 'student_essay', text: '读了一本书' }],
    ['周报：这周请假了一天', { intent: 'report', kind: 'weekly_reflection', text: '这周请假了一天' }],
    ['反思', { intent: 'report_empty', kind: 'weekly_reflection' }],
    ['明天请假', { intent: 'leave', fromOn: '2026-11-18', untilOn: '2026-11-18' }],
    ['子涵发烧请假一天', { intent: 'leave', fromOn: '2026-11-18', untilOn: '2026-11-18' }],
    ['今天下午请假', { intent: 'leave', fromOn: '2026-11-17', untilOn: '2026-11-17' }],
    ['周四到周五请假', { intent: 'leave', fromOn: '2026-11-19', untilOn: '2026-11-20' }],
    ['明后天请假', { intent: 'leave', fromOn: '2026-11-18', untilOn: '2026-11-19' }],
    ['11月23日请三天假', { intent: 'leave', fromOn: '2026-11-23', untilOn: '2026-11-25' }],
    ['孩子病了，明天去不了学校', { intent: 'leave', fromOn: '2026-11-18', untilOn: '2026-11-18' }],
    ['下周请假', { intent: 'leave_unclear' }],
    ['请问作业是什么', { intent: 'question', text: '请问作业是什么' }],
    ['问：能换座位吗', { intent: 'question', text: '能换座位吗' }],
    ['转告导师：孩子今晚住奶奶家', { intent: 'question', text: '孩子今晚住奶奶家' }],
    ['怎么请假？', { intent: 'question', text: '怎么请假?' }],
    ['谢谢老师', { intent: 'thanks' }],
    ['🌹', { intent: 'thanks' }],
    ['您好', { intent: 'help' }],
    ['撤销', { intent: 'undo' }],
    ['西瓜', { intent: 'unknown' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  test('asking leave for more than two months is not understood', () => {
    expect(read('请假九十天')).toEqual({ intent: 'leave_unclear' });
  });

  test('names one child by full or given name, or means them all', () => {
    const meant = (text: string) => childrenMeant(text, children).map(({ id }) => id);
    expect([meant('子涵请假'), meant('欧阳浩然请假'), meant('请假')]).toEqual([['z'], ['l'], ['z', 'l']]);
  });

  test('is never left with an exception, whatever it writes', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '请假',
            '明天',
            '到',
            '周',
            '三',
            '天',
            '周报',
            '：',
            '问',
            '子涵',
            '不想活',
            '\ud83d',
            '#',
          ),
          {
            maxLength: 30,
          },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        read(text);
        readSigns(text, now);
        readTeacherReply(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test('never asks leave that ends before it begins, or lasts beyond two months', () => {
    const parts = fc.array(
      fc.constantFrom(
        '请假',
        '明天',
        '后天',
        '昨天',
        '周五',
        '下周一',
        '到',
        '至',
        '三天',
        '一周',
        '12月1日',
        '发烧',
      ),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 1_439 }), (words, minute) => {
        const at = instantOf(readDay('2026-11-17'), minute);
        const leave = readLeave(words.join(''), at);
        if (leave === undefined) return;
        expect(leave.fromOn <= leave.untilOn).toBe(true);
        expect(leave.fromOn >= readDay('2026-11-10')).toBe(true);
        expect(dayOf(at)).toBe('2026-11-17');
      }),
    );
  });
});

describe('signs in what a family writes', () => {
  test.each([
    ['我不想活了', ['suicidal_words']],
    ['我想死', ['suicidal_words']],
    ['我爸打我，用皮带抽', ['family_violence']],
    ['他们都不理我', ['bullying']],
    ['孩子说不想上学', ['school_refusal']],
  ])('%s', (text, signs) => {
    expect(readSigns(text, now).plain).toEqual(expect.arrayContaining(signs));
  });

  test.each(['发烧了，明天不去上学，请假', '谢谢老师', '这周学会了分数', '今天作业多得要死'])(
    'none: %s',
    (text) => {
      expect(readSigns(text, now).plain).toEqual([]);
    },
  );
});

describe('a teacher answers a family', () => {
  test.each([
    ['回复：很好', { verb: 'reply', text: '很好' }],
    ['回复 子涵：很好', { verb: 'reply', name: '子涵', text: '很好' }],
    ['同意请假', { verb: 'grant' }],
    ['同意请假 #0123abcd', { verb: 'grant', mark: '0123abcd' }],
    ['已当面说过 #0123abcd', { verb: 'spoken', mark: '0123abcd' }],
  ])('%s', (text, expected) => {
    expect(readTeacherReply(text)).toEqual(expected);
  });

  test.each(['家长回复了我', '今天回复子涵妈妈电话', '回复：'])(
    'an ordinary sentence is none: %s',
    (text) => {
      expect(readTeacherReply(text)).toBeUndefined();
    },
  );
});
