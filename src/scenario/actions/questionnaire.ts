/** A round opened or closed by hand, or a sheet handed in. */

import type { GivenFields } from '../../domain/questionnaires/read-answers.ts';
import { formsCalled } from '../../domain/questionnaires/read-round-command.ts';
import type { Invitation } from '../../storage/invitations.ts';
import type { Questionnaire, QuestionnaireRound } from '../../storage/questionnaires.ts';
import { closeByHandWithin } from '../../usecases/questionnaires/close-by-hand.ts';
import { openByHand } from '../../usecases/questionnaires/open-by-hand.ts';
import { submitAnswers } from '../../usecases/questionnaires/submit-answers.ts';
import type { QuestionnaireAction } from '../action-schemas.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';

export function askPeople(stage: Stage, written: QuestionnaireAction): Promise<Outcome> {
  switch (written.verb) {
    case 'open':
      return open(stage, written);
    case 'answer':
      return answer(stage, written);
    case 'close':
      return close(stage, written);
  }
}

async function open(stage: Stage, { by, form = '' }: QuestionnaireAction): Promise<Outcome> {
  const { schoolId } = stage;
  const wish = { schoolId, personId: by, forms: formsNamed(stage, form), now: stage.clock.now() };
  const opened = await openByHand(stage.rounds, wish);
  return 'refused' in opened ? refusedFor(opened.refused) : { accepted: true, state: 'open' };
}

async function close(stage: Stage, { by, form, round }: QuestionnaireAction): Promise<Outcome> {
  const rounds = await stage.storage.questionnaires.unclosed(stage.schoolId);
  const ofRule = rounds.find(({ ruleId }) => ruleId === round);
  const asked = ofRule && (await stage.storage.questionnaires.ofRound(ofRule.id));
  const forms = asked?.map((one) => one.form.key) ?? formsNamed(stage, form ?? '问卷');
  const wish = { schoolId: stage.schoolId, personId: by, forms, now: stage.clock.now() };
  const closed = await stage.storage.transaction((tables) =>
    closeByHandWithin({ newId: stage.newId, newSecret: stage.rounds.newSecret }, tables, wish),
  );
  return 'refused' in closed ? refusedFor(closed.refused) : { accepted: true, state: 'closed' };
}

async function answer(stage: Stage, written: QuestionnaireAction): Promise<Outcome> {
  const invitation = await invitationFor(stage, written);
  if (invitation === undefined) return refusedFor('not_yours');
  const submitted = await submitAnswers(stage.rounds, {
    answerer: { schoolId: stage.schoolId, personId: written.by },
    invitationId: invitation.id,
    given: given(written),
    now: stage.clock.now(),
  });
  if ('state' in submitted) return { accepted: true, state: submitted.isLate ? 'late' : 'submitted' };
  return 'refused' in submitted ? refusedFor(submitted.refused) : refusedFor(...submitted.faults.values());
}

function given({ answers }: QuestionnaireAction): GivenFields {
  return { all: (name) => answers[name] ?? [] };
}

/** Of the newest round that asks this person so; one not used yet before one that is. */
async function invitationFor(
  stage: Stage,
  { by, about, student, form, round }: QuestionnaireAction,
): Promise<Invitation | undefined> {
  for (const found of await questionnairesOf(stage, { form, round })) {
    const own = await stage.storage.invitations.ofPerson(found.questionnaire.id, by);
    const fitting = own.filter(
      ({ mentorId, studentId }) =>
        (about === undefined || mentorId === about) && (student === undefined || studentId === student),
    );
    const chosen = fitting.find(({ isUsed }) => !isUsed) ?? fitting[0];
    if (chosen !== undefined) return chosen;
  }
  return undefined;
}

/** Open ones first, then the newest. */
export async function questionnairesOf(
  stage: Stage,
  { form, round }: { readonly form: string | undefined; readonly round: string | undefined },
): Promise<readonly { readonly round: QuestionnaireRound; readonly questionnaire: Questionnaire }[]> {
  const forms = form === undefined ? undefined : formsNamed(stage, form);
  const rounds = (await stage.storage.questionnaires.rounds(stage.schoolId)).filter(
    ({ ruleId }) => round === undefined || ruleId === round,
  );
  const isOpen = ({ closedAt }: QuestionnaireRound) => closedAt === undefined;
  const found = [];
  for (const one of [...rounds.filter(isOpen), ...rounds.filter((round) => !isOpen(round))])
    for (const questionnaire of await stage.storage.questionnaires.ofRound(one.id))
      if (forms === undefined || forms.includes(questionnaire.form.key))
        found.push({ round: one, questionnaire });
  return found;
}

/** Identifiers of schemes.md (c). */
const identifiers: Readonly<Record<string, string>> = {
  guidance_review_form: 'mentor-review',
  ethics_score_form: 'mentor-ethics',
};

function formsNamed(stage: Stage, name: string): readonly string[] {
  const bank = stage.rounds.forms();
  const key = identifiers[name] ?? name;
  if (bank.has(key)) return [key];
  const titled = [...bank.values()].filter(({ title }) => title === name).map((form) => form.key);
  return titled.length > 0 ? titled : formsCalled(name);
}
