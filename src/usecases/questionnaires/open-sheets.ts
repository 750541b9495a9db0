/**
 * The sheets of a closed questionnaire as they were returned, opened on purpose by the post that asked (V-06): each
 * opening leaves a line in the audit, in the same transaction.
 */
import type { QuestionnaireForm, RespondentKind } from '../../domain/questionnaires/form.ts';
import type { Answers } from '../../domain/questionnaires/read-answers.ts';
import { reportFor } from '../../domain/questionnaires/report.ts';
import type { Invitation } from '../../storage/invitations.ts';
import type { QuestionnaireOfRound } from '../../storage/questionnaires.ts';
import type { Tables } from '../../storage/storage.ts';
import { type ConsoleScene, consoleScene } from '../console/console-scene.ts';
import type { OwnPageDeps, Visitor } from '../own-page/own-scene.ts';
import { smallestGroupsOf } from './report-round.ts';
import { seesSheets } from './round-sight.ts';

export interface ShownSheet {
  readonly answers: Answers;
  /** Of a questionnaire with names: who filled it in, and of which child. */
  readonly by?: { readonly person: string; readonly student?: string };
}

export interface OpenedSheets {
  readonly roundId: string;
  readonly form: QuestionnaireForm;
  readonly respondents: RespondentKind;
  readonly sheets: readonly ShownSheet[] | 'too_few';
}

export function openSheets(
  deps: OwnPageDeps,
  { visitor, questionnaireId, now }: { visitor: Visitor; questionnaireId: string; now: Date },
): Promise<OpenedSheets | undefined> {
  return deps.storage.transaction(async (tables) => {
    const scene = await consoleScene(deps, tables, visitor, now);
    const found = scene && (await tables.questionnaires.find(questionnaireId));
    if (scene === undefined || found?.questionnaire.schoolId !== scene.school.id) return undefined;
    return sheetsFor({ ...scene, tables }, found);
  });
}

/** Undefined where they are not this viewer's to see. Inside a transaction only: the audit line belongs to it. */
async function sheetsFor(
  scene: ConsoleScene,
  { questionnaire, round }: QuestionnaireOfRound,
): Promise<OpenedSheets | undefined> {
  const { tables, look, person, school, now } = scene;
  const rated = await tables.invitations.rated(questionnaire.id);
  if (round.closedAt === undefined || !seesSheets(look, round, rated)) return undefined;
  const { form, respondents } = questionnaire;
  const answers = await tables.answers.list(questionnaire.id);
  await tables.audit.add([
    {
      id: scene.newId(),
      schoolId: school.id,
      at: now,
      actorId: person.id,
      verb: 'sheets_opened',
      subjectId: questionnaire.id,
      detail: { sheets: answers.length },
    },
  ]);
  const opened = { roundId: round.id, form, respondents };
  if (form.isNamed) return { ...opened, sheets: await named(scene, questionnaire.id, answers) };
  const mentorIds = [...new Set(rated.map(({ mentorId }) => mentorId))];
  const { sheets } = reportFor(
    { form, sheets: answers, mentorIds, invited: questionnaire.invitedCount },
    { isIssuer: true, seesMentors: true },
    await smallestGroupsOf(tables, round, now),
  );
  return { ...opened, sheets: sheets?.map((one) => ({ answers: one })) ?? 'too_few' };
}

async function named(
  { tables, roster }: Pick<ConsoleScene, 'roster'> & { readonly tables: Tables },
  questionnaireId: string,
  answers: Awaited<ReturnType<Tables['answers']['list']>>,
): Promise<readonly ShownSheet[]> {
  const byId = new Map<string, Invitation>();
  for (const invitation of await tables.invitations.list(questionnaireId))
    byId.set(invitation.id, invitation);
  const nameOf = (id: string | undefined): string => roster.people.get(id ?? '')?.name ?? '';
  const sheets = answers.map((answer) => {
    const invitation = byId.get(answer.invitationId ?? '');
    const isOfChild = invitation !== undefined && invitation.studentId !== invitation.personId;
    const student = isOfChild ? nameOf(invitation.studentId) : '';
    return {
      answers: answer.answers,
      by: { person: nameOf(invitation?.personId), ...(student === '' ? {} : { student }) },
    };
  });
  return sheets.toSorted((a, b) => a.by.person.localeCompare(b.by.person, 'zh'));
}
