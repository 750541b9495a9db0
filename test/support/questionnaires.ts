/** A round with one questionnaire, written as an opened round leaves it. */
import { type Day, readDay } from '../../src/domain/day.ts';
import type { QuestionnaireForm, RespondentKind } from '../../src/domain/questionnaires/form.ts';
import { readForm } from '../../src/domain/questionnaires/form-schema.ts';
import type { GivenFields } from '../../src/domain/questionnaires/read-answers.ts';
import type { NewInvitation } from '../../src/storage/invitations.ts';
import type { QuestionnaireRound } from '../../src/storage/questionnaires.ts';
import type { Storage } from '../../src/storage/storage.ts';

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

export interface AskedRound {
  readonly schoolId: string;
  readonly form?: QuestionnaireForm;
  readonly respondents?: RespondentKind;
  readonly opened?: boolean;
  readonly dueOn?: Day;
  readonly invitations: readonly Pick<NewInvitation, 'personId' | 'studentId' | 'mentorId'>[];
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
    ruleId: '',
    windowFirstOn: roundDays.opensOn,
    nth: 1,
    scope: newId(),
    title: form.title,
    issuerRole: 'moral_office',
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
        ...invitation,
        id: invitationIds[index] ?? '',
        schoolId,
        questionnaireId,
        classKey: '5.1',
        grade: '5',
      })),
    );
  });
  return { round, questionnaireId, token, invitationIds };
}

/** As a page sends them. */
export function filledIn(fields: Readonly<Record<string, string | readonly string[]>>): GivenFields {
  return { all: (name) => [fields[name] ?? []].flat() };
}
