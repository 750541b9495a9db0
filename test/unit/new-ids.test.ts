import { expect, it } from 'vitest';
import { createIdSource } from '../../src/new-ids.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it('ids of one moment are different, well formed and in the order they were made', () => {
  const newId = createIdSource({ now: () => new Date('2026-11-18T04:00:00Z') });
  const ids = Array.from({ length: 10_000 }, newId);
  expect(ids.every((id) => form.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

it('ids stay in order when the clock jumps back', () => {
  let now = new Date('2026-11-18T04:00:00Z');
  const newId = createIdSource({ now: () => now });
  const before = newId();
  now = new Date('2026-11-18T03:00:00Z');
  expect(newId() > before).toBe(true);
});
