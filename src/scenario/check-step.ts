/** Holds what a step expects against what there is. */
import { dayOf } from '../domain/day.ts';
import { computeAdvice } from '../domain/duties/compute-advice.ts';
import { computeDuties } from '../domain/duties/compute-duties.ts';
import { loadDutyInput } from '../usecases/duties/load-duties.ts';
import type { Expectation } from './expectation-schemas.ts';
import { checkAdvice, checkDuties, checkOverdue } from './expectations/duties.ts';
import type { Finding } from './expectations/finding.ts';
import { checkHealth } from './expectations/health.ts';
import { checkLateDays } from './expectations/late-days.ts';
import { checkList } from './expectations/lists.ts';
import { checkOutcome } from './expectations/outcome.ts';
import { checkQuestionnairePlan } from './expectations/questionnaire-plan.ts';
import { checkReply } from './expectations/reply.ts';
import { checkSent } from './expectations/sent.ts';
import { checkSurvey } from './expectations/survey.ts';
import { checkVisible } from './expectations/visible.ts';
import type { Outcome } from './outcome.ts';
import type { Stage } from './stage.ts';

export async function checkStep(
  stage: Stage,
  expect: Expectation,
  { outcome, firstStepAt }: { readonly outcome: Outcome | undefined; readonly firstStepAt: Date },
): Promise<Finding[]> {
  const findings = [
    ...checkOutcome(expect, outcome),
    ...(expect.reply === undefined ? [] : checkReply(expect.reply, outcome?.reply)),
    ...(await checkOwed(stage, expect, outcome)),
    ...(expect.health === undefined ? [] : await checkHealth(stage, expect.health)),
  ];
  for (const visible of expect.visible ?? []) findings.push(await checkVisible(stage, visible));
  for (const survey of expect.survey ?? []) findings.push(await checkSurvey(stage, survey));
  for (const plan of expect.questionnaire_plan ?? [])
    findings.push(...(await checkQuestionnairePlan(stage, plan)));
  for (const sent of expect.sent ?? []) findings.push(...(await checkSent(stage, sent, firstStepAt)));
  return findings;
}

/**
 * A window whose last day is today is open until the day is over (CV-08), so that the state at any hour of a day is
 * the state at its end as far as it is known by then.
 */
async function checkOwed(
  stage: Stage,
  { duties, overdue, advice, lists, late_days: lateDays }: Expectation,
  outcome: Outcome | undefined,
): Promise<Finding[]> {
  if ([duties, overdue, advice, lists, lateDays].every((expected) => expected === undefined)) return [];
  const { storage } = stage;
  const school = await storage.schools.get(stage.schoolId);
  const roster = await storage.roster(school);
  const schemeVersions = stage.instance.program.planning.schemeVersions(school.schemeId, roster.followed);
  const question = { tables: storage, school, roster, schemeVersions };
  const today = dayOf(stage.clock.now());
  const input = await loadDutyInput(question, today);
  const needsDuties = [duties, overdue, lateDays].some((expected) => expected !== undefined);
  const owed = needsDuties ? computeDuties(input, today) : [];
  const advised = advice === undefined ? [] : computeAdvice(input, today);
  return [
    ...(duties ?? []).flatMap((expected) => checkDuties(expected, owed)),
    ...(overdue ?? []).flatMap((expected) => checkOverdue(expected, owed)),
    ...(advice ?? []).flatMap((expected) => checkAdvice(expected, advised)),
    ...(lateDays === undefined ? [] : [checkLateDays(lateDays, outcome, { duties: owed, schemeVersions })]),
    ...(lists ?? []).map((expected) => checkList(expected, input, today)),
  ];
}
