import { describe, expect, test } from 'vitest';
import { aContact, anInput, windowsByState } from './duty-input.ts';

describe('weekly talk', () => {
  test('SHEWOBO-32 a talk missed in one week stays missed', () => {
    const input = anInput('shewobo', {
      contacts: [aContact('talk', '2026-09-17')],
    });
    const r = windowsByState(input, 'SHEWOBO-32', '2026-10-12');
    expect(r.met).toEqual(['2026-09-14']);
    expect(r.overdue).toEqual(['2026-09-01', '2026-09-07', '2026-09-21', '2026-09-28', '2026-10-05']);
    expect(r.open).toEqual(['2026-10-12']);
  });
});
