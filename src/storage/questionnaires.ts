/** Rounds of questionnaires, and each questionnaire with its form as it was when the round opened. */
import { type Day, readDay } from '../domain/day.ts';
import {
  type QuestionnaireForm,
  type RespondentKind,
  respondentKinds,
} from '../domain/questionnaires/form.ts';
import { type StaffRole, staffRoles } from '../domain/vocabulary.ts';
import type { DatabaseKind } from './database-url.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export interface QuestionnaireRound {
  readonly id: string;
  readonly schoolId: string;
  /** '' where somebody opened it by hand. */
  readonly ruleId: string;
  /** Of a round by hand the day it opens. */
  readonly windowFirstOn: Day;
  /** 1-based within the window. */
  readonly nth: number;
  /** '' for the school, a grade (`5`) or a class (`5.2`). */
  readonly scope: string;
  readonly title: string;
  /** Absent while nobody holds the role. */
  readonly issuerId?: string;
  readonly issuerRole: StaffRole;
  readonly opensOn: Day;
  /** An answer after this day is late. */
  readonly dueOn: Day;
  readonly closesOn: Day;
  readonly openedAt?: Date;
  readonly closedAt?: Date;
}

export interface Questionnaire {
  readonly id: string;
  readonly schoolId: string;
  readonly roundId: string;
  /** As it was at the opening. */
  readonly form: QuestionnaireForm;
  readonly respondents: RespondentKind;
  /** Of the link for everybody: random, names nobody. */
  readonly token: string;
  readonly invitedCount: number;
}

export interface QuestionnaireOfRound {
  readonly questionnaire: Questionnaire;
  readonly round: QuestionnaireRound;
}

export interface Questionnaires {
  /** Throws where the round of this window is there already: see `isTaken`. */
  addRound(round: QuestionnaireRound): Promise<void>;
  add(questionnaire: Questionnaire): Promise<void>;
  round(schoolId: string, id: string): Promise<QuestionnaireRound | undefined>;
  /** By the day they open, the newest first. */
  rounds(schoolId: string, limit?: number): Promise<readonly QuestionnaireRound[]>;
  /** Open or still waiting for their day, in the order they open. */
  unclosed(schoolId: string): Promise<readonly QuestionnaireRound[]>;
  /** False where it was open before. */
  open(roundId: string, opened: { readonly at: Date; readonly issuerId?: string }): Promise<boolean>;
  setInvited(id: string, invitedCount: number): Promise<void>;
  /** False where it was closed before. */
  close(roundId: string, at: Date): Promise<boolean>;
  ofRound(roundId: string): Promise<readonly Questionnaire[]>;
  find(id: string): Promise<QuestionnaireOfRound | undefined>;
  byToken(token: string): Promise<QuestionnaireOfRound | undefined>;
  /** Whether the round is open; it stays as it is until the transaction ends. Inside a transaction only. */
  holdOpen(roundId: string): Promise<boolean>;
}

export function questionnairesTable(rows: Rows, kind: DatabaseKind): Questionnaires {
  const withRound = async (row: QuestionnaireRow | null): Promise<QuestionnaireOfRound | undefined> => {
    if (row === null) return undefined;
    const round = await rows.questionnaireRound.findUniqueOrThrow({ where: { id: row.roundId } });
    return { questionnaire: toQuestionnaire(row), round: toRound(round) };
  };
  return {
    async addRound(round) {
      await rows.questionnaireRound.create({ data: round, select: { id: true } });
    },
    async add({ form, ...questionnaire }) {
      const asked = { formKey: form.key, formVersion: form.version, isNamed: form.isNamed };
      await rows.questionnaire.create({
        data: { ...questionnaire, ...asked, form: JSON.stringify(form) },
        select: { id: true },
      });
    },
    async round(schoolId, id) {
      const row = await rows.questionnaireRound.findFirst({ where: { schoolId, id } });
      return row === null ? undefined : toRound(row);
    },
    async rounds(schoolId, limit) {
      const found = await rows.questionnaireRound.findMany({
        where: { schoolId },
        orderBy: [{ opensOn: 'desc' }, { id: 'desc' }],
        ...(limit === undefined ? {} : { take: limit }),
      });
      return found.map(toRound);
    },
    async unclosed(schoolId) {
      const found = await rows.questionnaireRound.findMany({
        where: { schoolId, closedAt: null },
        orderBy: [{ opensOn: 'asc' }, { id: 'asc' }],
      });
      return found.map(toRound);
    },
    async open(roundId, { at, issuerId }) {
      const waiting = { id: roundId, openedAt: null, closedAt: null };
      const opened = { openedAt: at, ...(issuerId === undefined ? {} : { issuerId }) };
      return (await rows.questionnaireRound.updateMany({ where: waiting, data: opened })).count > 0;
    },
    async setInvited(id, invitedCount) {
      await rows.questionnaire.update({ where: { id }, data: { invitedCount }, select: { id: true } });
    },
    async close(roundId, at) {
      const open = { where: { id: roundId, closedAt: null }, data: { closedAt: at } };
      return (await rows.questionnaireRound.updateMany(open)).count > 0;
    },
    async ofRound(roundId) {
      const found = await rows.questionnaire.findMany({ where: { roundId }, orderBy: { id: 'asc' } });
      return found.map(toQuestionnaire);
    },
    find: async (id) => withRound(await rows.questionnaire.findUnique({ where: { id } })),
    byToken: async (token) => withRound(await rows.questionnaire.findUnique({ where: { token } })),
    async holdOpen(roundId) {
      // SQLite has one writer at a time; PostgreSQL keeps whoever closes the round waiting.
      if (kind === 'postgresql')
        await rows.$queryRaw`SELECT "id" FROM "QuestionnaireRound" WHERE "id" = ${roundId} FOR SHARE`;
      const open = { id: roundId, closedAt: null, openedAt: { not: null } };
      return (await rows.questionnaireRound.count({ where: open })) > 0;
    },
  };
}

interface RoundRow {
  readonly id: string;
  readonly schoolId: string;
  readonly ruleId: string;
  readonly windowFirstOn: string;
  readonly nth: number;
  readonly scope: string;
  readonly title: string;
  readonly issuerId: string | null;
  readonly issuerRole: string;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly closesOn: string;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
}

function toRound({ issuerId, openedAt, closedAt, ...row }: RoundRow): QuestionnaireRound {
  return {
    ...row,
    windowFirstOn: readDay(row.windowFirstOn),
    issuerRole: readWord(staffRoles, row.issuerRole),
    opensOn: readDay(row.opensOn),
    dueOn: readDay(row.dueOn),
    closesOn: readDay(row.closesOn),
    ...(issuerId === null ? {} : { issuerId }),
    ...(openedAt === null ? {} : { openedAt }),
    ...(closedAt === null ? {} : { closedAt }),
  };
}

interface QuestionnaireRow {
  readonly id: string;
  readonly schoolId: string;
  readonly roundId: string;
  readonly form: string;
  readonly respondents: string;
  readonly token: string;
  readonly invitedCount: number;
}

function toQuestionnaire(row: QuestionnaireRow): Questionnaire {
  const { id, schoolId, roundId, token, invitedCount } = row;
  return {
    id,
    schoolId,
    roundId,
    token,
    invitedCount,
    respondents: readWord(respondentKinds, row.respondents),
    // Written by this program from a form that was checked; a later version of the format reads it as it stands.
    form: JSON.parse(row.form) as QuestionnaireForm,
  };
}
