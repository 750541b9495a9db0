/** What the runner itself promises: it fails when it should, counts right, and gives the same result twice. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { scenario } from '../../../src/commands/scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'daoshi-runner-'));
const longestMs = 120_000;
let printed: string[] = [];
let complained: string[] = [];
const terminal = {
  print: (line: string) => void printed.push(line),
  complain: (line: string) => void complained.push(line),
};

beforeEach(() => {
  printed = [];
  complained = [];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, steps: string): string {
  const path = join(folder, `${name}.yaml`);
  const head = `name: ${name}
scheme: shewobo
people:
  staff: [{id: M, name: 王芳, roles: [mentor]}]
  students: [{id: S, name: 张子涵, class: "5.3"}]
pairings: [{mentor: M, student: S, from: 2026-09-07, signed: 2026-09-07}]
steps:
`;
  writeFileSync(path, head + steps);
  return path;
}

const oneTalk = `
  - at: 2026-09-16T12:00
    chat: {from: M, text: 今天和张子涵谈了十分钟}
`;

describe('the scenario command', () => {
  it('ends with 1 and one line per expectation that does not hold', { timeout: longestMs }, async () => {
    const path = file(
      'wrong',
      `${oneTalk}    expect:
      reply: {contains: [张子涵, 李四]}
      duties: {rule: SHEWOBO-32, owner: M, student: S, overdue: [2026-09-14]}
      overdue: {owner: M, rules: {SHEWOBO-32: 1}}
      sent: {to: M, count: 2}
      refused: true
`,
    );
    expect(await scenario(terminal, [path])).toBe(1);
    expect(printed.map((line) => line.split(': found ')[0]?.split('; found ')[0])).toEqual([
      'wrong: 2026-09-16T12:00 step 1, chat: expected refused: true',
      'wrong: 2026-09-16T12:00 step 1, chat: expected reply.contains: 李四',
      'wrong: 2026-09-16T12:00 step 1, chat: expected duties SHEWOBO-32 M S 2026-09-14: overdue',
      'wrong: 2026-09-16T12:00 step 1, chat: expected sent to M count: 2',
      '2 passed, 4 failed',
    ]);
  });

  it('gives the same JSON for the same file', { timeout: longestMs }, async () => {
    const path = file('same', `${oneTalk}    expect: {reply: {contains: 李四}, accepted: true}\n`);
    expect(await scenario(terminal, [path, '--json'])).toBe(1);
    expect(await scenario(terminal, [path, '--json'])).toBe(1);
    expect(printed[1]).toBe(printed[0]);
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({
      name: 'same',
      passed: 1,
      failed: 1,
      failures: [{ at: '2026-09-16T12:00', step: 'step 1, chat', expected: 'reply.contains: 李四' }],
    });
  });

  it('keeps the databases where it is asked to, and plays again over them', {
    timeout: longestMs,
  }, async () => {
    const path = file('kept', `${oneTalk}    expect: {accepted: true}\n`);
    const keep = join(folder, 'kept-here');
    expect(await scenario(terminal, [path, '--keep', keep])).toBe(0);
    expect(readdirSync(keep)).toContain('1-kept.db');
    expect(await scenario(terminal, [path, '--database', `file:${join(keep, '1-kept.db')}`])).toBe(0);
    expect(printed).toEqual(['1 passed, 0 failed', '1 passed, 0 failed']);
  });

  it('ends with 2 and names every line at fault', async () => {
    const path = file(
      'faulty',
      `${oneTalk}    expect: {replay: {}}
  - at: 2026-09-16T12:01
    contact: {by: X, student: S, kind: talc}
`,
    );
    expect(await scenario(terminal, [path])).toBe(2);
    expect(complained.join('\n')).toMatch(/faulty\.yaml:11: .*"replay"\n.*faulty\.yaml:13: .*contact\.kind/);
    expect(printed).toEqual([]);
  });

  it('prints every action and says which are not supported yet', async () => {
    expect(await scenario(terminal, ['--actions'])).toBe(0);
    const text = printed.join('\n');
    expect(text).toContain('chat: {from, via?: wecom|dingtalk, text?');
    expect(text).toContain('result (not supported yet)');
    expect(text).toContain('questionnaire: {verb: open|answer|close');
    expect(text).toContain('health: {inbox_pending?');
  });

  it('ends with 2 where no file is given or none is there', async () => {
    expect(await scenario(terminal, [])).toBe(2);
    expect(await scenario(terminal, [join(folder, 'absent.yaml')])).toBe(2);
    expect(await scenario(terminal, ['--unknown'])).toBe(2);
  });
});
