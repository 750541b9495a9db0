/**
 * Closes a round: no sheet is taken any more, and the anonymous answers are written anew in random order under the
 * closing day, so that neither order nor time leads to anybody. Half-filled sheets go.
 */
import { dayOf } from '../../domain/day.ts';
import type { Answer } from '../../storage/answers.ts';
import type { Questionnaire } from '../../storage/questionnaires.ts';
import type { Storage, Tables } from '../../storage/storage.ts';

export interface CloseDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  /** 256 random bits, hexadecimal: the ids whose order is the new order. */
  readonly newSecret: () => string;
}

export interface RoundToClose {
  readonly schoolId: string;
  readonly roundId: string;
  /** Absent for the school's plan. */
  readonly actorId?: string;
  readonly now: Date;
}

export type ClosedRound =
  | { readonly state: 'closed'; readonly returned: number }
  | { readonly refused: 'no_such_round' | 'closed_already' };

const closingMs = 60_000;

/** In its own transaction. */
export function closeRound(deps: CloseDeps, wanted: RoundToClose): Promise<ClosedRound> {
  return deps.storage.transaction((tables) => closeRoundWithin(deps, tables, wanted), closingMs);
}

export async function closeRoundWithin(
  { newId, newSecret }: Pick<CloseDeps, 'newId' | 'newSecret'>,
  tables: Tables,
  { schoolId, roundId, actorId, now }: RoundToClose,
): Promise<ClosedRound> {
  const round = await tables.questionnaires.round(schoolId, roundId);
  if (round === undefined) return { refused: 'no_such_round' };
  // Who hands in a sheet at this moment was first, or finds the round closed.
  if (!(await tables.questionnaires.close(roundId, now))) return { refused: 'closed_already' };
  let returned = 0;
  for (const questionnaire of await tables.questionnaires.ofRound(roundId)) {
    const answers = await tables.answers.list(questionnaire.id);
    returned += answers.length;
    await tables.answers.dropDraftsOf(questionnaire.id);
    if (!questionnaire.form.isNamed) await shuffle(tables, questionnaire, answers);
  }
  await tables.audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      ...(actorId === undefined ? {} : { actorId }),
      verb: 'round_closed',
      subjectId: roundId,
      detail: { returned },
    },
  ]);
  return { state: 'closed', returned };

  async function shuffle(within: Tables, { id }: Questionnaire, answers: readonly Answer[]): Promise<void> {
    const renamed = answers.map((answer) => ({
      ...answer,
      id: newSecret().slice(0, 32),
      answeredOn: dayOf(now),
    }));
    await within.answers.replace(
      id,
      renamed.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
  }
}
