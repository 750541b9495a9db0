/** Keeps a half-filled sheet, so that a closed browser costs nothing. It goes when the sheet is handed in. */
import { type Answers, type GivenFields, readDraft } from '../../domain/questionnaires/read-answers.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Answerer, SheetRefusal } from './own-invitations.ts';
import { sheetAtHand } from './sheet-at-hand.ts';

export interface DraftedSheet {
  readonly answerer: Answerer;
  readonly invitationId: string;
  readonly given: GivenFields;
  readonly now: Date;
}

export type Drafted =
  | { readonly state: 'saved'; readonly answers: Answers }
  | { readonly refused: SheetRefusal };

export function saveDraft({ storage }: { readonly storage: Storage }, sheet: DraftedSheet): Promise<Drafted> {
  return storage.transaction(async (tables) => {
    const atHand = await sheetAtHand(tables, sheet.answerer, sheet.invitationId, sheet.now);
    if ('refused' in atHand) return atHand;
    const { invitation, questionnaire, people } = atHand;
    // Whoever hands it in at the same moment waits, or was first: no draft outlives its sheet.
    if (!(await tables.invitations.holdUnused(invitation.id))) return { refused: 'spent' };
    const { answers } = readDraft(questionnaire.form, sheet.given, people);
    const { id: invitationId, schoolId } = invitation;
    await tables.answers.saveDraft({ invitationId, schoolId, answers, savedAt: sheet.now });
    return { state: 'saved', answers };
  });
}
