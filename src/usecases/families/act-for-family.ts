/** A guardian or a student writes: the bot answers as itself and passes on what is a teacher's to say. */

import { schemeOn } from '../../domain/concern/strength.ts';
import {
  childrenMeant,
  type FamilyMessage,
  readFamilyMessage,
} from '../../domain/families/read-family-message.ts';
import { readSigns } from '../../domain/families/read-signs.ts';
import type { KnownStudent } from '../../domain/understanding/understanding.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { undoFiling } from '../messages/undo-filing.ts';
import { fileHandIn } from '../records/log-hand-ins.ts';
import { askWhichChild, childAnswered } from './ask-which-child.ts';
import { childrenOf } from './family-scene.ts';
import { passLeave, passQuestion } from './pass-on.ts';
import { tellOfDanger } from './tell-of-danger.ts';

/** Longer texts are no message to a teacher. */
const longestText = 4_000;

export async function actForFamily(scene: MessageScene): Promise<Acted> {
  const { message, cards } = scene;
  const { content } = message;
  const said =
    content.kind === 'text' ? content.text : content.kind === 'voice' ? content.recognisedText : undefined;
  if (said === undefined) {
    const hasSpoken = content.kind === 'voice' || content.kind === 'image';
    return { intent: content.kind, reply: hasSpoken ? cards.fill('only_text', {}) : undefined };
  }
  if (said.length > longestText) return { intent: 'too_long', reply: cards.fill('too_long', {}) };
  if (message.chat === 'group')
    return { intent: 'refuse_group', reply: cards.fill('family_write_in_private', {}) };
  return actOnWords(scene, said.replace(/ #[0-9A-Za-z_-]{8,20}$/u, ''));
}

async function actOnWords(scene: MessageScene, text: string): Promise<Acted> {
  const children = childrenOf(scene.roster, scene.person);
  const answered = await childAnswered(scene, text, children);
  if (answered !== undefined)
    return 'acted' in answered ? answered.acted : act(scene, answered.text, [answered.child]);
  const meant = childrenMeant(text, children);
  return act(
    scene,
    text,
    children.filter(({ id }) => meant.some((child) => child.id === id)),
  );
}

async function act(scene: MessageScene, text: string, children: readonly KnownStudent[]): Promise<Acted> {
  const { cards, person, schemeVersions, today, now } = scene;
  if (children.length === 0) return { intent: 'family_hello', reply: helpCard(scene) };
  const asked = new Set(
    schemeOn(schemeVersions, today)?.rules.flatMap(({ duties }) => duties.map(({ asks }) => asks)),
  );
  const speaker = person.kind === 'guardian' ? 'guardian' : 'student';
  const meaning = readFamilyMessage(text, { now, speaker, children, asked });
  const signs = readSigns(text, now);
  const isAboutDanger = signs.plain.length > 0 || (signs.unclear.length > 0 && meaning.intent !== 'report');
  if (isAboutDanger) {
    if (meaning.intent === 'report' && children.length === 1) await file(scene, meaning, children);
    return tellOfDanger(scene, children, {
      signs: signs.plain.length > 0 ? signs.plain : signs.unclear,
      text,
    });
  }
  switch (meaning.intent) {
    case 'report':
    case 'leave':
    case 'question': {
      const [child, other] = children;
      if (child === undefined || other !== undefined) return askWhichChild(scene, text, children);
      if (meaning.intent === 'report') return file(scene, meaning, children);
      return meaning.intent === 'leave'
        ? passLeave(scene, child, { text, leave: { fromOn: meaning.fromOn, untilOn: meaning.untilOn } })
        : passQuestion(scene, child, meaning.text);
    }
    case 'report_empty': {
      const what = cards.words.hand_ins[meaning.kind];
      return { intent: 'family_report_empty', reply: cards.fill('family_report_empty', { what }) };
    }
    case 'leave_unclear':
      return { intent: 'leave_unclear', reply: cards.fill('leave_unclear', {}) };
    case 'undo':
      return undoFiling(scene);
    case 'thanks':
      return { intent: 'family_thanks', reply: cards.fill('family_thanks', {}) };
    case 'help':
      return { intent: 'family_hello', reply: helpCard(scene) };
    case 'unknown':
      return { intent: 'family_unknown', reply: cards.fill('family_unknown', {}) };
  }
}

function helpCard({ cards, person }: MessageScene) {
  return person.kind === 'guardian' ? cards.fill('guardian_hello', {}) : cards.fill('student_hello', {});
}

/** The student's own, whoever of the family wrote it down. */
async function file(
  scene: MessageScene,
  { kind, text }: Extract<FamilyMessage, { intent: 'report' }>,
  [child]: readonly KnownStudent[],
): Promise<Acted> {
  const { cards, person, today, inboxId, school } = scene;
  if (child === undefined) return { intent: 'family_hello', reply: helpCard(scene) };
  await fileHandIn(
    { ...scene, schoolId: school.id, actorId: person.id },
    { kind, authorId: child.id, studentId: child.id, on: today, text, fields: {}, inboxId },
  );
  return {
    intent: 'hand_in',
    reply: cards.fill('family_report_filed', {
      what: cards.words.hand_ins[kind],
      student: person.kind === 'guardian' ? child.name : undefined,
    }),
    aboutStudentId: child.id,
  };
}
