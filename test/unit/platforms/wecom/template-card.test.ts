import { describe, expect, test } from 'vitest';
import type { CardButton, CardSelect, FilledCard } from '../../../../src/domain/message.ts';
import { layoutTemplateCard } from '../../../../src/platforms/wecom/template-card.ts';

const aButton = (parts: Partial<CardButton> = {}): CardButton => ({
  key: 'k',
  text: '撤销',
  say: '撤销',
  ...parts,
});
const aCard = (parts: Partial<FilledCard> = {}): FilledCard => ({
  card: 'c',
  form: 'card',
  title: '记好了',
  lines: ['已归档', '学生：某同学', '日期：3月2日'],
  buttons: [aButton()],
  ...parts,
});
const link = { text: '打开清单', url: 'https://school.example/me' };

test('buttons make an interactive card; trailing pairs become rows', () => {
  expect(
    layoutTemplateCard(aCard({ buttons: [aButton(), aButton({ key: 'k2', text: '改日期' })] }), 'task-1'),
  ).toEqual({
    card_type: 'button_interaction',
    task_id: 'task-1',
    main_title: { title: '记好了' },
    sub_title_text: '已归档',
    horizontal_content_list: [
      { keyname: '学生', value: '某同学' },
      { keyname: '日期', value: '3月2日' },
    ],
    button_list: [
      { text: '撤销', style: 1, key: 'k' },
      { text: '改日期', style: 2, key: 'k2' },
    ],
  });
});

test('a link beside buttons becomes a button that opens it', () => {
  expect(layoutTemplateCard(aCard({ link }), 't')?.button_list).toEqual([
    { text: '撤销', style: 1, key: 'k' },
    { type: 1, text: '打开清单', style: 2, url: link.url },
  ]);
});

test('a link alone makes a notice card', () => {
  expect(layoutTemplateCard(aCard({ buttons: [], link, lines: ['第一行', '第二行'] }), 't')).toEqual({
    card_type: 'text_notice',
    task_id: 't',
    main_title: { title: '记好了' },
    sub_title_text: '第一行\n第二行',
    jump_list: [{ type: 1, title: '打开清单', url: link.url }],
    card_action: { type: 1, url: link.url },
  });
});

test('the first line serves as title where there is none', () => {
  expect(layoutTemplateCard(aCard({ title: '', lines: ['问一下', '是谁'] }), 't')).toMatchObject({
    main_title: { title: '问一下' },
    sub_title_text: '是谁',
  });
});

test('of seven pairs the first stays in the paragraph', () => {
  const lines = Array.from({ length: 7 }, (_, index) => `第${index}：值`);
  const card = layoutTemplateCard(aCard({ lines }), 't');
  expect(card?.sub_title_text).toBe('第0：值');
  expect(card?.horizontal_content_list).toHaveLength(6);
});

test('a pair too long for a row stays in the paragraph', () => {
  const card = layoutTemplateCard(aCard({ lines: ['学生：某同学', `备注：${'长'.repeat(31)}`] }), 't');
  expect(card).not.toHaveProperty('horizontal_content_list');
  expect(card?.sub_title_text).toBe(`学生：某同学\n备注：${'长'.repeat(31)}`);
});

describe('what does not fit is not laid out as a card', () => {
  test.each([
    ['neither button nor link', aCard({ buttons: [] })],
    ['no words', aCard({ title: '', lines: [] })],
    ['a title of 37 characters', aCard({ title: '师'.repeat(37) })],
    ['a paragraph of 161 characters', aCard({ lines: ['师'.repeat(161)] })],
    ['seven buttons', aCard({ buttons: Array.from({ length: 7 }, () => aButton()) })],
    ['six buttons and a link', aCard({ buttons: Array.from({ length: 6 }, () => aButton()), link })],
    ['a button of 11 characters', aCard({ buttons: [aButton({ text: '师'.repeat(11) })] })],
    ['a button without text', aCard({ buttons: [aButton({ text: '' })] })],
    ['a key of 1025 bytes', aCard({ buttons: [aButton({ key: 'k'.repeat(1025) })] })],
    ['a button without key', aCard({ buttons: [aButton({ key: '' })] })],
    ['a link text of 19 characters', aCard({ buttons: [], link: { ...link, text: '师'.repeat(19) } })],
  ])('%s', (_name, card) => {
    expect(layoutTemplateCard(card, 't')).toBeUndefined();
  });
});

test('emoji count as one character each', () => {
  expect(layoutTemplateCard(aCard({ title: '👍'.repeat(36) }), 't')).toBeDefined();
});

describe('a card to choose from', () => {
  const select = (parts: Partial<CardSelect> = {}): CardSelect => ({
    key: 'student',
    title: '学生',
    options: [{ id: 's1', text: '王梓萱' }],
    ...parts,
  });
  const choosing = (parts: Partial<FilledCard> = {}) =>
    layoutTemplateCard(aCard({ lines: ['和谁？'], selects: [select()], ...parts }), 'task-1');

  test('becomes a multiple_interaction, its first button sends it off', () => {
    expect(choosing()).toEqual({
      card_type: 'multiple_interaction',
      task_id: 'task-1',
      main_title: { title: '记好了', desc: '和谁？' },
      select_list: [{ question_key: 'student', title: '学生', option_list: [{ id: 's1', text: '王梓萱' }] }],
      submit_button: { text: '撤销', key: 'k' },
    });
  });

  test.each([
    ['no button', { buttons: [] }],
    ['four questions', { selects: [1, 2, 3, 4].map((n) => select({ key: `q${n}` })) }],
    ['no option', { selects: [select({ options: [] })] }],
    [
      'eleven options',
      {
        selects: [select({ options: Array.from({ length: 11 }, (_, n) => ({ id: `s${n}`, text: '甲' })) })],
      },
    ],
    ['an option of 17 characters', { selects: [select({ options: [{ id: 's', text: '甲'.repeat(17) }] })] }],
    ['45 characters beside the title', { lines: ['甲'.repeat(45)] }],
  ])('with %s is no card', (_name, parts) => expect(choosing(parts)).toBeUndefined());
});
