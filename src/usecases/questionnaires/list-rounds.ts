/** The rounds somebody on the console has to do with, the newest first. */
import type { Returned } from '../../storage/invitations.ts';
import type { QuestionnaireRound } from '../../storage/questionnaires.ts';
import type { ConsoleScene } from '../console/console-scene.ts';
import { gradesOf, type RoundState, stateOf } from './report-round.ts';
import { roundSight, seesClassOf } from './round-sight.ts';

export interface RoundLine {
  readonly round: QuestionnaireRound;
  readonly state: RoundState;
  /** Of the classes in sight, all questionnaires of the round together. */
  readonly invited: number;
  readonly returned: number;
}

const mostRounds = 100;

export async function listRounds(scene: ConsoleScene): Promise<readonly RoundLine[]> {
  const { tables, school, look } = scene;
  const lines: RoundLine[] = [];
  for (const round of await tables.questionnaires.rounds(school.id, mostRounds)) {
    const held = roundSight(look, round, gradesOf(scene));
    const seen: Returned[] = [];
    for (const { id } of await tables.questionnaires.ofRound(round.id)) {
      const classes = await tables.invitations.countByClass(id);
      seen.push(...classes.filter(({ classKey }) => seesClassOf(look, held, classKey)));
    }
    const state = stateOf(round);
    const isPlanToSee =
      state === 'planned' && (held.mentorsOf === 'all' || held.mentorsOf.includes(round.scope));
    if (seen.length === 0 && !isPlanToSee) continue;
    lines.push({
      round,
      state,
      invited: seen.reduce((total, { invited }) => total + invited, 0),
      returned: seen.reduce((total, { returned }) => total + returned, 0),
    });
  }
  return lines;
}
