import { describe, expect, test } from 'vitest';
import type { FilledCard } from '../../../../src/domain/message.ts';
import { layoutMarkdown, layoutNews, layoutText } from '../../../../src/platforms/wecom/layout.ts';

const aCard = (parts: Partial<FilledCard> = {}): FilledCard => ({
  card: 'c',
  form: 'card',
  title: '记好了',
  lines: ['谈话', '学生：某同学'],
  buttons: [],
  ...parts,
});
const buttons = [
  { key: 'k1', text: '撤销', say: '撤销' },
  { key: 'k2', text: '改日期', say: '改日期' },
];
const link = { text: '打开', url: 'https://school.example/f/a?b=1&c=2' };

describe('text', () => {
  test('title, lines, link and the words to answer stand in this order', () => {
    expect(layoutText(aCard({ buttons, link }))).toBe(
      '记好了\n谈话\n学生：某同学\n<a href="https://school.example/f/a?b=1&c=2">打开</a>\n可回复：撤销 · 改日期',
    );
  });

  test('empty title and lines leave no empty lines', () => {
    expect(layoutText(aCard({ title: '', lines: ['', 'a', ''] }))).toBe('a');
  });

  test('a button without words is not hinted at', () => {
    expect(layoutText(aCard({ lines: [], buttons: [{ key: 'k', text: '好', say: '' }] }))).toBe('记好了');
  });

  test('2048 bytes stay whole; beyond, the body is cut with an ellipsis and link and hint remain', () => {
    const fitting = '师'.repeat(682);
    expect(layoutText(aCard({ title: '', lines: [`${fitting}ab`] }))).toBe(`${fitting}ab`);
    const cut = layoutText(aCard({ title: '', lines: ['师'.repeat(700)], buttons, link }));
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(2048);
    expect(cut).toMatch(/师…\n<a href="[^"]+">打开<\/a>\n可回复：撤销 · 改日期$/);
  });

  test('even a tail beyond the limit stays within it', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      key: 'k',
      text: 't',
      say: `第${index}个选项`,
    }));
    expect(Buffer.byteLength(layoutText(aCard({ buttons: many })))).toBeLessThanOrEqual(2048);
  });

  test('words of a person do not become a link', () => {
    const text = layoutText(
      aCard({ title: '', lines: ['<a href="http://evil">x</a> < A href=1> <b> <about>'] }),
    );
    expect(text).toBe('＜a href="http://evil">x＜/a> ＜ A href=1> <b> <about>');
  });

  test('an address cannot break out of its quotes', () => {
    const text = layoutText(aCard({ link: { text: 'x', url: 'https://a/"><a href="https://b' } }));
    expect(text).toContain('<a href="https://a/%22%3E%3Ca%20href=%22https://b">x</a>');
  });
});

test('markdown marks the title and the hint, and takes no marks from the words', () => {
  expect(layoutMarkdown(aCard({ lines: ['# a', '[x](y) **b** `c` <font>'], buttons, link }))).toBe(
    '**记好了**\n a\n［x］(y) ＊＊b＊＊ ｀c｀ ＜font>\n[打开](https://school.example/f/a?b=1&c=2)\n> 可回复：撤销 · 改日期',
  );
});

describe('news', () => {
  test('the first words are the title', () => {
    expect(layoutNews(aCard({ title: '' }), link)).toEqual({
      title: '谈话',
      description: '学生：某同学',
      url: link.url,
      picurl: '',
    });
  });

  test.each([
    ['a title of 129 bytes', aCard({ title: '师'.repeat(43) })],
    ['a description of 513 bytes', aCard({ lines: ['师'.repeat(171)] })],
    ['no words', aCard({ title: '', lines: [] })],
  ])('%s does not fit', (_name, card) => {
    expect(layoutNews(card, link)).toBeUndefined();
  });
});
