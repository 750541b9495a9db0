import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FilledCard } from '../../../../src/domain/message.ts';
import {
  layOutReply,
  layOutRobotMessage,
  layOutWorkNotice,
} from '../../../../src/platforms/dingtalk/layout.ts';

function aCard(overrides: Partial<FilledCard> = {}): FilledCard {
  return { card: 'due', form: 'card', title: '本周谈话', lines: ['还差两位'], buttons: [], ...overrides };
}

function someButtons(count: number) {
  return Array.from({ length: count }, (_, n) => ({ key: `k${n}`, text: `按${n}`, say: `说 ${n}（好）` }));
}

const link = { text: '打开', url: 'https://school.example/f/abc' };
const say0 = `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent('说 0（好）')}`;

describe('robot messages', () => {
  const paramsOf = (card: FilledCard): Record<string, string> => {
    const message = layOutRobotMessage(card);
    return { msgKey: message?.msgKey, ...JSON.parse(message?.msgParam ?? '{}') };
  };

  test('a text', () => {
    const card = aCard({ form: 'text', title: '已记', lines: ['小明 谈话', '撤销请说「撤销」'], link });
    expect(paramsOf(card)).toEqual({
      msgKey: 'sampleText',
      content: '已记\n小明 谈话\n撤销请说「撤销」\n打开：https://school.example/f/abc',
    });
  });

  test('a card without anything to press', () => {
    expect(paramsOf(aCard({ lines: ['一', '二'] }))).toEqual({
      msgKey: 'sampleMarkdown',
      title: '本周谈话',
      text: '#### 本周谈话\n\n一  \n  二',
    });
  });

  test('a choice is a button that says it, and nothing is to be sent off', () => {
    const options = [
      { id: 's1', text: '小明', say: '今天和小明谈了' },
      { id: 's2', text: '小红', say: '今天和小红谈了' },
    ];
    const said = (words: string) => `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}`;
    const selects = [
      { key: 'student', title: '学生', options },
      { key: 'kind', title: '做了什么', options: [{ id: 'talk', text: '谈话' }] },
    ];
    expect(paramsOf(aCard({ selects, buttons: someButtons(1) }))).toMatchObject({
      msgKey: 'sampleActionCard2',
      actionTitle1: '小明',
      actionURL1: said('今天和小明谈了'),
      actionTitle2: '小红',
      actionURL2: said('今天和小红谈了'),
    });
  });

  test('a card with a link', () => {
    expect(paramsOf(aCard({ link }))).toMatchObject({
      msgKey: 'sampleActionCard',
      singleTitle: '打开',
      singleURL: link.url,
    });
  });

  test('one button says its words', () => {
    expect(paramsOf(aCard({ buttons: someButtons(1) }))).toMatchObject({
      msgKey: 'sampleActionCard',
      singleTitle: '按0',
      singleURL: say0,
    });
  });

  test.each([2, 3, 4, 5])('%i buttons stand below each other', (count) => {
    const params = paramsOf(aCard({ buttons: someButtons(count) }));
    expect(params).toMatchObject({
      msgKey: `sampleActionCard${count}`,
      actionTitle1: '按0',
      actionURL1: say0,
      [`actionTitle${count}`]: `按${count - 1}`,
    });
    expect(params).not.toHaveProperty(`actionTitle${count + 1}`);
  });

  test('what is more than five becomes links in the text', () => {
    const params = paramsOf(aCard({ buttons: someButtons(6), link }));
    expect(params['msgKey']).toBe('sampleActionCard5');
    expect(params['text']).toContain('[按5](dtmd://dingtalkclient/sendMessage?content=');
    expect(params['text']).toContain('[打开](https://school.example/f/abc)');
  });

  test('a text with buttons is a card all the same', () => {
    expect(paramsOf(aCard({ form: 'text', buttons: someButtons(2) }))['msgKey']).toBe('sampleActionCard2');
  });

  test('quoted words cannot make links, pictures, headings or tags', () => {
    const lines = ['![x](https://evil.example/a.png) [y](https://evil.example)', '# 大', '<b>粗</b> **粗**'];
    expect(paramsOf(aCard({ lines }))['text']).not.toMatch(/\[|\]|<|\*|\n\s*# /u);
  });

  test('a card without a title still has one, as the page demands', () => {
    expect(paramsOf(aCard({ title: '' }))['title']).toBe('还差两位');
    expect(paramsOf(aCard({ title: '', lines: [], buttons: someButtons(1) }))['title']).toBe('通知');
  });

  test('a parameter never exceeds 15,000 bytes', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 3000 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.nat(8), (lines, count) => {
        const message = layOutRobotMessage(aCard({ lines, buttons: someButtons(count) }));
        expect(Buffer.byteLength(message?.msgParam ?? '')).toBeLessThanOrEqual(15_000);
        expect(message).toBeDefined();
      }),
      { numRuns: 30 },
    );
  });

  test('half a surrogate pair in a button does not throw', () => {
    const button = { key: 'k', text: '\ud83d', say: '\ud83d' };
    expect(paramsOf(aCard({ buttons: [button] }))['singleURL']).toContain('%EF%BF%BD');
  });
});

