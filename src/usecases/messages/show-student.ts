/** The short card of one student: strengths first, the last contacts, what is due, what was promised. */

import { oneForEachAct } from '../../domain/duties/same-act.ts';
import { className } from '../../domain/school-roster.ts';
import type { Contact } from '../../storage/contacts.ts';
import { describeDuty } from '../duties/describe-duties.ts';
import { loadDuties } from '../duties/load-duties.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import { describeValues } from '../records/correct-contacts.ts';
import { contactsSeen, seesWholePortfolio } from '../records/see-contact.ts';
import { strengthsOf } from '../records/strengths.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { recordMeant } from './record-meant.ts';

const recentContacts = 3;

/** Of contacts dates and kinds, no words of a note; only those this person may know of (V-01, V-09). */
export async function showStudent(scene: MessageScene, studentId: string, hint?: string): Promise<Acted> {
  const { cards, mentees, roster, tables, today, person, schemeVersions } = scene;
  const student = roster.pupilById.get(studentId);
  const contacts = await contactsSeen(scene, await tables.contacts.recent(studentId, recentContacts));
  const isMentee = mentees.students.some((mentee) => mentee.id === studentId);
  if (student === undefined || (!isMentee && contacts.length === 0)) {
    const name = roster.people.get(studentId)?.name ?? '';
    return { intent: 'show_student', reply: cards.fill('student_not_shown', { name }) };
  }
  const duties = await loadDuties(scene, today, { ownerIds: [person.id], studentIds: [studentId] });
  const due = duties.filter(
    (duty) => duty.state === 'open' && duty.ownerId === person.id && duty.studentId === studentId,
  );
  const followUps = await tables.followUps.openOf(person.id, [studentId]);
  const meant = await recordMeant(scene);
  const attached = await tables.attachments.countAbout(studentId, person.id);
  return {
    intent: 'show_student',
    aboutStudentId: studentId,
    // Whoever looks at another child and then says 改成昨天 may mean that one.
    ...(meant?.every((contact) => contact.studentId === studentId) === true
      ? {}
      : { shows: 'something_else' as const }),
    reply: cards.fill('student_card', {
      student: student.name,
      class: className(roster, student.className),
      strengths: seesWholePortfolio(scene, studentId) ? await strengthsOf(tables, studentId) : [],
      items: await describeContacts(scene, contacts),
      due: oneForEachAct(due, schemeVersions).map((duty) => describeDuty(scene, duty)),
      promises: followUps.map((followUp) => sayFollowUp(scene, followUp)),
      attachments: attached === 0 ? undefined : attached,
      hint,
    }),
  };
}

async function describeContacts(scene: MessageScene, contacts: readonly Contact[]) {
  const { cards, today, tables } = scene;
  const amendments = await tables.contactRevisions.amendmentsOf(contacts.map(({ id }) => id));
  return contacts.map((contact) => {
    const beside = amendments
      .filter(({ contactId }) => contactId === contact.id)
      .flatMap(({ values }) => describeValues(scene, values));
    return {
      day: cards.say.day(contact.occurredOn, today),
      kind: cards.say.kind(contact.kind),
      outcome: cards.say.outcome(contact.outcome),
      amended: beside.length === 0 ? undefined : beside.join('，'),
    };
  });
}
