/** What was arranged, in the words of the school, with a way back. */
import { addDays, type Day } from '../../domain/day.ts';
import type { MentorCommand } from '../../domain/office/read-mentor-command.ts';
import type { Person } from '../../domain/school-roster.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';

type Command = Exclude<MentorCommand, { readonly verb: 'unclear' }>;

export function describeMentorChange(
  scene: MessageScene,
  command: Command,
  {
    students,
    mentor,
    standIn,
    fromOn,
  }: {
    readonly students: readonly Person[];
    readonly mentor?: Person;
    readonly standIn?: Person;
    readonly fromOn: Day;
  },
): Acted {
  const { cards, today, inboxId } = scene;
  const { verb } = command;
  const day = (on: Day): string => cards.say.day(on, today);
  const waits = (verb === 'assign' || verb === 'change') && needsAgreement(scene);
  const [only] = students;
  return {
    intent: `mentor_${verb}`,
    reply: cards.fill('mentor_changed', {
      students: students.map(({ name }) => name),
      what: cards.words.mentor_changes[verb],
      mentor: (standIn ?? (verb === 'end' || verb === 'sign' ? undefined : mentor))?.name,
      from: verb === 'end' || verb === 'sign' ? undefined : day(fromOn),
      until: verb === 'cover' || verb === 'end' ? day(lastDayOf(command, fromOn)) : undefined,
      agreement: waits ? students[0]?.name : undefined,
      undo_key: verb === 'sign' ? undefined : inboxId,
    }),
    ...(students.length === 1 && only !== undefined ? { aboutStudentId: only.id } : {}),
  };
}

/** 下周一起不带: the last day is the one before. */
export function lastDayOf({ verb, fromOn, untilOn }: Command, otherwise: Day): Day {
  return verb === 'end' && fromOn !== undefined ? addDays(fromOn, -1) : (untilOn ?? otherwise);
}

function needsAgreement({ schemeVersions, today }: MessageScene): boolean {
  return schemeVersions.findLast(({ effectiveFrom }) => effectiveFrom <= today)?.needsAgreement === true;
}