describe('replies', () => {
  test('a text carries the id of the message', () => {
    expect(layOutReply(aCard({ form: 'text', title: '已记', lines: [] }), 'm-1')).toEqual({
      msgtype: 'text',
      text: { content: '已记' },
      msgUuid: 'm-1',
    });
  });

  test('a card with buttons and a link', () => {
    expect(layOutReply(aCard({ buttons: someButtons(1), link }), 'm-1')).toEqual({
      msgtype: 'actionCard',
      actionCard: {
        title: '本周谈话',
        text: '#### 本周谈话\n\n还差两位',
        btnOrientation: '0',
        btns: [
          { title: '按0', actionURL: say0 },
          { title: '打开', actionURL: link.url },
        ],
      },
      msgUuid: 'm-1',
    });
  });

  test('a card without either is markdown', () => {
    expect(layOutReply(aCard(), 'm-1')).toMatchObject({ msgtype: 'markdown', msgUuid: 'm-1' });
  });
});

describe('work notifications', () => {
  test('the address given opens instead of the card', () => {
    const body = layOutWorkNotice(
      aCard({ link, buttons: someButtons(2) }),
      'https://school.example/f/xyz',
      'm-1',
    );
    expect(body).toEqual({
      msgtype: 'action_card',
      action_card: {
        title: '本周谈话',
        markdown: expect.stringMatching(/^#### 本周谈话\n\n还差两位\n\n编号 [0-9a-f]{6}$/u),
        single_title: '打开',
        single_url: 'https://school.example/f/xyz',
      },
    });
  });

  test('without an address a card is markdown and a text is text', () => {
    expect(layOutWorkNotice(aCard(), undefined, 'm-1')).toMatchObject({ msgtype: 'markdown' });
    expect(layOutWorkNotice(aCard({ form: 'text' }), undefined, 'm-1')).toMatchObject({ msgtype: 'text' });
  });

  test('the same message is the same bytes, another one differs', () => {
    const bytes = (id: string) => JSON.stringify(layOutWorkNotice(aCard(), link.url, id));
    expect(bytes('m-1')).toBe(bytes('m-1'));
    expect(bytes('m-1')).not.toBe(bytes('m-2'));
  });

  test('a body never exceeds 2,048 bytes', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 900 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.boolean(), fc.boolean(), (lines, plain, linked) => {
        const card = aCard({ lines, form: plain ? 'text' : 'card' });
        const body = layOutWorkNotice(card, linked ? link.url : undefined, 'm-1');
        expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(2048);
        expect(JSON.stringify(body)).toContain('编号');
      }),
      { numRuns: 200 },
    );
  });

  test('an address that fills the limit alone has no layout', () => {
    expect(layOutWorkNotice(aCard(), `https://school.example/${'x'.repeat(2048)}`, 'm-1')).toBeUndefined();
  });
});
