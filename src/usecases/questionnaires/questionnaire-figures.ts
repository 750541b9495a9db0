/**
 * The numbers that evaluations are made from (SULOU-42, SULOU-44, SHEWOBO-65, XIGAO-56, SONGSHI-72, SONGSHI-73,
 * YEDIAN-71, HUAQIAO-48): of each closed round and each mentor the mean whatever the count (CV-21), nothing rounded
 * (CV-12). They are for computing; whoever shows one asks `reportRound` or `ownFigures` first.
 */
import { Big } from 'big.js';
import type { Day } from '../../domain/day.ts';
import { groupBy } from '../../domain/group-by.ts';
import { satisfiedFigure, scoreFigure } from '../../domain/questionnaires/figures.ts';
import type { RespondentKind } from '../../domain/questionnaires/form.ts';
import type { Questionnaire, QuestionnaireRound } from '../../storage/questionnaires.ts';
import type { Tables } from '../../storage/storage.ts';

export interface QuestionnaireFigure {
  readonly ruleId: string;
  readonly roundId: string;
  readonly windowFirstOn: Day;
  /** 1-based within the window. */
  readonly nth: number;
  readonly formKey: string;
  readonly mentorId: string;
  readonly respondents: RespondentKind;
  /** Decimal text, on the scale of the form. */
  readonly mean: string;
  /** Sheets with a score. */
  readonly count: number;
  readonly invited: number;
  /** Decimal text from 0 to 1: of those who said whether they are satisfied. */
  readonly satisfiedShare?: string;
}

export interface WantedFigures {
  readonly schoolId: string;
  readonly ruleIds: readonly string[];
  /** First days of the windows, both included. */
  readonly fromOn: Day;
  readonly untilOn: Day;
}

/** Mentors about whom nothing came in are absent: a part that is missing is no zero (CV-13). */
export async function questionnaireFigures(
  tables: Tables,
  { schoolId, ruleIds, fromOn, untilOn }: WantedFigures,
): Promise<readonly QuestionnaireFigure[]> {
  const rounds = (await tables.questionnaires.rounds(schoolId)).filter(
    ({ ruleId, windowFirstOn, closedAt }) =>
      closedAt !== undefined &&
      fromOn <= windowFirstOn &&
      windowFirstOn <= untilOn &&
      ruleIds.includes(ruleId),
  );
  const figures: QuestionnaireFigure[] = [];
  for (const round of rounds) {
    for (const questionnaire of await tables.questionnaires.ofRound(round.id))
      figures.push(...(await figuresOf(tables, round, questionnaire)));
  }
  return figures;
}

async function figuresOf(
  tables: Tables,
  { id: roundId, ruleId, windowFirstOn, nth }: QuestionnaireRound,
  { id, form, respondents }: Questionnaire,
): Promise<readonly QuestionnaireFigure[]> {
  const rated = await tables.invitations.rated(id);
  const byMentor = groupBy(await tables.answers.list(id), ({ mentorId }) => mentorId);
  return [...new Set(rated.map(({ mentorId }) => mentorId))].flatMap((mentorId) => {
    const sheets = byMentor.get(mentorId) ?? [];
    const score = scoreFigure(form, sheets);
    if (score === undefined) return [];
    const satisfied = satisfiedFigure(form, sheets);
    const invited = rated
      .filter((one) => one.mentorId === mentorId)
      .reduce((total, one) => total + one.invited, 0);
    return [
      {
        ruleId,
        roundId,
        windowFirstOn,
        nth,
        formKey: form.key,
        mentorId,
        respondents,
        mean: score.mean.toFixed(),
        count: score.count,
        invited,
        ...(satisfied === undefined || satisfied.asked === 0
          ? {}
          : { satisfiedShare: new Big(satisfied.satisfied).div(satisfied.asked).toFixed() }),
      },
    ];
  });
}
