/** A round closed by whoever issues it, before its time. */
import { dayOf } from '../../domain/day.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { QuestionnaireRound } from '../../storage/questionnaires.ts';
import type { Tables } from '../../storage/storage.ts';
import { type CloseDeps, type ClosedRound, closeRoundWithin } from './close-round.ts';

export interface CloseByHand {
  readonly schoolId: string;
  readonly personId: string;
  /** Keys, any of which is meant. */
  readonly forms: readonly string[];
  readonly now: Date;
}

export type ClosedByHand =
  | (Extract<ClosedRound, { state: 'closed' }> & {
      readonly round: QuestionnaireRound;
      readonly invited: number;
    })
  | { readonly refused: 'not_issuer' | 'none_open' | 'several' };

/** Where several are open that fit, nothing is closed. */
export async function closeByHandWithin(
  deps: Pick<CloseDeps, 'newId' | 'newSecret'>,
  tables: Tables,
  { schoolId, personId, forms, now }: CloseByHand,
): Promise<ClosedByHand> {
  const roster = await tables.roster(await tables.schools.get(schoolId));
  const fitting = [];
  for (const round of await tables.questionnaires.unclosed(schoolId)) {
    const asked = await tables.questionnaires.ofRound(round.id);
    if (asked.some(({ form }) => forms.includes(form.key))) fitting.push({ round, asked });
  }
  if (fitting.length === 0) return { refused: 'none_open' };
  const own = fitting.filter(({ round }) => isIssuer(roster, round, personId, now));
  const [first] = own;
  if (first === undefined) return { refused: 'not_issuer' };
  if (own.length > 1) return { refused: 'several' };
  const { round, asked } = first;
  const closed = await closeRoundWithin(deps, tables, {
    schoolId,
    roundId: round.id,
    actorId: personId,
    now,
  });
  if ('refused' in closed) return { refused: 'none_open' };
  return { ...closed, round, invited: asked.reduce((sum, { invitedCount }) => sum + invitedCount, 0) };
}

/** Who holds the role today, in the scope of the round: to have opened it is not enough. */
function isIssuer(
  { facts }: SchoolRoster,
  { issuerRole, scope }: QuestionnaireRound,
  personId: string,
  now: Date,
): boolean {
  const on = dayOf(now);
  return facts.staff.some(
    (held) =>
      held.personId === personId &&
      held.role === issuerRole &&
      held.scope === (scope === '' ? 'school' : scope) &&
      held.fromOn <= on &&
      (held.untilOn === undefined || on <= held.untilOn),
  );
}
