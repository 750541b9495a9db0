/** One line under the next reply, so that nothing that was said is put away without a word. */
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { firstWords } from './first-words.ts';
import { openDrafts } from './open-drafts.ts';

/** Names what has been laid aside and was not told of yet, by such a line or by the list of drafts. */
export async function withDraftNotice(scene: MessageScene, acted: Acted): Promise<Acted> {
  const { cards, tables, now, message } = scene;
  if (acted.reply === undefined || message.chat === 'group') return acted;
  const fresh = (await openDrafts(scene)).filter(({ isTold }) => !isTold);
  if (fresh.length === 0) return acted;
  await tables.drafts.tell(
    fresh.map(({ id }) => id),
    now,
  );
  const { draft_kept: kept, field_left: left } = cards.words;
  const lines = fresh.map(({ about, text }) =>
    about === 'missing_field' ? left : kept.replace('{first}', firstWords(text)),
  );
  return { ...acted, reply: { ...acted.reply, lines: [...acted.reply.lines, ...new Set(lines)] } };
}
