/** One line under the next reply, so that nothing that was said is put away without a word. */
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { firstWords } from './first-words.ts';
import { openDrafts } from './open-drafts.ts';

/** Names what has been laid aside since this person was last answered. */
export async function withDraftNotice(scene: MessageScene, acted: Acted): Promise<Acted> {
  const { cards, tables, person, now, message } = scene;
  if (acted.reply === undefined || message.chat === 'group' || acted.intent === 'drafts') return acted;
  const last = await tables.inbox.lastSaidAt(person.id);
  const fresh = (await openDrafts(scene, last ?? now)).filter(
    ({ writtenAt }) => last === undefined || writtenAt > last || +writtenAt === +now,
  );
  if (fresh.length === 0) return acted;
  const { draft_kept: kept, field_left: left } = cards.words;
  const lines = fresh.map(({ about, text }) =>
    about === 'missing_field' ? left : kept.replace('{first}', firstWords(text)),
  );
  return { ...acted, reply: { ...acted.reply, lines: [...acted.reply.lines, ...new Set(lines)] } };
}
