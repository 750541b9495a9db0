/** What waits for somebody, as counts: whoever may know more opens the page behind it. */
import type { Platform } from '../../domain/vocabulary.ts';
import { newEthicsCases } from '../questionnaires/ethics-cases.ts';
import { classCoverage } from './class-coverage.ts';
import type { ConsoleScene } from './console-scene.ts';

export interface Attention {
  readonly uncovered: number;
  readonly neverContacted: number;
  /** Leave and questions of families that wait for this person's own answer. */
  readonly familyQuestions: number;
  /** Accounts of which nobody has said yet whose they are. */
  readonly identities: number;
  /** Names of classes that have students and no homeroom teacher. */
  readonly withoutAdviser: readonly string[];
  /** Directories that could not be read the last time, by platform. */
  readonly unreadDirectories: readonly Platform[];
  /** Concerns that this person was told of and has not taken note of. Only how many. */
  readonly concerns: number;
  /** Pictures and voices of this person's own that belong to no record yet. */
  readonly looseAttachments: number;
  /** Cases of conduct that this person is the contact for. */
  readonly ethicsCases: number;
  readonly isStarted: boolean;
}

export async function attention(scene: ConsoleScene): Promise<Attention> {
  const { tables, school, person, powers } = scene;
  const classes = await classCoverage(scene);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const isOffice = powers.has('people');
  const proposals = isOffice ? await tables.identityProposals.open(school.id) : [];
  return {
    uncovered: sum(classes.map(({ uncovered }) => uncovered.length)),
    neverContacted: sum(classes.map(({ neverContactedCount }) => neverContactedCount)),
    familyQuestions: (await tables.passedQuestions.openFor(person.id)).length,
    identities: proposals.length,
    ethicsCases: await newEthicsCases(scene),
    withoutAdviser: isOffice
      ? classes.filter(({ key, students }) => students > 0 && !hasAdviser(scene, key)).map(({ name }) => name)
      : [],
    unreadDirectories: isOffice ? await unreadDirectories(scene) : [],
    concerns: (await tables.concerns.unacknowledgedBy(person.id)).length,
    looseAttachments: (await tables.attachments.unattached(person.id)).length,
    isStarted: school.isStarted,
  };
}

function hasAdviser({ roster, today }: ConsoleScene, classKey: string): boolean {
  return roster.facts.staff.some(
    ({ role, scope, fromOn, untilOn }) =>
      role === 'homeroom_teacher' && scope === classKey && fromOn <= today && today <= (untilOn ?? today),
  );
}

async function unreadDirectories({ tables, school }: ConsoleScene): Promise<readonly Platform[]> {
  const failed: Platform[] = [];
  for (const { id, schoolId, platform } of await tables.schools.accounts()) {
    if (schoolId !== school.id) continue;
    if ((await tables.directories.reading(id))?.lastError !== undefined) failed.push(platform);
  }
  return failed;
}
