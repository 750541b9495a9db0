/** The list of outlets (docs/outlets.md) and the program say the same: what is new has a row, and each row its test. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cardFields, type FieldShape } from '../../src/cards/card-fields.ts';
import { callbackRoutes } from '../../src/http/callback-routes.ts';
import { healthRoutes } from '../../src/http/health-routes.ts';
import { concernCards } from '../../src/usecases/concern/concern-notices.ts';
import { familyCards } from '../../src/usecases/families/family-notices.ts';
import { roundCards } from '../../src/usecases/questionnaires/ask-by-notice.ts';
import { pageRoutes } from '../support/page-routes.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const list = read('docs/outlets.md');
const [, first = '', pages = '', cards = '', commands = ''] =
  /^([\s\S]*?)## Pages([\s\S]*?)## Cards that may name a child([\s\S]*?)## Commands([\s\S]*)$/.exec(list) ??
  [];

/** Cells of the lines of a table, without its head. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Id '))
    .map((line) => line.slice(2, -2).split(' | '));
}

const outlets = rowsOf(first).map(([id = '', , , guard = '']) => ({ id, guard: guard.replaceAll('`', '') }));
const listed = (text: string) => rowsOf(text).flatMap(([, entries = '']) => entries.split(', '));
const ids = outlets.map(({ id }) => id);

describe('the list of outlets', () => {
  test.each(outlets)('has a test for $id that names it', ({ id, guard }) => {
    expect(new RegExp(`outlet: [^\\n]*\\b${id}\\b`).test(read(guard)), guard).toBe(true);
  });

  test('names no row twice, and only rows', () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const part of [pages, cards, commands])
      for (const [id = ''] of rowsOf(part)) expect(ids).toContain(id);
  });

  test('has every page', () => {
    const others = [healthRoutes({} as never), callbackRoutes({} as never)].flatMap((router) =>
      router.stack.flatMap(({ methods, path }) => methods.map((method) => ({ method, path }))),
    );
    const there = [...pageRoutes(), ...others.filter(({ method }) => method !== 'HEAD')].map(
      ({ method, path }) => `${method} ${path}`,
    );
    const [, without = ''] = /^No child can be on these: (.*)\.$/m.exec(pages) ?? [];
    expect(there.length).toBeGreaterThan(50);
    expect([...listed(pages), ...without.split(', ')].toSorted()).toEqual(there.toSorted());
  });

  test('has every command', () => {
    const verbs = [...read('src/main.ts').matchAll(/^ {4}case '([a-z-]+)':/gm)].map(([, verb = '']) => verb);
    const said = verbs.filter((verb) => !/^-|^help$|^version$/.test(verb));
    expect(listed(commands).toSorted()).toEqual(said.toSorted());
  });
});

/** Fields that hold a number, a day, a rule, a staff member, an opaque mark: whatever else is there may name a child. */
const childless: ReadonlySet<string> = new Set(
  [
    'forms invited returned about advice agreement_days ask asked attachments attached class classes concern_mark count daily day days done draft',
    'drafts drop_key duration example files from hint id ids kind kinds late late_days left light_sign mentor minutes',
    'missing month nth number of outcome outcomes page period pick_key question question_mark reporter rest role roles',
    'school seen since still_open teacher time times undo_key title until url when who who_sees who_to_ask why again decides later',
  ].flatMap((words) => words.split(' ')),
);

function fieldsOf(shape: Readonly<Record<string, FieldShape>>): string[] {
  return Object.entries(shape).flatMap(([name, field]) =>
    typeof field === 'string' || childless.has(name) ? [name] : Object.keys(field),
  );
}

const mayNameChild = Object.entries(cardFields)
  .filter(([, shape]) => fieldsOf(shape).some((name) => !childless.has(name)))
  .map(([card]) => card);

/** Cards that come by themselves; those that are replies come also as a message of their own (`as_card`). */
const rendered = [...read('src/usecases/delivery/render-notices.ts').matchAll(/\.card === '(\w+)'/g)];
const pushed = new Set([
  ...concernCards,
  ...familyCards,
  ...roundCards,
  'mentor_assigned',
  ...rendered.map(([, card = '']) => card),
]);
const files = readdirSync(new URL('../../cards', import.meta.url)).filter((name) =>
  Object.keys(cardFields).includes(name.replace('.yaml', '')),
);

describe('cards', () => {
  test('that may name a child stand in the list, each once', () => {
    expect(mayNameChild.length).toBeGreaterThan(40);
    expect(listed(cards).toSorted()).toEqual(mayNameChild.toSorted());
  });

  test('that answer in a group name nobody', () => {
    for (const card of ['write_in_private', 'family_write_in_private', 'concern_write_here'] as const)
      expect(cardFields[card]).toEqual({});
  });

  test('outlet: push: have no child in a title that a locked screen shows', () => {
    expect(pushed.size).toBeGreaterThan(12);
    const told: string[] = [];
    for (const name of files) {
      const card = name.replace('.yaml', '');
      const { title, as_card } = parse(read(`cards/${name}`)) as { title: string; as_card?: true };
      if (!pushed.has(card) && as_card !== true) continue;
      const used = [...title.matchAll(/\{(\w+)\}/g)].map(([, field = '']) => field);
      if (used.some((field) => !childless.has(field) && !(card === 'attachment_lost' && field === 'what')))
        told.push(`${card}: ${title}`);
    }
    expect(told).toEqual([]);
  });

  test('that are pushed to staff without a title of their own hold no child at all', () => {
    const toFamilies = ['guardian_reminder', 'question_answered', 'leave_granted', 'leave_refused'];
    for (const card of pushed) {
      const { form } = parse(read(`cards/${card}.yaml`)) as { form: string };
      if (form === 'text' && !toFamilies.includes(card) && card !== 'attachment_lost')
        expect(mayNameChild, card).not.toContain(card);
    }
  });
});
