import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardData, CardName } from '../../../src/cards/card-data.ts';
import { loadCards } from '../../../src/cards/load-cards.ts';
import type { FilledCard } from '../../../src/domain/message.ts';
import { longestData } from './longest-data.ts';

const cards = loadCards(fileURLToPath(new URL('../../../cards', import.meta.url)));

function fillLongest(name: CardName): FilledCard {
  return cards.fill(name, longestData[name]);
}

function characters(text: string): number {
  return Array.from(text).length;
}

const names = Object.keys(longestData) as CardName[];
const pushed: readonly CardName[] = [
  'reminder',
  'mentor_assigned',
  'guardian_reminder',
  'test_message',
  'questionnaire_open',
  'questionnaire_nudge',
  'questionnaire_unreached',
  'ethics_case',
];

function layout(card: FilledCard): string {
  return [card.title, ...card.lines].join('\n');
}

function everyText(card: FilledCard): string[] {
  return [card.title, ...card.lines, ...card.buttons.flatMap(({ key, text, say }) => [key, text, say])];
}

describe.each(names)('%s with the longest realistic data', (name) => {
  const card = fillLongest(name);

  test('fits a text message of 2048 bytes', () => {
    expect(Buffer.byteLength(layout(card), 'utf8')).toBeLessThanOrEqual(2048);
  });

  test('keeps the limits of a card with buttons', () => {
    if (card.form === 'card') expect(characters(card.title)).toBeLessThanOrEqual(36);
    for (const button of card.buttons) {
      expect(characters(button.text)).toBeLessThanOrEqual(10);
      expect(Buffer.byteLength(button.key, 'utf8')).toBeLessThanOrEqual(1024);
      expect(button.key).toMatch(/^[0-9A-Za-z_:-]+$/);
    }
    expect(card.buttons.length).toBeLessThanOrEqual(5);
  });

  test('reads like a person wrote it: no exclamation mark, no empty line, no sign of the template', () => {
    for (const text of everyText(card)) {
      expect(text).not.toMatch(/[!！{}[\]]/);
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
    }
  });
});

test('a card that travels by push names no pupil in the title, which a locked screen shows', () => {
  for (const name of pushed) expect(fillLongest(name).title).not.toContain('欧阳宇轩');
});

test('text form has no buttons, card form has some, or a link', () => {
  for (const name of names) {
    const { form, buttons, link } = fillLongest(name);
    const isCard = buttons.length > 0 || (form === 'card' && link !== undefined);
    expect([name, form]).toEqual([name, isCard ? 'card' : 'text']);
  }
});

test('the echo of one talk is a heading and one line', () => {
  const card = cards.fill('contact_filed', {
    students: '程诺',
    kind: '谈话',
    day: '今天 11月20日 周五',
    minutes: 20,
    still_open: [],
    promises: [],
    promises_kept: [],
    undo_key: '0000a1b2',
  });
  expect(layout(card)).toBe('记好了\n程诺：谈话，今天 11月20日 周五，20 分钟');
  expect(card.buttons).toEqual([
    { key: 'undo:0000a1b2', text: '撤销', say: '撤销', mark: '0000a1b2-undo' },
    { key: 'redate:0000a1b2', text: '改日期', say: '改日期', mark: '0000a1b2-redate' },
    { key: 'restudent:0000a1b2', text: '改学生', say: '改学生', mark: '0000a1b2-restudent' },
  ]);
});

test('the echo of a late attempt names the outcome, the delay and what is still open', () => {
  const card = cards.fill('contact_filed', {
    students: ['程诺', '田野'],
    kind: '电访',
    day: '11月10日 周二',
    outcome: '没联系上',
    late_days: 10,
    still_open: ['本月电访，11月30日截止', '本周谈话，周日截止'],
    promises: [],
    promises_kept: [],
    undo_key: 'r1',
  });
  expect(card.lines).toEqual([
    '程诺、田野：电访（没联系上），11月10日 周二，10 天后补记',
    '还差：本月电访，11月30日截止；本周谈话，周日截止',
  ]);
  expect(card.buttons[0]?.key).toBe('undo:r1');
});

test('a long list is cut and says how many are left', () => {
  const { lines } = fillLongest('due_list');
  expect(lines).toHaveLength(13);
  expect(lines.at(-5)).toContain('还有 22 项');
});

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('{kind}', '[{day}]', '$&', '\u202e欧阳', '程\u0000诺\r\n', '\ud800'),
);

test('no data leaves a placeholder unresolved or brings in control characters', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), anyName, (name, text) => {
      const harmless = text.replaceAll(/[{}[\]]/g, '');
      const card = fillWith(name, harmless);
      for (const line of everyText(card)) {
        expect(line).not.toMatch(/[{}[\]]/);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
      }
    }),
  );
});

test('a field left out does not compile', () => {
  // @ts-expect-error `what` is missing
  expect(cards.fill('contact_undone', { dropped: [] }).title).toBe('撤销了：');
  // @ts-expect-error `nobody` is no field
  cards.fill('contact_undone', { what: '谈话', dropped: [], nobody: 1 });
});

test('an absent optional field leaves no trace, also an empty one', () => {
  const items = [{ students: '', what: '导师调度会', until: '周五截止' }];
  const nothing = { promises: [], waiting: [], later: [], advice: [] };
  expect(cards.fill('due_list', { count: 1, items, ...nothing }).lines).toEqual(['导师调度会，周五截止']);
  expect(cards.fill('unknown_person', { who_to_ask: '' }).lines).toEqual([
    '请让学校管导师工作的老师把你加进来，加好就能用了。',
  ]);
});

test('what looks like a placeholder inside data stays text', () => {
  const card = cards.fill('contact_undone', { what: '{what} [x] $1', dropped: [] });
  expect(card.title).toBe('撤销了：{what} [x] $1');
});

/** The longest data of a card with every text in it replaced. */
function fillWith(name: CardName, text: string): FilledCard {
  const data: CardData[CardName] = JSON.parse(JSON.stringify(longestData[name]), (key, value: unknown) =>
    typeof value === 'string' && key !== 'undo_key' ? text : value,
  );
  return cards.fill(name, data);
}

test('a question offers its first choices as buttons, each with the key of this very question', () => {
  const { buttons, lines, asCard } = fillLongest('ask_which_student');
  expect(buttons.map(({ key, mark }) => [key, mark])).toEqual([
    ...['1', '2', '3', '4'].map((number) => [`answer:0123abcd:${number}`, `0123abcd-${number}`]),
    ['answer:0123abcd:cancel', '0123abcd-cancel'],
  ]);
  expect([asCard, lines[9]?.startsWith('10 ')]).toEqual([true, true]);
});
