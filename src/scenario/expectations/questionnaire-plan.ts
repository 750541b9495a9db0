/** How many rounds and questionnaires the scheme asks for in a term, and by whom. */
import { planOf } from '../../usecases/questionnaires/keep-rounds.ts';
import type { QuestionnairePlanExpectation } from '../expectation-schemas.ts';
import type { Stage } from '../stage.ts';
import { compare, type Finding } from './finding.ts';

export async function checkQuestionnairePlan(
  stage: Stage,
  { term: day, rounds, questionnaires, by }: QuestionnairePlanExpectation,
): Promise<readonly Finding[]> {
  const school = await stage.storage.schools.get(stage.schoolId);
  const roster = await stage.storage.roster(school);
  const term = roster.calendar.terms.find(({ firstOn, lastOn }) => firstOn <= day && day <= lastOn);
  const plan = planOf(stage.rounds, school, roster).filter(
    ({ opensOn }) => term !== undefined && term.firstOn <= opensOn && opensOn <= term.lastOn,
  );
  const name = `questionnaire_plan of ${day}`;
  const asked = plan.reduce((sum, round) => sum + round.questionnaires.length, 0);
  const byIssuer = new Map<string, number>();
  for (const { issuerRole } of plan) byIssuer.set(issuerRole, (byIssuer.get(issuerRole) ?? 0) + 1);
  return [
    ...(rounds === undefined ? [] : [compare(`${name}, rounds`, rounds, plan.length)]),
    ...(questionnaires === undefined ? [] : [compare(`${name}, questionnaires`, questionnaires, asked)]),
    ...(by === undefined
      ? []
      : [compare(`${name}, by`, inOrder(Object.entries(by)), inOrder([...byIssuer]))]),
  ];
}

/** The sources speak of the unit, the roster of its head. */
function inOrder(counts: readonly (readonly [string, number])[]): readonly string[] {
  return counts.map(([issuer, count]) => `${issuer.replace('grade_unit', 'grade_head')} ${count}`).toSorted();
}
