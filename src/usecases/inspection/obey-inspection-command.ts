/** 批准检查, 结束检查: said by whoever may give a permission; the principal has no console of his own. */
import { readInspectionCommand } from '../../domain/office/read-inspection-command.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { staffNamed } from '../people/people-named.ts';
import { type GrantRefusal, grantInspectionWithin, revokeInspectionWithin } from './grant-inspection.ts';

/** `undefined` where the sentence is about something else. */
export async function obeyInspectionCommand(scene: MessageScene, text: string): Promise<Acted | undefined> {
  const { cards, roster, today, school, person, now, tables, newId } = scene;
  const command = readInspectionCommand(text, { today });
  if (command === undefined) return undefined;
  if (command.verb === 'unclear') {
    const example = cards.words.office_examples.inspect;
    return { intent: 'office_unclear', reply: cards.fill('office_unclear', { example }) };
  }
  const [grantee, another] = staffNamed(roster, command.name);
  if (grantee === undefined || another !== undefined)
    return { intent: 'office_nobody', reply: cards.fill('office_nobody', { name: command.name }) };
  const common = { schoolId: school.id, actorId: person.id, now };
  if (command.verb === 'permit') {
    const { scope, reason, untilOn } = command;
    const wish = { ...common, granteeId: grantee.id, scope, reason, fromOn: today, untilOn };
    const given = await grantInspectionWithin({ tables, newId }, wish);
    if ('refused' in given) return refused(scene, given.refused);
    const until = `${cards.words.office_verbs.until}${cards.say.day(untilOn, today)}`;
    const what = [grantee.name, cards.words.office_verbs.inspect, command.writtenScope, until].join(' ');
    return { intent: 'inspection_granted', reply: cards.fill('office_done', { what }) };
  }
  let ended = 0;
  for (const { id, granteeId, untilOn, revokedAt } of await tables.inspections.list(school.id)) {
    if (granteeId !== grantee.id || revokedAt !== undefined || untilOn < today) continue;
    if (await revokeInspectionWithin({ tables, newId }, { ...common, id })) ended += 1;
  }
  if (ended === 0) return refused(scene, 'nothing_to_end');
  const what = `${grantee.name} ${cards.words.office_verbs.inspect_end}`;
  return { intent: 'inspection_revoked', reply: cards.fill('office_done', { what }) };
}

function refused({ cards }: MessageScene, why: GrantRefusal | 'nothing_to_end'): Acted {
  const reply = cards.fill('mentor_refused', { why: cards.words.inspection_refusals[why] });
  return { intent: `inspection_${why}`, reply };
}
