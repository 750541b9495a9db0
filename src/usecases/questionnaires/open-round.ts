/**
 * A round is written down first, with its questionnaires and their addresses, and opens on its day: whoever is asked is
 * fixed then, by the roster of that morning.
 */
import { type Day, dayNumber, dayOf } from '../../domain/day.ts';
import { roleHolders } from '../../domain/duties/role-holders.ts';
import type { QuestionnaireForm, RespondentKind } from '../../domain/questionnaires/form.ts';
import { recipientsOf } from '../../domain/questionnaires/recipients.ts';
import type { RoundDays } from '../../domain/questionnaires/round-days.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { StaffRole } from '../../domain/vocabulary.ts';
import type { UnreachableReason } from '../../storage/invitations.ts';
import type { QuestionnaireRound } from '../../storage/questionnaires.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import type { SchemeVersionsOf } from '../duties/load-duties.ts';
import { formOf, heldBackItems } from './school-forms.ts';

export interface RoundDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  /** 256 random bits, hexadecimal. */
  readonly newSecret: () => string;
  readonly schemeVersions: SchemeVersionsOf;
  /** The bank, by key. */
  readonly forms: () => ReadonlyMap<string, QuestionnaireForm>;
  /** Whether an error says that a unique key was taken by somebody else. */
  readonly isTaken: (error: unknown) => boolean;
}

export interface NewRound extends RoundDays {
  readonly schoolId: string;
  /** '' where somebody opens it by hand. */
  readonly ruleId: string;
  readonly windowFirstOn: Day;
  readonly nth: number;
  /** '' for the school, a grade or a class. */
  readonly scope: string;
  readonly title: string;
  readonly issuerRole: StaffRole;
  /** Absent where whoever holds the role on the day is the issuer. */
  readonly issuerId?: string;
  readonly questionnaires: readonly { readonly form: string; readonly respondents: RespondentKind }[];
}

/** `held_back`: it asks minors what nobody has signed off; `not_for_them`: the form is not made for these people. */
export type RoundRefusal = 'there_already' | 'unknown_form' | 'not_for_them' | 'held_back';

export type PlannedOne = { readonly round: QuestionnaireRound } | { readonly refused: RoundRefusal };

/** In its own transaction; nobody is asked yet. */
export async function planRound(deps: RoundDeps, wanted: NewRound): Promise<PlannedOne> {
  try {
    return await deps.storage.transaction((tables) => planRoundWithin(deps, tables, wanted));
  } catch (error) {
    if (deps.isTaken(error)) return { refused: 'there_already' };
    throw error;
  }
}

/** Throws where the round of this window is there already: see `isTaken`. */
export async function planRoundWithin(
  { newId, newSecret, forms }: Pick<RoundDeps, 'newId' | 'newSecret' | 'forms'>,
  tables: Tables,
  { questionnaires, ...wanted }: NewRound,
): Promise<PlannedOne> {
  const asked = [];
  for (const { form: key, respondents } of questionnaires) {
    const form = await formOf(tables, { schoolId: wanted.schoolId, key, bank: forms() });
    if (form === undefined) return { refused: 'unknown_form' };
    if (!form.respondents.includes(respondents)) return { refused: 'not_for_them' };
    if (respondents === 'student' && (await heldBackItems(tables, wanted.schoolId, form)).length > 0)
      return { refused: 'held_back' };
    asked.push({ form, respondents });
  }
  const { schoolId } = wanted;
  const round: QuestionnaireRound = { ...wanted, id: newId() };
  await tables.questionnaires.addRound(round);
  for (const one of asked) {
    await tables.questionnaires.add({
      ...one,
      id: newId(),
      schoolId,
      roundId: round.id,
      token: newSecret().slice(0, 32),
      invitedCount: 0,
    });
  }
  return { round };
}

/** A whole school at once: some ten thousand rows. */
const openingMs = 60_000;

export type StartedRound =
  | { readonly invited: number }
  /** Nobody fits, on this day at least; or somebody else was first. */
  | { readonly refused: 'nobody_to_ask' | 'open_already' };

/** Opens a planned round: fixes who is asked, all or nothing. */
export function startRound(deps: RoundDeps, round: QuestionnaireRound, now: Date): Promise<StartedRound> {
  return deps.storage.transaction(async (tables) => {
    const school = await tables.schools.get(round.schoolId);
    const roster = await tables.roster(school);
    const version = deps.schemeVersions(school.schemeId, roster.followed).at(-1);
    const today = dayOf(now);
    const reach = await tables.identities.reach(school.id);
    const questionnaires = await tables.questionnaires.ofRound(round.id);
    const askedBy = questionnaires.map((questionnaire) => ({
      questionnaire,
      recipients: recipientsOf(roster, {
        form: questionnaire.form,
        respondents: questionnaire.respondents,
        scope: round.scope,
        on: today,
        needsAgreement: version?.needsAgreement ?? false,
      }),
    }));
    const invited = askedBy.reduce((sum, { recipients }) => sum + recipients.length, 0);
    if (invited === 0) return { refused: 'nobody_to_ask' };
    const issuerId = round.issuerId ?? issuerOf(roster, round, today);
    if (!(await tables.questionnaires.open(round.id, { at: now, ...(issuerId && { issuerId }) })))
      return { refused: 'open_already' };
    for (const { questionnaire, recipients } of askedBy) {
      await tables.invitations.add(
        recipients.map((recipient) => ({
          ...recipient,
          id: deps.newId(),
          schoolId: school.id,
          questionnaireId: questionnaire.id,
          ...unreachableBy(reach.get(recipient.personId)),
        })),
      );
      await tables.questionnaires.setInvited(questionnaire.id, recipients.length);
    }
    await tables.audit.add([
      {
        id: deps.newId(),
        schoolId: school.id,
        at: now,
        ...(issuerId === undefined || round.ruleId !== '' ? {} : { actorId: issuerId }),
        verb: 'round_opened',
        subjectId: round.id,
        detail: { rule: round.ruleId, scope: round.scope, invited },
      },
    ]);
    return { invited };
  }, openingMs);
}

function issuerOf(roster: SchoolRoster, { issuerRole, scope }: QuestionnaireRound, on: Day) {
  return roleHolders(roster.facts.staff).holderOn(issuerRole, scope === '' ? 'school' : scope, dayNumber(on));
}

function unreachableBy(reach: { readonly accountId: string } | 'not_subscribed' | undefined): {
  readonly unreachable?: UnreachableReason;
} {
  if (reach === undefined) return { unreachable: 'no_account' };
  return reach === 'not_subscribed' ? { unreachable: 'not_subscribed' } : {};
}
