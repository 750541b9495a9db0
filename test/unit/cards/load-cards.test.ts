import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CardsError, formatFileFault, loadCards, readCard } from '../../../src/cards/load-cards.ts';

const builtIn = fileURLToPath(new URL('../../../cards', import.meta.url));
const shape = {
  name: 'required',
  minutes: 'optional',
  items: { what: 'required', note: 'optional' },
} as const;

const good = `form: text
title: '{name}'
lines:
  - when: minutes
    show: '{minutes} 分钟'
  - each: items
    show: '{what}[（{note}）]'
    most: 3
    more: '还有 {rest} 项'
`;

function faultsOf(text: string): string[] {
  const read = readCard('x.yaml', text, shape);
  return 'faults' in read ? read.faults.map(formatFileFault) : [];
}

describe('a card file', () => {
  test('is accepted when its placeholders are the fields of the card', () => {
    expect(faultsOf(good)).toEqual([]);
  });

  test.each([
    [
      'an unknown placeholder',
      good.replace("'{name}'", "'{name}{nmae}'"),
      'x.yaml:2: {nmae} is not a field of this card',
    ],
    ['a field shown nowhere', good.replace("'{name}'", '好的'), 'x.yaml: the field name is shown nowhere'],
    [
      'a part of a row shown nowhere',
      good.replace('[（{note}）]', ''),
      'x.yaml: the field items.note is shown nowhere',
    ],
    [
      'an optional field without a guard',
      good.replace("'{name}'", "'{name}{minutes}'"),
      'x.yaml:2: {minutes} may be missing: put it in [ ] or use "when"',
    ],
    [
      'a list without each',
      good.replace("'{name}'", "'{name}{items}'"),
      'x.yaml:2: {items} is a list: show it with "each"',
    ],
    ['each over no list', good.replace('each: items', 'each: name'), 'x.yaml:6: each: name is no list'],
    [
      'when over a field that is always there',
      good.replace('when: minutes', 'when: name'),
      'x.yaml:4: when: name is no optional field and no list',
    ],
    [
      'a broken placeholder',
      good.replace("'{name}'", "'{name} {Minutes}'"),
      'x.yaml:2: title: a placeholder is written {small_letters}: "{Minutes}"',
    ],
    [
      'a nested bracket',
      good.replace("'{name}'", "'{name}[a[b]]'"),
      'x.yaml:2: title: [ and ] must pair and cannot nest: "[a[b]]"',
    ],
    ['an unknown key', `${good}colour: red\n`, 'x.yaml:10: Unrecognized key: "colour"'],
    [
      'a repeated line without its end',
      good.replace("    more: '还有 {rest} 项'\n", ''),
      'x.yaml:6: lines.1.more: Invalid input: expected string',
    ],
    [
      'a broken placeholder in a line',
      good.replace('（{note}', '（{'),
      'x.yaml:7: lines.1.show: a placeholder is written',
    ],
    ['broken YAML', `${good}  bad: [`, 'x.yaml:10:'],
    ['a name of the object prototype', good.replace("'{name}'", "'{name}{constructor}'"), '{constructor} is'],
  ])('is refused for %s, with file and line', (_, text, expected) => {
    expect(faultsOf(text).join('\n')).toContain(expected);
  });

  test('has all its faults named together', () => {
    expect(faultsOf(good.replace("'{name}'", "'{nmae}{minutes}'"))).toHaveLength(3);
  });
});

describe("a school's own folder", () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cards-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('replaces the wording of the files it holds and no other', () => {
    writeFileSync(join(folder, 'smalltalk.yaml'), 'form: text\ntitle: 收到。\n');
    const cards = loadCards(builtIn, folder);
    expect(cards.fill('smalltalk', {}).title).toBe('收到。');
    expect(cards.fill('question_closed', {}).title).toBe('好，刚才那句没有记。');
  });

  test('is refused for a file that no card of the program has, beside its other faults', () => {
    writeFileSync(join(folder, 'smalltlak.yaml'), 'form: text\ntitle: 收到。\n');
    writeFileSync(join(folder, 'greeting.yaml'), 'form: text\ntitle: 您好。\n');
    expect(() => loadCards(builtIn, folder)).toThrow(CardsError);
    expect(() => loadCards(builtIn, folder)).toThrow(
      /smalltlak\.yaml: no card of the program[^]*greeting\.yaml: the field name is shown nowhere/,
    );
  });
});

test('a folder without cards names every missing file', () => {
  expect(() => loadCards(join(builtIn, 'nowhere'))).toThrow(
    /contact_filed\.yaml: is missing[^]*words\.yaml: is missing/,
  );
});
