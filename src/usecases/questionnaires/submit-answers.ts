/**
 * Hands in a sheet: the invitation is used up, the draft goes, the answer comes, in one transaction. Of an anonymous
 * questionnaire nothing that is written leads from the answer to the person: no time, no line in the audit.
 */

import { schoolDayAfter } from '../../domain/calendar/school-days.ts';
import { addDays, type Day } from '../../domain/day.ts';
import {
  type AnswerFault,
  type Answers,
  type GivenFields,
  readAnswers,
} from '../../domain/questionnaires/read-answers.ts';
import { splitEthics } from '../../domain/questionnaires/split-ethics.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import type { Answerer, SheetRefusal } from './own-invitations.ts';
import { type SheetAtHand, sheetAtHand } from './sheet-at-hand.ts';

export interface SubmitDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  /** 256 random bits, hexadecimal: ids that tell no order. */
  readonly newSecret: () => string;
}

export interface SubmittedSheet {
  readonly answerer: Answerer;
  readonly invitationId: string;
  readonly given: GivenFields;
  readonly now: Date;
}

export type Submitted =
  | { readonly state: 'submitted'; readonly isLate: boolean }
  | { readonly refused: SheetRefusal }
  /** Nothing was handed in; what is readable comes back, so that nothing is typed twice. */
  | { readonly faults: ReadonlyMap<string, AnswerFault>; readonly answers: Answers }
  /** Not one question was answered: most likely a button pressed too early. */
  | { readonly refused: 'empty' };

export function submitAnswers(deps: SubmitDeps, sheet: SubmittedSheet): Promise<Submitted> {
  return deps.storage.transaction(async (tables) => {
    const atHand = await sheetAtHand(tables, sheet.answerer, sheet.invitationId, sheet.now);
    if ('refused' in atHand) return atHand;
    const { answers, faults } = readAnswers(atHand.questionnaire.form, sheet.given, atHand.people);
    if (faults.size > 0) return { faults, answers };
    if (Object.keys(answers).length === 0) return { refused: 'empty' };
    // Two tabs, a second click: one of them gets here first, the other finds the sheet used.
    if (!(await tables.invitations.use(atHand.invitation.id))) return { refused: 'spent' };
    await handIn(deps, tables, atHand, answers, sheet.now);
    return { state: 'submitted', isLate: atHand.today > atHand.round.dueOn };
  });
}

async function handIn(
  deps: SubmitDeps,
  tables: Tables,
  { invitation, questionnaire, round, roster, today }: SheetAtHand,
  given: Answers,
  now: Date,
): Promise<void> {
  const { schoolId, mentorId, grade, questionnaireId } = invitation;
  const { form } = questionnaire;
  const { answers, complaints } = splitEthics(form, given);
  const newId = () => deps.newSecret().slice(0, 32);
  await tables.answers.dropDraft(invitation.id);
  await tables.answers.add({
    id: newId(),
    schoolId,
    questionnaireId,
    mentorId,
    grade,
    isLate: today > round.dueOn,
    answers,
    ...(form.isNamed ? { invitationId: invitation.id, answeredOn: today } : {}),
  });
  const shownFrom: Day = schoolDayAfter(roster.calendar, today, 1) ?? addDays(today, 1);
  await tables.ethicsCases.add(
    complaints.map((complaint) => ({
      ...complaint,
      id: newId(),
      schoolId,
      questionnaireId,
      mentorId,
      shownFrom,
    })),
  );
  if (!form.isNamed) return;
  await tables.audit.add([
    {
      id: deps.newId(),
      schoolId,
      at: now,
      actorId: invitation.personId,
      verb: 'sheet_handed_in',
      subjectId: invitation.id,
      detail: { form: form.key },
    },
  ]);
}
