/** What was said and not filed, numbered. The number, or a press, takes one up again. */
import { dayOf } from '../../domain/day.ts';
import { markOf } from '../../domain/mark.ts';
import type { FilledCard } from '../../domain/message.ts';
import type { Draft } from '../../storage/drafts.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { putQuestion } from '../messages/put-question.ts';
import { describeDraft } from './describe-draft.ts';
import { firstWords } from './first-words.ts';
import { openDrafts } from './open-drafts.ts';

const buttonCharacters = 6;

export async function showDrafts(scene: MessageScene): Promise<Acted> {
  const { cards } = scene;
  const drafts = await openDrafts(scene);
  const files = (await scene.tables.attachments.unattached(scene.person.id)).length;
  if (drafts.length === 0) return { intent: 'drafts', reply: withoutWords(scene, files) };
  await awaitNumber(scene, drafts);
  await scene.tables.drafts.tell(
    drafts.map(({ id }) => id),
    scene.now,
  );
  const items = await Promise.all(drafts.map((draft, index) => item(scene, draft, index + 1)));
  return {
    intent: 'drafts',
    reply: cards.fill('draft_list', { count: drafts.length, items, files: files === 0 ? undefined : files }),
  };
}

function withoutWords({ cards }: MessageScene, files: number): FilledCard {
  return files === 0 ? cards.fill('draft_list_empty', {}) : cards.fill('draft_list_files', { files });
}

async function item(scene: MessageScene, draft: Draft, number: number) {
  const { cards, today } = scene;
  const first = await describeDraft(scene, draft);
  return {
    number,
    day: cards.say.day(dayOf(draft.saidAt), today),
    first,
    short: firstWords(first, buttonCharacters),
    about: cards.words.asked_points[draft.about],
    draft: markOf(draft.id),
  };
}

/** A question that waits already keeps waiting: then a draft is taken up by 「草稿1」. */
async function awaitNumber(scene: MessageScene, drafts: readonly Draft[]): Promise<void> {
  const waiting = await scene.tables.questions.get(scene.person.id);
  if (waiting !== undefined && waiting.about !== 'which_draft') return;
  await putQuestion(scene, { about: 'which_draft', candidates: drafts.map(({ id }) => id) });
}
