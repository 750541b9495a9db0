import { expect, test } from 'vitest';
import { createLogger } from '../../src/log.ts';

function logged(error: unknown): Record<string, unknown> {
  const lines: string[] = [];
  createLogger('info', { write: (line) => lines.push(line) }).error({ error }, 'failed');
  return (JSON.parse(lines[0] ?? '{}') as { error: Record<string, unknown> }).error;
}

test('an error is told by its name, its number and where it came from, never by its message', () => {
  const told = logged(Object.assign(new RangeError('子涵说了什么'), { code: 'P2022' }));
  expect(told).toMatchObject({ name: 'RangeError', code: 'P2022' });
  expect(told['at']).not.toEqual([]);
  expect(JSON.stringify(told)).not.toContain('子涵');
});

test('and so is its cause', () => {
  expect(logged(new Error('a', { cause: new TypeError('b') }))).toMatchObject({
    cause: { name: 'TypeError' },
  });
});

test('what is no error is told by its type alone', () => {
  expect(logged('words of a child')).toEqual({ name: 'string' });
});
