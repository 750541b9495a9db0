/** The sheet somebody fills in, looked at inside the transaction that writes: whose it is, whether it is still open. */
import { type Day, dayOf } from '../../domain/day.ts';
import { peopleAsked } from '../../domain/questionnaires/people-asked.ts';
import type { PeopleAsked } from '../../domain/questionnaires/read-answers.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { Invitation } from '../../storage/invitations.ts';
import type { QuestionnaireOfRound } from '../../storage/questionnaires.ts';
import type { Tables } from '../../storage/storage.ts';
import { type Answerer, refusalOf, type SheetRefusal } from './own-invitations.ts';

export interface SheetAtHand extends QuestionnaireOfRound {
  readonly invitation: Invitation;
  readonly roster: SchoolRoster;
  readonly people: PeopleAsked;
  readonly today: Day;
}

/** The round stays open until the transaction ends. */
export async function sheetAtHand(
  tables: Tables,
  answerer: Answerer,
  invitationId: string,
  now: Date,
): Promise<SheetAtHand | { readonly refused: SheetRefusal }> {
  const invitation = await tables.invitations.find(invitationId);
  const found = invitation && (await tables.questionnaires.find(invitation.questionnaireId));
  if (invitation === undefined || found === undefined) return { refused: 'wrong' };
  if (!(await isTheirs(tables, answerer, invitation))) return { refused: 'not_yours' };
  const refused = refusalOf(found);
  if (refused !== undefined) return { refused };
  if (!(await tables.questionnaires.holdOpen(found.round.id))) return { refused: 'closed' };
  if (invitation.isUsed) return { refused: 'spent' };
  const roster = await tables.roster(await tables.schools.get(invitation.schoolId));
  const today = dayOf(now);
  const asked = peopleAsked(roster, found.questionnaire.form, invitation, today);
  const people = Object.fromEntries(
    Object.entries(asked).map(([key, offered]) => [key, offered.map(({ id }) => id)]),
  );
  return { ...found, invitation, roster, people, today };
}

async function isTheirs(tables: Tables, answerer: Answerer, invitation: Invitation): Promise<boolean> {
  if ('codeHash' in answerer)
    return (await tables.invitations.byCode(answerer.codeHash))?.id === invitation.id;
  return invitation.schoolId === answerer.schoolId && invitation.personId === answerer.personId;
}
