/** A round with one questionnaire, written as an opened round leaves it. */
import { randomUUID } from 'node:crypto';
import { type Day, dayOf, readDay } from '../../src/domain/day.ts';
import type { QuestionnaireForm, RespondentKind } from '../../src/domain/questionnaires/form.ts';
import { readForm } from '../../src/domain/questionnaires/form-schema.ts';
import type { Answers, GivenFields } from '../../src/domain/questionnaires/read-answers.ts';
import { daysFrom, usualRoundTimes } from '../../src/domain/questionnaires/round-days.ts';
import type { StaffRole } from '../../src/domain/vocabulary.ts';
import { loadCalendar } from '../../src/schemes/load-preset.ts';
import type { Invitation, NewInvitation } from '../../src/storage/invitations.ts';
import type { QuestionnaireRound } from '../../src/storage/questionnaires.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { planRound, startRound } from '../../src/usecases/questionnaires/open-round.ts';
import type { RunningProgram } from './running-program.ts';

/** One scale and a line of text. */
export const plainForm: QuestionnaireForm = readForm({
  key: 'plain',
  version: 1,
  title: '一个小问卷',
  respondents: ['student', 'guardian'],
  about: 'mentor',
  isNamed: false,
  sections: [
    {
      items: [
        {
          key: 'listens',
          kind: 'scale',
          ask: '导师会认真听我说话。',
          choices: [
            { value: '5', text: '很对', score: '100', isSatisfied: true },
            { value: '1', text: '不对', score: '20' },
          ],
        },
        { key: 'to_say', kind: 'long_text', ask: '还想说点什么？' },
      ],
    },
  ],
});

const roundDays = {
  opensOn: readDay('2026-11-16'),
  dueOn: readDay('2026-11-23'),
  closesOn: readDay('2026-11-26'),
};

let roundsMade = 0;

export interface AskedRound {
  readonly schoolId: string;
  readonly form?: QuestionnaireForm;
  readonly respondents?: RespondentKind;
  readonly opened?: boolean;
  readonly dueOn?: Day;
  readonly ruleId?: string;
  readonly issuerRole?: StaffRole;
  readonly scope?: string;
  readonly title?: string;
  readonly invitations: readonly (Pick<NewInvitation, 'personId' | 'studentId' | 'mentorId'> &
    Partial<Pick<NewInvitation, 'classKey' | 'unreachable'>>)[];
}

export interface WrittenRound {
  readonly round: QuestionnaireRound;
  readonly questionnaireId: string;
  readonly token: string;
  /** In the order given. */
  readonly invitationIds: readonly string[];
}

export async function aRound(
  { storage, newId }: { readonly storage: Storage; readonly newId: () => string },
  asked: AskedRound,
): Promise<WrittenRound> {
  const { schoolId, form = plainForm, respondents = 'student', opened = true, invitations } = asked;
  const round: QuestionnaireRound = {
    id: newId(),
    schoolId,
    ruleId: asked.ruleId ?? '',
    windowFirstOn: roundDays.opensOn,
    // Of one window there is one round of a scope.
    nth: (roundsMade += 1),
    scope: asked.scope ?? '',
    title: asked.title ?? form.title,
    issuerRole: asked.issuerRole ?? 'moral_office',
    ...roundDays,
    ...(asked.dueOn === undefined ? {} : { dueOn: asked.dueOn }),
    ...(opened ? { openedAt: new Date('2026-11-16T00:00:00Z') } : {}),
  };
  const questionnaireId = newId();
  const token = newId();
  const invitationIds = invitations.map(() => newId());
  await storage.transaction(async (tables) => {
    await tables.questionnaires.addRound(round);
    await tables.questionnaires.add({
      id: questionnaireId,
      schoolId,
      roundId: round.id,
      form,
      respondents,
      token,
      invitedCount: invitations.length,
    });
    await tables.invitations.add(
      invitations.map((invitation, index) => ({
        classKey: '5.1',
        ...invitation,
        id: invitationIds[index] ?? '',
        schoolId,
        questionnaireId,
        grade: (invitation.classKey ?? '5.1').split('.')[0] ?? '',
      })),
    );
  });
  return { round, questionnaireId, token, invitationIds };
}

/** As a page sends them. */
export function filledIn(fields: Readonly<Record<string, string | readonly string[]>>): GivenFields {
  return { all: (name) => [fields[name] ?? []].flat() };
}

export interface ReturnedSheet {
  /** Position in `AskedRound.invitations`. */
  readonly nth: number;
  readonly answers: Answers;
}

/** Sheets as they lie there after the closing: each about its mentor, of a named one with its invitation. */
export async function sheetsIn(
  { storage }: { readonly storage: Storage },
  { round, questionnaireId, invitationIds }: WrittenRound,
  sheets: readonly ReturnedSheet[],
  closedAt?: Date,
): Promise<void> {
  await storage.transaction(async (tables) => {
    const found = await tables.questionnaires.find(questionnaireId);
    for (const { nth, answers } of sheets) {
      const invitation = await tables.invitations.find(invitationIds[nth] ?? '');
      if (invitation === undefined || found === undefined) throw new Error('nobody was asked there');
      await tables.invitations.use(invitation.id);
      await tables.answers.add({
        id: randomUUID(),
        schoolId: round.schoolId,
        questionnaireId,
        mentorId: invitation.mentorId,
        grade: invitation.grade,
        isLate: false,
        answers,
        ...(found.questionnaire.form.isNamed ? { invitationId: invitation.id } : {}),
      });
    }
    if (closedAt !== undefined) await tables.questionnaires.close(round.id, closedAt);
  });
}

/** Opened by hand for the whole school; the notices are planned by the next tick. */
export async function openRound(
  { program, school, clock }: RunningProgram,
  asked: { readonly form: string; readonly respondents: RespondentKind },
): Promise<{ readonly roundId: string; readonly invitations: readonly Invitation[] }> {
  const opensOn = dayOf(clock.now());
  const planned = await planRound(program.rounds, {
    schoolId: school.id,
    ruleId: '',
    windowFirstOn: opensOn,
    nth: 1,
    scope: '',
    title: '问卷',
    issuerRole: 'moral_office',
    questionnaires: [asked],
    ...daysFrom(loadCalendar('cn-2026-27'), opensOn, usualRoundTimes),
  });
  if ('refused' in planned) throw new Error(planned.refused);
  const roundId = planned.round.id;
  await startRound(program.rounds, planned.round, clock.now());
  const [questionnaire] = await program.storage.questionnaires.ofRound(roundId);
  return { roundId, invitations: await program.storage.invitations.list(questionnaire?.id ?? '') };
}
