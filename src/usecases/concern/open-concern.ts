/** Somebody who was told looks at a concern, or says that he or she has taken note of it. */
import { schemeOn } from '../../domain/concern/strength.ts';
import { addDays, instantOf } from '../../domain/day.ts';
import { markOf } from '../../domain/mark.ts';
import { className } from '../../domain/school-roster.ts';
import type { Sight } from '../../domain/visibility/outlet.ts';
import { sight } from '../../domain/visibility/sight.ts';
import { isInOffice } from '../../domain/visibility/standing.ts';
import { placeOf, viewerOf } from '../../domain/visibility/viewer-of.ts';
import type { Concern } from '../../storage/concerns.ts';
import { nameOfAsker } from '../families/family-scene.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { planPushes } from './concern-notices.ts';
import { trace } from './concern-scene.ts';
import { reporterWords } from './describe-told.ts';

const shownForDays = 30;

/** Without a button's mark the newest that this person was told of. */
export async function viewConcern(scene: MessageScene, mark?: string): Promise<Acted | undefined> {
  const concern = await concernMeant(scene, mark);
  if (concern === undefined) return mark === undefined ? undefined : notYours(scene);
  const seen = await sightOf(scene, concern);
  if (seen === 'nothing') return notYours(scene);
  const { cards, roster, tables } = scene;
  const child = roster.people.get(concern.studentId ?? '');
  await trace(scene, concern, 'concern_opened');
  return {
    intent: 'concern_opened',
    reply: cards.fill('concern_shown', {
      student: child?.name,
      class: child?.classKey === undefined ? undefined : className(roster, child.classKey),
      reporter: whoWrote(scene, concern),
      decides: concern.state === 'waiting' ? scene.person.name : undefined,
      words: seen === 'all' ? await tables.concerns.words(concern) : undefined,
      concern_mark: markOf(concern.id),
    }),
    ...(concern.studentId === undefined ? {} : { aboutStudentId: concern.studentId }),
  };
}

export async function acknowledgeConcern(scene: MessageScene, mark?: string): Promise<Acted | undefined> {
  const { tables, person, school, now, cards } = scene;
  const [newest = ''] = mark === undefined ? await tables.concerns.unacknowledgedBy(person.id) : [];
  const concern = await (mark === undefined
    ? tables.concerns.find(newest)
    : tables.concerns.findMarked(school.id, mark));
  if (concern === undefined || !(await isRecipient(scene, concern)))
    return mark === undefined ? undefined : notYours(scene);
  if (await tables.concerns.acknowledge(concern.id, person.id, now)) {
    await trace(scene, concern, 'concern_acknowledged');
    await tellReporter(scene, concern);
  }
  const left = (await tables.concerns.unacknowledgedBy(person.id)).length;
  return {
    intent: 'concern_acknowledged',
    reply: cards.fill('concern_acknowledged', {
      reporter: reporterWords(scene, concern.reporterId),
      left: left === 0 ? undefined : left,
    }),
  };
}

/** Once everybody has taken note the reporter may breathe again. */
async function tellReporter(scene: MessageScene, { id, reporterId }: Concern): Promise<void> {
  const recipients = await scene.tables.concerns.recipients(id);
  if (recipients.some(({ mustConfirm, acknowledgedAt }) => mustConfirm && acknowledgedAt === undefined))
    return;
  const isStaff = scene.roster.people.get(reporterId)?.kind === 'staff';
  if (!isStaff || reporterId === scene.person.id) return;
  await planPushes(scene, [
    { card: 'concern_seen', personId: reporterId, about: id, round: 'first', at: scene.now },
  ]);
}

async function concernMeant(scene: MessageScene, mark: string | undefined): Promise<Concern | undefined> {
  const { concerns } = scene.tables;
  if (mark !== undefined) return concerns.findMarked(scene.school.id, mark);
  const since = instantOf(addDays(scene.today, -shownForDays), 0);
  const meant = await concerns.lastToldTo(scene.person.id, since);
  return meant === undefined ? undefined : concerns.find(meant);
}

async function isRecipient({ tables, person }: MessageScene, { id }: Concern): Promise<boolean> {
  const recipients = await tables.concerns.recipients(id);
  return recipients.some(({ personId }) => personId === person.id);
}

/** V-02. The reporter sees the own words; of a child without a name only those who were told, and the office. */
async function sightOf(scene: MessageScene, concern: Concern): Promise<Sight> {
  const { roster, person, today, schemeVersions, tables } = scene;
  if (concern.reporterId === person.id) return 'all';
  const receivedByIds = (await tables.concerns.recipients(concern.id)).map(({ personId }) => personId);
  const scheme = schemeOn(schemeVersions, today);
  const viewer = viewerOf(roster, person.id, today);
  const student = placeOf(roster, concern.studentId ?? '');
  if (student === undefined || scheme === undefined)
    return receivedByIds.includes(person.id) ? 'all' : 'nothing';
  const own = sight({
    viewer,
    on: today,
    scheme,
    thing: {
      kind: 'contact_note',
      student,
      authorId: concern.reporterId,
      isRestricted: true,
      receivedByIds,
    },
  });
  if (own !== 'nothing') return own;
  const isTold =
    receivedByIds.includes(person.id) || isInOffice({ viewer, on: today, scheme }, 'moral_office', student);
  return isTold ? 'date_and_kind' : 'nothing';
}

/** In private the family may be named to those who were told. */
function whoWrote(scene: MessageScene, { reporterId, studentId }: Concern): string {
  const isStaff = scene.roster.people.get(reporterId)?.kind === 'staff';
  if (isStaff || studentId === undefined) return reporterWords(scene, reporterId);
  return nameOfAsker(scene, reporterId, studentId);
}

function notYours({ cards }: MessageScene): Acted {
  return { intent: 'concern_not_yours', reply: cards.fill('concern_not_yours', {}) };
}
