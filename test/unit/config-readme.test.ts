import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { variableNames } from '../../src/config/environment.ts';

describe.each(['../../README.md', '../../docs/README.zh-CN.md'])('%s', (path) => {
  const text = readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  const mentioned = new Set(
    text.match(
      /\b(?:PORT|HOST|PUBLIC_URL|TRUST_PROXY|DATABASE_URL|APP_KEY(?:_PREVIOUS)?|(?:WECOM|DINGTALK)_[A-Z_]+[A-Z])\b/g,
    ),
  );

  test('names every variable that the program reads, and no other', () => {
    expect([...mentioned].sort()).toEqual([...variableNames].sort());
  });
});
