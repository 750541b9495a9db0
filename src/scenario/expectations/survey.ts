/** What somebody may learn of the answers about a mentor (CV-21). */
import { reportFor, smallestGroups } from '../../domain/questionnaires/report.ts';
import type { Questionnaire, QuestionnaireRound } from '../../storage/questionnaires.ts';
import { questionnairesOf } from '../actions/questionnaire.ts';
import type { SurveyExpectation } from '../expectation-schemas.ts';
import type { Stage } from '../stage.ts';
import { compare, type Finding } from './finding.ts';

type Seen = SurveyExpectation['sees'];

export async function checkSurvey(stage: Stage, expected: SurveyExpectation): Promise<Finding> {
  const { round, form, about, who, sees } = expected;
  const seen: Seen[] = [];
  for (const found of await questionnairesOf(stage, { form, round }))
    seen.push(await seenOf(stage, found, { about, who }));
  // Of several questionnaires of a round the one that tells most.
  const found = seen.find((one) => typeof one === 'object') ?? seen.find((one) => one === 'too_few');
  return compare(`survey about ${about}, ${who} sees`, sees, found ?? 'nothing');
}

async function seenOf(
  stage: Stage,
  { round, questionnaire }: { readonly round: QuestionnaireRound; readonly questionnaire: Questionnaire },
  { about, who }: { readonly about: string; readonly who: string },
): Promise<Seen> {
  if (round.closedAt === undefined) return 'nothing';
  const invitations = await stage.storage.invitations.list(questionnaire.id);
  const mentorIds = [...new Set(invitations.map(({ mentorId }) => mentorId))];
  if (!mentorIds.includes(about)) return 'nothing';
  const isIssuer = round.issuerId === who;
  const report = reportFor(
    {
      form: questionnaire.form,
      sheets: await stage.storage.answers.list(questionnaire.id),
      mentorIds,
      invited: questionnaire.invitedCount,
    },
    { isIssuer, seesMentors: isIssuer, ...(mentorIds.includes(who) ? { ownMentorId: who } : {}) },
    smallestGroups,
  );
  if (who === about) return numbersOf(report.own);
  if (report.whole === 'too_few') return 'too_few';
  const group = report.groups?.find((one) => one.mentorIds.includes(about));
  if (group === undefined) return isIssuer ? 'too_few' : 'nothing';
  return group.mentorIds.length > 1 ? 'too_few' : numbersOf(group.score);
}

function numbersOf(figure: ReturnType<typeof reportFor>['own']): Seen {
  if (figure === undefined) return 'nothing';
  if (figure === 'too_few') return figure;
  return { mean: figure.mean.round(2, 1).toNumber(), count: figure.count };
}
