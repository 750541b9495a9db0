/** What a mentor learns of the questionnaires about oneself: mean and count of closed rounds, or too few (CV-21). */

import { type Day, dayOf } from '../../domain/day.ts';
import type { ScoreFigure } from '../../domain/questionnaires/figures.ts';
import { itemsOf, type QuestionnaireForm, type RespondentKind } from '../../domain/questionnaires/form.ts';
import { reportFor, type SmallestGroups, type TooFew } from '../../domain/questionnaires/report.ts';
import type { PersonScene } from '../messages/message-scene.ts';
import { smallestGroupsOf } from './report-round.ts';

export interface OwnFigure {
  readonly title: string;
  readonly respondents: RespondentKind;
  readonly closedOn: Day;
  readonly figure: ScoreFigure | TooFew;
  readonly smallest: SmallestGroups;
}

/** The newest first. */
export async function ownFigures({
  tables,
  school,
  person,
  now,
}: PersonScene): Promise<readonly OwnFigure[]> {
  const figures: OwnFigure[] = [];
  for (const id of await tables.invitations.questionnairesAbout(school.id, person.id)) {
    const found = await tables.questionnaires.find(id);
    if (found?.round.closedAt === undefined) continue;
    const { questionnaire, round } = found;
    const { form, respondents, invitedCount: invited } = questionnaire;
    if (form.isNamed || !countsAnything(form)) continue;
    const sheets = await tables.answers.about(id, person.id);
    const smallest = await smallestGroupsOf(tables, round, now);
    const { own } = reportFor(
      { form, sheets, mentorIds: [person.id], invited },
      { isIssuer: false, seesMentors: false, ownMentorId: person.id },
      smallest,
    );
    const closedOn = dayOf(found.round.closedAt);
    const title = round.title === form.title ? form.title : `${round.title} ${form.title}`;
    figures.push({ title, respondents, closedOn, figure: own ?? 'too_few', smallest });
  }
  return figures.toSorted((a, b) => (a.closedOn < b.closedOn ? 1 : -1));
}

function countsAnything(form: QuestionnaireForm): boolean {
  return itemsOf(form).some(
    (item) =>
      (item.kind === 'number' && item.isScore) ||
      ('choices' in item && item.choices.some(({ score }) => score !== undefined)),
  );
}
