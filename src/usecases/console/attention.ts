/** What waits for somebody, as counts: whoever may know more opens the page behind it. */
import { classCoverage } from './class-coverage.ts';
import type { ConsoleScene } from './console-scene.ts';

export interface Attention {
  readonly uncovered: number;
  readonly neverContacted: number;
  /** Leave and questions of families that wait for this person's own answer. */
  readonly familyQuestions: number;
  /** Accounts of which nobody has said yet whose they are. */
  readonly identities: number;
  readonly isStarted: boolean;
}

export async function attention(scene: ConsoleScene): Promise<Attention> {
  const { tables, school, person, powers } = scene;
  const classes = await classCoverage(scene);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const proposals = powers.has('people') ? await tables.identityProposals.open(school.id) : [];
  return {
    uncovered: sum(classes.map(({ uncovered }) => uncovered.length)),
    neverContacted: sum(classes.map(({ neverContactedCount }) => neverContactedCount)),
    familyQuestions: (await tables.passedQuestions.openFor(person.id)).length,
    identities: proposals.length,
    isStarted: school.isStarted,
  };
}
