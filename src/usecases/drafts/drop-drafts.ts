/** 删草稿 1: that sentence will not be filed. */
import type { Draft } from '../../storage/drafts.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { describeDraft } from './describe-draft.ts';

export async function dropDrafts(scene: MessageScene, drafts: readonly Draft[]): Promise<Acted> {
  const { tables, person, now, cards } = scene;
  const items = await Promise.all(drafts.map((draft) => describeDraft(scene, draft)));
  for (const { id } of drafts) await tables.drafts.close(id, now);
  const waiting = await tables.questions.get(person.id);
  // The numbers that were shown are no longer right.
  if (waiting?.about === 'which_draft') await tables.questions.close(waiting);
  return { intent: 'drafts', reply: cards.fill('draft_dropped', { items }) };
}
