/** Sentences that were laid aside: shown, dropped, taken up again. */
import { readDraftCommand, readPlace } from '../../domain/drafts/read-draft-command.ts';
import { understand } from '../../domain/understanding/understand.ts';
import type { Draft } from '../../storage/drafts.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import { dropDrafts } from '../drafts/drop-drafts.ts';
import { layAside } from '../drafts/lay-aside.ts';
import { openDrafts } from '../drafts/open-drafts.ts';
import { showDrafts } from '../drafts/show-drafts.ts';
import { askWhichEarlier } from '../records/ask-which-earlier.ts';
import { askFieldAnew, fillNamedField } from '../records/missing-field.ts';
import { actOnMeaning } from './act-on-meaning.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { contextOf } from './understanding-context.ts';

/** 草稿, a number out of a list that was just shown, 效果：… */
export async function actOnDraftWords(
  scene: MessageScene,
  question: OpenQuestion | undefined,
  text: string,
): Promise<Acted | undefined> {
  const command = readDraftCommand(text);
  if (command !== undefined) {
    const drafts = await openDrafts(scene);
    if (command.verb === 'drop_all' && drafts.length > 0) return dropDrafts(scene, drafts);
    const number =
      'number' in command ? command.number : command.verb === 'drop' && drafts.length === 1 ? 1 : 0;
    const draft = drafts[number - 1];
    if (draft === undefined) return showDrafts(scene);
    return command.verb === 'drop' ? dropDrafts(scene, [draft]) : takeUpDraft(scene, draft);
  }
  if (question?.about === 'which_draft') {
    const id = question.candidates[(readPlace(text) ?? 0) - 1];
    const draft = (await openDrafts(scene)).find((one) => one.id === id);
    if (draft !== undefined) return takeUpDraft(scene, draft);
  }
  return fillNamedField(scene, text);
}

/** Its question is asked anew, or it is filed where nothing is unclear any more. */
export async function takeUpDraft(scene: MessageScene, draft: Draft): Promise<Acted> {
  const { tables, person, now } = scene;
  await tables.drafts.close(draft.id, now);
  const waiting = await tables.questions.get(person.id);
  if (waiting !== undefined) await layAside(scene, waiting);
  if (draft.about === 'missing_field') {
    const contacts = await tables.contacts.standing(draft.candidates);
    return contacts.length === 0 ? showDrafts(scene) : askFieldAnew(scene, contacts);
  }
  const { text, settled, saidAt } = draft;
  // What was shown last when it was said is long gone.
  if (draft.about === 'which_earlier') return askWhichEarlier(scene, text, { settled, saidAt });
  const context = { ...(await contextOf(scene)), now: saidAt, settled };
  return actOnMeaning(scene, understand(text, context), text, { settled, saidAt });
}
