/** What a visitor of a questionnaire's address finds there. Opening spends nothing. */
import { type Day, dayOf } from '../../domain/day.ts';
import type { QuestionnaireForm } from '../../domain/questionnaires/form.ts';
import { peopleAsked } from '../../domain/questionnaires/people-asked.ts';
import type { Answers } from '../../domain/questionnaires/read-answers.ts';
import type { Person, SchoolRoster } from '../../domain/school-roster.ts';
import type { Invitation } from '../../storage/invitations.ts';
import type { QuestionnaireOfRound } from '../../storage/questionnaires.ts';
import type { Storage } from '../../storage/storage.ts';

/** Each has its own kind words on the page. */
export type SheetRefusal = 'wrong' | 'not_yet_open' | 'closed' | 'not_yours' | 'spent';

/** Somebody known by the platform, or the holder of a slip; of its code only the SHA-256 is known here. */
export type Answerer =
  | { readonly schoolId: string; readonly personId: string }
  | { readonly codeHash: string };

/** One sheet to fill in: about one mentor, of one child. */
export interface Sheet {
  readonly invitationId: string;
  readonly isUsed: boolean;
  readonly student?: Person;
  readonly mentor?: Person;
  /** What was filled in before. */
  readonly draft?: Answers;
  /** Whom this respondent may name or rate, by item key. */
  readonly people: Readonly<Record<string, readonly Person[]>>;
}

export interface OpenQuestionnaire {
  readonly schoolId: string;
  readonly schoolName: string;
  readonly questionnaireId: string;
  readonly token: string;
  readonly form: QuestionnaireForm;
  readonly dueOn: Day;
  /** Still taken, and marked. */
  readonly isLate: boolean;
  readonly sheets: readonly Sheet[];
}

export type Opened = OpenQuestionnaire | { readonly refused: SheetRefusal };

interface Deps {
  readonly storage: Storage;
}

/** The link for everybody: whoever signs in finds the own sheets, those handed in among them. */
export async function invitationsOf(
  { storage }: Deps,
  visitor: { readonly schoolId: string; readonly personId: string },
  token: string,
  now: Date,
): Promise<Opened> {
  const found = await storage.questionnaires.byToken(token);
  if (found?.questionnaire.schoolId !== visitor.schoolId) return { refused: 'wrong' };
  const refused = refusalOf(found);
  if (refused !== undefined) return { refused };
  const own = await storage.invitations.ofPerson(found.questionnaire.id, visitor.personId);
  if (own.length === 0) return { refused: 'not_yours' };
  if (own.every(({ isUsed }) => isUsed)) return { refused: 'spent' };
  return openSheets(storage, found, own, now);
}

/** The code of a slip opens one sheet without signing in. */
export async function invitationByCode({ storage }: Deps, codeHash: string, now: Date): Promise<Opened> {
  const invitation = await storage.invitations.byCode(codeHash);
  const found = invitation && (await storage.questionnaires.find(invitation.questionnaireId));
  if (invitation === undefined || found === undefined) return { refused: 'wrong' };
  const refused = refusalOf(found) ?? (invitation.isUsed ? 'spent' : undefined);
  if (refused !== undefined) return { refused };
  return openSheets(storage, found, [invitation], now);
}

export function refusalOf({ round }: QuestionnaireOfRound): 'not_yet_open' | 'closed' | undefined {
  if (round.closedAt !== undefined) return 'closed';
  return round.openedAt === undefined ? 'not_yet_open' : undefined;
}

async function openSheets(
  storage: Storage,
  { questionnaire, round }: QuestionnaireOfRound,
  invitations: readonly Invitation[],
  now: Date,
): Promise<OpenQuestionnaire> {
  const school = await storage.schools.get(questionnaire.schoolId);
  const roster = await storage.roster(school);
  const today = dayOf(now);
  const sheets = [];
  for (const invitation of invitations) {
    const draft = invitation.isUsed ? undefined : await storage.answers.draft(invitation);
    sheets.push({
      ...sheetOf(roster, questionnaire.form, invitation, today),
      ...(draft === undefined ? {} : { draft }),
    });
  }
  return {
    schoolId: school.id,
    schoolName: school.name,
    questionnaireId: questionnaire.id,
    token: questionnaire.token,
    form: questionnaire.form,
    dueOn: round.dueOn,
    isLate: today > round.dueOn,
    sheets,
  };
}

function sheetOf(roster: SchoolRoster, form: QuestionnaireForm, invitation: Invitation, on: Day): Sheet {
  const student = roster.people.get(invitation.studentId);
  const mentor = roster.people.get(invitation.mentorId);
  return {
    invitationId: invitation.id,
    isUsed: invitation.isUsed,
    people: peopleAsked(roster, form, invitation, on),
    ...(student === undefined ? {} : { student }),
    ...(mentor === undefined ? {} : { mentor }),
  };
}
