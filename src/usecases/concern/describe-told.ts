/** Names of staff with their posts, for sentences: 何青（心理老师）、柳文静（班主任）. */
import type { Recipient } from '../../domain/concern/whom-to-tell.ts';
import type { StaffRole } from '../../domain/vocabulary.ts';
import type { MessageScene } from '../messages/message-scene.ts';

type Wording = Pick<MessageScene, 'cards' | 'roster'>;

/** Who to turn to where nobody holds a post. */
export function describeTold({ cards, roster }: Wording, recipients: readonly Recipient[]): string {
  const { helpers } = cards.words;
  const names = [...new Map(recipients.map((one) => [one.personId, one])).values()].flatMap(
    ({ personId, role }) => {
      const name = roster.people.get(personId)?.name;
      return name === undefined
        ? []
        : [helpers.holder.replace('{name}', name).replace('{role}', roleWord({ cards }, role))];
    },
  );
  return names.length === 0 ? helpers.nobody : names.join('、');
}

export function roleWord({ cards }: Pick<Wording, 'cards'>, role: StaffRole): string {
  const { roles } = cards.words.helpers;
  switch (role) {
    case 'psych_teacher':
    case 'homeroom_teacher':
    case 'grade_head':
    case 'moral_office':
      return roles[role];
    default:
      return roles.other;
  }
}

/** Who reported, fit for a push: a child or its family is not named there. */
export function reporterWords({ cards, roster }: Wording, reporterId: string): string {
  const person = roster.people.get(reporterId);
  const { teacher, family } = cards.words.helpers;
  return person?.kind === 'staff' ? teacher.replace('{name}', person.name) : family;
}
