/** Signs that somebody reports outright, on a form: raised without a question, as far as they weigh anything. */
import { schemeOn, strengthOf, warningOf } from '../../domain/concern/strength.ts';
import type { ConcernScene } from './concern-scene.ts';
import { addConcern, type ConcernSaid } from './open-concerns.ts';
import { raiseConcern } from './raise-concern.ts';

export async function reportConcerns(
  scene: ConcernScene & { readonly inboxId: string },
  said: ConcernSaid,
): Promise<void> {
  const warning = warningOf(schemeOn(scene.schemeVersions, scene.today));
  if (strengthOf(said.signs, warning) === 'light') return;
  for (const studentId of said.studentIds) {
    const concern = await addConcern(scene, said, scene.inboxId, studentId);
    await raiseConcern(scene, concern);
  }
}
