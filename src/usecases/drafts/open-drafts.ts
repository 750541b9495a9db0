/** A person's drafts that can still be taken up, in the order of their numbers. */
import type { Draft } from '../../storage/drafts.ts';
import type { PersonScene } from '../messages/message-scene.ts';
import { findMissingField } from '../records/missing-field.ts';

type DraftScene = Pick<PersonScene, 'tables' | 'person' | 'schemeVersions'>;

export async function openDrafts(scene: DraftScene): Promise<readonly Draft[]> {
  const drafts = await scene.tables.drafts.open(scene.person.id);
  const kept = await Promise.all(
    drafts.map(async (draft) => ((await isStillOpen(scene, draft)) ? [draft] : [])),
  );
  return kept.flat();
}

/** A record may have been taken back or completed since. */
async function isStillOpen(scene: DraftScene, { about, candidates }: Draft): Promise<boolean> {
  if (about !== 'missing_field') return true;
  for (const contact of await scene.tables.contacts.standing(candidates))
    if ((await findMissingField(scene, contact)) !== undefined) return true;
  return false;
}
