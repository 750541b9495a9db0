/** The rounds each scheme asks for, day by day, in the calendar of the examples. */
import { expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import { planRounds } from '../../../../src/domain/questionnaires/plan-rounds.ts';
import { daysFrom, usualRoundTimes } from '../../../../src/domain/questionnaires/round-days.ts';
import { type SchemeId, schemeIds } from '../../../../src/domain/schemes/scheme.ts';
import { loadForms } from '../../../../src/forms/load-forms.ts';
import { loadCalendar, loadPreset } from '../../../../src/schemes/load-preset.ts';

const calendar = loadCalendar('cn-2026-27');
const startOn = readDay('2026-09-01');

function planOf(scheme: SchemeId, from = startOn) {
  return planRounds({ versions: [loadPreset(scheme)], calendar, startOn: from, times: usualRoundTimes });
}

/** `opens due closes issuer form/respondents …` */
function tableOf(scheme: SchemeId, ruleId: string): readonly string[] {
  return planOf(scheme)
    .filter((round) => round.ruleId === ruleId)
    .map(({ opensOn, dueOn, closesOn, issuerRole, questionnaires }) =>
      [
        opensOn,
        dueOn,
        closesOn,
        issuerRole,
        ...questionnaires.map(({ form, respondents }) => `${form}/${respondents}`),
      ].join(' '),
    );
}

test('SULOU-42 asks students and guardians every school month, ended with the month', () => {
  const asked = 'grade_head student-primary/student guardian/guardian';
  expect(tableOf('sulou', 'SULOU-42')).toEqual([
    `2026-09-17 2026-09-24 2026-09-30 ${asked}`,
    `2026-10-20 2026-10-27 2026-10-30 ${asked}`,
    `2026-11-18 2026-11-25 2026-11-30 ${asked}`,
    `2026-12-21 2026-12-28 2026-12-31 ${asked}`,
    `2027-01-12 2027-01-19 2027-01-22 ${asked}`,
    `2027-03-19 2027-03-26 2027-03-31 ${asked}`,
    `2027-04-20 2027-04-27 2027-04-30 ${asked}`,
    `2027-05-19 2027-05-26 2027-05-31 ${asked}`,
    `2027-06-22 2027-06-29 2027-07-02 ${asked}`,
  ]);
  expect(planOf('sulou').find(({ ruleId }) => ruleId === 'SULOU-42')?.per).toBe('grade');
});

test('SULOU-44 asks students and guardians in the middle and at the end of each term', () => {
  const asked = 'steering_group student-primary/student guardian/guardian';
  expect(tableOf('sulou', 'SULOU-44')).toEqual([
    `2026-11-13 2026-11-20 2026-11-25 ${asked}`,
    `2027-01-12 2027-01-19 2027-01-22 ${asked}`,
    `2027-04-29 2027-05-06 2027-05-11 ${asked}`,
    `2027-06-22 2027-06-29 2027-07-02 ${asked}`,
  ]);
  expect(
    planOf('sulou')
      .filter(({ ruleId }) => ruleId === 'SULOU-44')
      .map(({ nth }) => nth),
  ).toEqual([1, 2, 1, 2]);
});

test.each([
  ['shewobo', 'SHEWOBO-56'],
  ['xigao', 'XIGAO-56'],
] as const)('%s %s asks students both forms at the end of the year only', (scheme, ruleId) => {
  expect(tableOf(scheme, ruleId)).toEqual([
    '2027-06-22 2027-06-29 2027-07-02 steering_group mentor-review/student mentor-ethics/student',
  ]);
  expect(planOf(scheme)).toHaveLength(1);
});

test('SONGSHI-72 asks the community at the end of each term', () => {
  expect(tableOf('songshi', 'SONGSHI-72')).toEqual([
    '2027-01-12 2027-01-19 2027-01-22 academic_office community-satisfaction/student',
    '2027-06-22 2027-06-29 2027-07-02 academic_office community-satisfaction/student',
  ]);
});

test('YEDIAN-71 asks the mentees once a year', () => {
  expect(tableOf('yedian', 'YEDIAN-71')).toEqual([
    '2027-06-22 2027-06-29 2027-07-02 moral_office student-secondary/student',
  ]);
});

test('HUAQIAO-48 asks mentees and guardians each term', () => {
  const asked = 'steering_group student-secondary/student guardian/guardian';
  expect(tableOf('huaqiao', 'HUAQIAO-48')).toEqual([
    `2027-01-12 2027-01-19 2027-01-22 ${asked}`,
    `2027-06-22 2027-06-29 2027-07-02 ${asked}`,
  ]);
});

test('the other schemes ask nobody', () => {
  expect([...planOf('school-2025'), ...planOf('weifang')]).toEqual([]);
});

test.each(schemeIds)('every form that %s asks for is in the bank and fits its readers', (scheme) => {
  const forms = loadForms();
  const unfit = planOf(scheme)
    .flatMap(({ questionnaires }) => questionnaires)
    .filter(({ form, respondents }) => forms.get(form)?.respondents.includes(respondents) !== true);
  expect(unfit).toEqual([]);
});

test('nothing is asked before the school begins', () => {
  const first = planOf('sulou', readDay('2026-11-14'))[0];
  expect(first).toMatchObject({ ruleId: 'SULOU-42', opensOn: '2026-11-18' });
});

test('a window belongs to the version in force when it opened (CV-19)', () => {
  const later = { ...loadPreset('songshi'), effectiveFrom: readDay('2026-10-12') };
  const plan = planRounds({
    versions: [later, loadPreset('sulou')],
    calendar,
    startOn,
    times: usualRoundTimes,
  });
  expect(plan.map(({ ruleId, opensOn }) => `${ruleId} ${opensOn}`)).toEqual([
    'SULOU-42 2026-09-17',
    'SULOU-42 2026-10-20',
    'SULOU-44 2026-11-13',
    'SULOU-44 2027-01-12',
    'SONGSHI-72 2027-06-22',
  ]);
});

test('a round by hand is due a week on and closes three school days later, also past the last day of school', () => {
  expect(daysFrom(calendar, readDay('2026-09-28'), usualRoundTimes)).toEqual({
    opensOn: '2026-09-28',
    dueOn: '2026-10-05',
    closesOn: '2026-10-10',
  });
  expect(daysFrom(calendar, readDay('2027-07-01'), usualRoundTimes).closesOn).toBe('2027-07-11');
});
