/** A reply to the question that waits: chat-corpus.md §10. A whole new report is no reply. */
import { futureOrPast, whichDate } from './date-answers.ts';
import { confirmReading, whichKind } from './kind-answers.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import type { Scene } from './scene.ts';
import { whichStudent } from './student-answers.ts';
import type { Understanding } from './understanding.ts';

export function readAnswer(message: Message, scene: Scene): Understanding | undefined {
  const { awaiting } = scene.context;
  if (!awaiting || awaiting.about === 'missing_field' || message.tokens.length > 14) return undefined;
  if (isCancel(message)) return { intent: 'answer', cancel: true };
  switch (awaiting.about) {
    case 'which_student':
    case 'not_your_mentee':
      return whichStudent(message, awaiting, scene);
    case 'which_date':
      return whichDate(message, awaiting, scene);
    case 'future_or_past':
      return futureOrPast(message, awaiting, scene);
    case 'which_kind':
      return whichKind(message, awaiting);
    case 'confirm_reading':
      return confirmReading(message, awaiting);
    case 'empty_content':
      return undefined;
  }
}

function isCancel(message: Message): boolean {
  return (
    message.tokens.length <= 6 &&
    hasTag(message, 'cancel') &&
    !hasTag(message, 'lastRecord') &&
    namedStudents(message).length === 0
  );
}
