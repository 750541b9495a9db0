import { expect, test } from 'vitest';
import { checkTemplateCard, templateCard } from '../../../src/sandbox/wecom-template-card.ts';

const notice = {
  card_type: 'text_notice',
  main_title: { title: 't' },
  card_action: { type: 1, url: 'https://a.example' },
};
const buttons = {
  card_type: 'button_interaction',
  task_id: 'task-1',
  main_title: { title: 't' },
  button_list: [{ text: 'ok', key: 'k' }],
};
const options = [{ id: 'a', text: 'A' }];
const vote = {
  card_type: 'vote_interaction',
  task_id: 'task-1',
  main_title: { title: 't' },
  checkbox: { question_key: 'q', option_list: options },
  submit_button: { text: 'ok', key: 's' },
};
const row = { keyname: 'k', value: 'v' };
const many = <Item>(count: number, item: Item) => Array.from({ length: count }, () => item);

const faultOf = (card: unknown) => checkTemplateCard(templateCard.parse(card))?.errcode;

test.each([
  ['notice', notice],
  ['notice with a paragraph only', { ...notice, main_title: {}, sub_title_text: 's' }],
  ['notice with menu', { ...notice, task_id: 't', action_menu: { action_list: [{ text: 'x', key: 'k' }] } }],
  ['buttons', buttons],
  ['vote', vote],
])('%s is taken', (_name, card) => {
  expect(faultOf(card)).toBeUndefined();
});

test.each([
  ['a card in a card', { template_card: buttons }, 41016],
  ['an unknown kind', { ...notice, card_type: 'poem' }, 40058],
  ['no title', { ...buttons, main_title: {} }, 41016],
  ['buttons without task id', { ...buttons, task_id: '' }, 42014],
  ['a task id of other characters', { ...buttons, task_id: 'a b' }, 42014],
  ['a task id of 129 bytes', { ...buttons, task_id: 'a'.repeat(129) }, 42014],
  ['a menu without task id', { ...notice, action_menu: { action_list: [{ text: 'x', key: 'k' }] } }, 42014],
  ['seven rows', { ...notice, horizontal_content_list: many(7, row) }, 42035],
  ['a row without name', { ...notice, horizontal_content_list: [{ value: 'v' }] }, 42027],
  ['a link row without url', { ...notice, horizontal_content_list: [{ ...row, type: 1 }] }, 42028],
  ['a file row without file', { ...notice, horizontal_content_list: [{ ...row, type: 2 }] }, 42029],
  ['a member row without member', { ...notice, horizontal_content_list: [{ ...row, type: 3 }] }, 42050],
  ['five vertical texts', { ...notice, vertical_content_list: many(5, { title: 'v' }) }, 42036],
  ['four jumps', { ...notice, jump_list: many(4, { title: 'j', url: 'https://a' }) }, 42042],
  ['a jump without title', { ...notice, jump_list: [{ url: 'https://a' }] }, 42033],
  ['a notice that opens nothing', { ...notice, card_action: { type: 0 } }, 42045],
  [
    'a menu with one key twice',
    { ...notice, task_id: 't', action_menu: { action_list: many(2, { text: 'x', key: 'k' }) } },
    42051,
  ],
  ['no buttons', { ...buttons, button_list: [] }, 40058],
  ['seven buttons', { ...buttons, button_list: many(7, { text: 'ok', key: 'k' }) }, 40058],
  ['a button without key', { ...buttons, button_list: [{ text: 'ok' }] }, 40058],
  ['a key of 1025 bytes', { ...buttons, button_list: [{ text: 'ok', key: 'k'.repeat(1025) }] }, 40058],
  ['a link button without url', { ...buttons, button_list: [{ type: 1, text: 'ok' }] }, 40058],
  ['a vote without question', { ...vote, checkbox: undefined }, 40058],
  ['a vote without button', { ...vote, submit_button: undefined }, 40058],
  ['one option twice', { ...vote, checkbox: { question_key: 'q', option_list: many(2, options[0]) } }, 40058],
])('%s is refused', (_name, card, errcode) => {
  expect(faultOf(card)).toBe(errcode);
});
