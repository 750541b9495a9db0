/** What an issuer may open by hand, and when. */
import { describe, expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import { type HandQuestion, handRound } from '../../../../src/domain/questionnaires/hand-round.ts';
import { readRoundCommand } from '../../../../src/domain/questionnaires/read-round-command.ts';
import { usualRoundTimes } from '../../../../src/domain/questionnaires/round-days.ts';
import type { SchemeId } from '../../../../src/domain/schemes/scheme.ts';
import { loadCalendar, loadPreset } from '../../../../src/schemes/load-preset.ts';

function ask(scheme: SchemeId, on: string, parts: Partial<HandQuestion> = {}) {
  return handRound({
    versions: [loadPreset(scheme)],
    calendar: loadCalendar('cn-2026-27'),
    startOn: readDay('2026-09-01'),
    times: usualRoundTimes,
    forms: ['mentor-review', 'mentor-ethics'],
    roles: [{ role: 'steering_group', scope: 'school' }],
    on: readDay(on),
    there: [],
    ...parts,
  });
}

describe('the forms of the end of the year', () => {
  test('SHEWOBO-56 are refused in the autumn, and the day is named', () => {
    expect(ask('shewobo', '2026-12-10')).toEqual({ refused: 'not_now', from: '2027-06-04' });
  });

  test('SHEWOBO-56 open together at the end of the year', () => {
    expect(ask('shewobo', '2027-06-28')).toMatchObject({
      round: {
        ruleId: 'SHEWOBO-56',
        windowFirstOn: '2026-09-01',
        opensOn: '2027-06-28',
        questionnaires: [{ form: 'mentor-review' }, { form: 'mentor-ethics' }],
      },
    });
  });

  test('open once', () => {
    const there = [{ ruleId: 'SHEWOBO-56', windowFirstOn: readDay('2026-09-01'), nth: 1, scope: '' }];
    expect(ask('shewobo', '2027-06-28', { there })).toEqual({ refused: 'there_already' });
  });

  test('are not for whoever does not issue them', () => {
    const roles = [{ role: 'homeroom_teacher' as const, scope: '5.1' }];
    expect(ask('shewobo', '2027-06-28', { roles })).toEqual({ refused: 'not_issuer' });
  });

  test('are not asked in the vacation, nor where the scheme has none', () => {
    expect(ask('shewobo', '2027-07-20')).toEqual({ refused: 'vacation' });
    expect(ask('weifang', '2027-06-28')).toEqual({ refused: 'not_in_scheme' });
  });
});

test('SULOU-42 the head of a grade opens the month early, for the own grade only', () => {
  const roles = [{ role: 'grade_head' as const, scope: '5' }];
  expect(ask('sulou', '2026-11-04', { forms: ['guardian'], roles })).toMatchObject({
    round: { ruleId: 'SULOU-42', scope: '5', windowFirstOn: '2026-11-01', dueOn: '2026-11-11' },
  });
});

test.each([
  ['开家长问卷', { verb: 'open', forms: ['guardian'] }],
  ['发起学生问卷。', { verb: 'open', forms: ['student-primary', 'student-secondary'] }],
  ['关闭导师职业道德评分表', { verb: 'close', forms: ['mentor-ethics'] }],
  ['开天气问卷', { verb: 'open', forms: [] }],
])('%s is understood', (text, command) => {
  expect(readRoundCommand(text)).toMatchObject(command);
});

test.each(['家长问卷', '今天和小明谈了问卷', '开会说了家长问卷的事', '关心小明', '发了家长问卷'])(
  '%s is no command',
  (text) => {
    expect(readRoundCommand(text)).toBeUndefined();
  },
);
