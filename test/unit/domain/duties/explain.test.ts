import { describe, expect, test } from 'vitest';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import { explain } from '../../../../src/domain/duties/explain.ts';
import { settlingWords } from '../../../../src/domain/duties/explain-words.ts';
import { schemeIds } from '../../../../src/domain/schemes/scheme.ts';
import { studentOfConcern } from '../../../../src/domain/vocabulary.ts';
import { aMeeting, anInput, aStudent, day, preset } from './duty-input.ts';

function explained(scheme: (typeof schemeIds)[number], rule: string, on: string): string | undefined {
  const flags = [{ category: studentOfConcern, fromOn: day('2026-08-01') }];
  const roster = { ...anInput(scheme).roster, students: [aStudent({ flags })] };
  const meetings = [aMeeting('parent_meeting', '5.3', '2026-11-20')];
  const duties = computeDuties(anInput(scheme, { roster, meetings }), day(on));
  const duty = duties.find((found) => found.rule === rule && found.state === 'open');
  return duty && explain(duty, preset(scheme));
}

describe('explain', () => {
  test('SHEWOBO-32 says rule, owner, last day and what settles', () => {
    expect(explained('shewobo', 'SHEWOBO-32', '2026-09-16')).toBe(
      'SHEWOBO-32规定“导师每周至少与每名学生个别谈话一次”，由导师在2026年9月20日前（含当天）完成，与该生个别谈话即可。',
    );
  });

  test('WEIFANG-20 asks for a talk face to face on the day itself', () => {
    expect(explained('weifang', 'WEIFANG-20', '2026-09-16')).toBe(
      'WEIFANG-20规定“导师每天与需特别关注的学生面谈并单独记录”，由导师在2026年9月16日当天完成，当面与该生个别谈话即可。',
    );
  });

  test('WEIFANG-31 names the classes that must be covered', () => {
    expect(explained('weifang', 'WEIFANG-31', '2026-09-16')).toContain(
      '由年级负责人在2026年9月27日前（含当天）完成，召开会诊、有记录或签到，并覆盖有需特别关注学生的每个班即可。',
    );
  });

  test('HUAQIAO-15 asks for a speech', () => {
    expect(explained('huaqiao', 'HUAQIAO-15', '2026-09-16')).toContain('在主题班会上作专题发言即可。');
  });

  test('SULOU-45 says how often', () => {
    expect(explained('sulou', 'SULOU-45', '2026-09-16')).toContain(
      '由领导小组在2027年1月22日前（含当天）完成',
    );
    expect(explained('sulou', 'SULOU-45', '2026-09-16')).toContain('检查该导师的工作记录2次即可。');
  });

  test('SHEWOBO-43 asks to be at the parent meeting', () => {
    expect(explained('shewobo', 'SHEWOBO-43', '2026-11-20')).toContain('出席家长会即可。');
  });

  test('YEDIAN-45 is named as advice', () => {
    const window = { firstOn: day('2026-09-01'), lastOn: day('2027-01-22') };
    const duty = {
      rule: 'YEDIAN-45',
      ownerId: 'M',
      studentId: 'S',
      window,
      state: 'open',
      asked: 1,
      done: 0,
    } as const;
    expect(explain(duty, preset('yedian'))).toBe(
      'YEDIAN-45写明“提倡导师每学期到每名学生家中家访一次”，这是给导师的建议，到该生家中家访就算做到，不做也不算逾期。',
    );
  });

  test('XXX-17 names both meetings that would do', () => {
    expect(explained('school-2025', 'XXX-17', '2026-09-16')).toContain(
      '召开导师工作展示或经验交流会、有记录或签到即可。',
    );
  });

  test('a rule the school no longer follows is named as such', () => {
    const window = { firstOn: day('2026-09-01'), lastOn: day('2026-09-06') };
    const duty = { rule: 'OLD-01', ownerId: 'M', window, state: 'open', asked: 1, done: 0 } as const;
    expect(explain(duty, preset('shewobo'))).toBe('这项要求来自OLD-01，学校现行的方案已不再这样要求。');
  });

  test.each(schemeIds)('every kind that %s asks for has its words', (id) => {
    const asked = preset(id).rules.flatMap(({ duties }) => duties.map(({ asks }) => asks));
    expect(asked.filter((kind) => settlingWords[kind] === undefined)).toEqual([]);
  });
});
