import { describe, expect, it } from 'vitest';
import { readScenario } from '../../../src/scenario/read-scenario.ts';

const head = `scheme: shewobo
people:
  staff:
    - {id: M, name: 王芳, roles: [mentor, {homeroom_teacher: "5.3"}, {grade_head: 5}]}
  students:
    - {id: S, name: 张子涵, class: "5.3"}
`;

function faultsOf(text: string): string[] {
  const read = readScenario('file.yaml', text);
  return 'faults' in read ? read.faults.map(({ line, fault }) => `${line}: ${fault}`) : [];
}

function withSteps(steps: string): string {
  return `${head}steps:\n${steps}`;
}

describe('reading a scenario', () => {
  it('fills in what may be left out', () => {
    const read = readScenario('dir/a-talk.yaml', withSteps('  - {at: 2026-09-16T10:00}\n'));
    expect(read).toMatchObject({
      scenario: {
        name: 'a-talk',
        scheme: { preset: 'shewobo', changes: {} },
        people: {
          staff: [
            {
              roles: [
                { role: 'mentor', scope: 'school' },
                { role: 'homeroom_teacher', scope: '5.3' },
                { role: 'grade_head', scope: '5' },
              ],
            },
          ],
        },
      },
    });
    expect(read).toHaveProperty('scenario.calendar.terms[0].firstOn', '2026-09-01');
  });

  it('takes keys that begin with x- for notes at every depth', () => {
    const text = withSteps(
      '  - {at: 2026-09-16T10:00, x-why: {a: 1}, chat: {from: M, text: 你好, x-n: 1}}\n',
    );
    expect(faultsOf(`x-note: {free: text}\n${text}`)).toEqual([]);
  });

  it.each(['[from, to]', '[from, until]', '[start, end]', '[first, last]', '[firstOn, lastOn]'])(
    'takes a term written %s',
    (keys) => {
      const [first = '', last = ''] = keys.slice(1, -1).split(', ');
      const calendar = `calendar: {terms: [{${first}: 2026-09-01, ${last}: 2026-09-30}]}\n`;
      expect(readScenario('f.yaml', calendar + withSteps('  - {at: 2026-09-16T10:00}\n'))).toHaveProperty(
        'scenario.calendar.terms',
        [{ firstOn: '2026-09-01', lastOn: '2026-09-30' }],
      );
    },
  );

  it('takes a calendar that is written out', () => {
    const calendar = 'calendar: {terms: [{from: 2026-09-01, to: 2026-09-30}], holidays: [2026-09-25]}\n';
    expect(readScenario('f.yaml', calendar + withSteps('  - {at: 2026-09-16T10:00}\n'))).toHaveProperty(
      'scenario.calendar',
      { terms: [{ firstOn: '2026-09-01', lastOn: '2026-09-30' }], holidays: ['2026-09-25'], makeUpDays: [] },
    );
  });

  it('takes a bulk mark without exceptions, one or several', () => {
    const bulk = (except: string) => `  - {at: 2026-09-16T10:00, bulk: {by: M, except: ${except}}}\n`;
    for (const except of ['[]', 'S', '[S]']) expect(faultsOf(withSteps(bulk(except)))).toEqual([]);
  });

  it.each([
    ['an unknown key', '  - {at: 2026-09-16T10:00, chatt: {}}\n', /^8: .*"chatt"/],
    [
      'an unknown kind',
      '  - at: 2026-09-16T10:00\n    contact:\n      by: M\n      kind: talc\n',
      /^11: .*kind/,
    ],
    ['a person nobody knows', '  - at: 2026-09-16T10:00\n    chat: {from: Q, text: 好}\n', /^9: .*id Q/],
    [
      'an owner nobody knows',
      '  - at: 2026-09-16T10:00\n    expect: {duties: [{rule: A-1, owner: Q}]}\n',
      /id Q/,
    ],
    [
      'two actions',
      '  - {at: 2026-09-16T10:00, process: kill, deliver_again: true}\n',
      /one action per step/,
    ],
    ['a step out of order', '  - {at: 2026-09-16T10:00}\n  - {at: 2026-09-16T09:59}\n', /^9: .*before/],
    [
      'an expectation of a later issue',
      '  - {at: 2026-09-16T10:00, expect: {result: {}}}\n',
      /result: not supported/,
    ],
    [
      'a class that is a number',
      '  - {at: 2026-09-16T10:00, expect: {duties: {rule: A, scope: 5.3}}}\n',
      /scope/,
    ],
    ['no steps', '  []\n', /steps/],
  ])('names the line of %s', (_what, steps, expected) => {
    expect(faultsOf(withSteps(steps)).join('\n')).toMatch(expected);
  });

  it('refuses two people whose ids the platforms cannot tell apart', () => {
    const people = head.replace('id: S,', 'id: m,');
    expect(faultsOf(`${people}steps: [{at: 2026-09-16T10:00}]\n`).join()).toContain('differ in case only');
  });

  it('refuses changes that do not fit the preset', () => {
    const text = withSteps('  - {at: 2026-09-16T10:00}\n').replace(
      'scheme: shewobo',
      'scheme: {preset: shewobo, changes: {SHEWOBO-999: {window: week}}}',
    );
    expect(faultsOf(text).join()).toMatch(/^1: scheme\.changes: .*no such rule/);
  });
});
