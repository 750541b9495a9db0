/** The question that waits for this person, and how it makes room: its sentence is never lost. */
import { isSameSentence } from '../../domain/understanding/same-sentence.ts';
import { type QuestionReason, questionReasons } from '../../domain/understanding/understanding.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import { layAside } from '../drafts/lay-aside.ts';
import { questionCard } from './ask-question.ts';
import type { MessageScene } from './message-scene.ts';

export function isQuestionReason(about: OpenQuestion['about']): about is QuestionReason {
  return questionReasons.some((reason) => reason === about);
}

/** An unanswered question ends by itself; the message that follows is treated as itself. */
export async function waitingQuestion(scene: MessageScene): Promise<OpenQuestion | undefined> {
  const question = await scene.tables.questions.get(scene.person.id);
  if (question === undefined || question.expiresAt > scene.now) return question;
  await layAside(scene, question);
  return undefined;
}

/** Before something else is filed or asked. What waited for this very sentence, or for its content, is answered by it. */
export async function makeRoom(scene: MessageScene, text: string): Promise<void> {
  const question = await scene.tables.questions.get(scene.person.id);
  if (question === undefined) return;
  if (question.about === 'empty_content' || isSameSentence(question.text, text))
    await scene.tables.questions.close(question);
  else await layAside(scene, question);
}

const again: readonly string[] = [
  '再记一次',
  '再记一遍',
  '再记一条',
  '再记',
  '又一次',
  '是',
  '是的',
  '对',
  '要',
];
const no: readonly string[] = [
  '不用了',
  '不用',
  '算了',
  '不要',
  '不是',
  '没有',
  '不填',
  '不写',
  '先不填',
  '先不写',
];

/** The words of one button typed: 做了, 昨天, 要找人帮忙. */
export function choiceSaid(scene: MessageScene, question: OpenQuestion, text: string): string | undefined {
  const said = (words: string): boolean => isSameSentence(words, text);
  const { about } = question;
  if (about === 'file_again') {
    if (again.some(said)) return 'yes';
    return no.some(said) ? 'cancel' : undefined;
  }
  if (about === 'missing_field' || about === 'which_earlier') return no.some(said) ? 'cancel' : undefined;
  if (!isQuestionReason(about)) return undefined;
  const choices = questionCard(scene, { ...question, about }, '').buttons.flatMap(({ key, say }) => {
    const [verb, , choice] = key.split(':');
    return verb === 'answer' && choice !== undefined && said(say) ? [choice] : [];
  });
  // Two pupils may share a name.
  return choices.length === 1 ? choices[0] : undefined;
}
