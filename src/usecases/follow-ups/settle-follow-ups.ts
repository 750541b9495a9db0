/** Promises are kept by what is filed, and open again when that turns out otherwise. */
import { fulfils } from '../../domain/follow-ups/fulfils.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { FollowUp } from '../../storage/follow-ups.ts';
import { auditBase } from '../records/audit-base.ts';
import type { FilingScene } from '../records/log-contacts.ts';

type Filed = Pick<Contact, 'id' | 'authorId' | 'studentId' | 'kind' | 'occurredOn' | 'outcome' | 'loggedAt'>;

/** Closes what these contacts keep. */
export async function settleFollowUps(scene: FilingScene, contacts: readonly Filed[]): Promise<void> {
  const { tables, person, now } = scene;
  const studentIds = [...new Set(contacts.map(({ studentId }) => studentId))];
  for (const followUp of await tables.followUps.openOf(person.id, studentIds)) {
    const contact = contacts.find((one) => fulfils(followUp, one, isSeenDaily(scene, one.studentId)));
    if (contact === undefined) continue;
    await tables.followUps.close([followUp.id], now, contact.id);
    await trace(scene, followUp, 'follow_up_fulfilled');
  }
}

/** The contacts were changed: what they kept before is looked at once more. */
export async function settleFollowUpsAnew(
  scene: FilingScene,
  changedIds: readonly string[],
  contacts: readonly Filed[],
): Promise<void> {
  await scene.tables.followUps.reopenFulfilledBy(changedIds);
  await settleFollowUps(
    scene,
    contacts.filter(({ id }) => changedIds.includes(id)),
  );
}

export async function trace(
  scene: FilingScene,
  followUp: FollowUp,
  verb: 'follow_up_promised' | 'follow_up_fulfilled' | 'follow_up_dropped',
): Promise<void> {
  const line = {
    ...auditBase(scene),
    verb,
    subjectId: followUp.id,
    detail: { student: followUp.studentId },
  };
  await scene.tables.audit.add([line]);
}

/** The scheme's special students are talked to every day (CV-05). */
function isSeenDaily({ roster }: FilingScene, studentId: string): boolean {
  const flags = roster.facts.students.find(({ id }) => id === studentId)?.flags ?? [];
  return flags.some(({ untilOn }) => untilOn === undefined);
}
