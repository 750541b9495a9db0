/** What of a contact a person may see: the one question every reply, page and card asks (V-01, V-02, V-09). */
import type { Day } from '../../domain/day.ts';
import type { SchemeVersion } from '../../domain/schemes/scheme.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { Sight } from '../../domain/visibility/outlet.ts';
import { sight } from '../../domain/visibility/sight.ts';
import { placeOf, viewerOf } from '../../domain/visibility/viewer-of.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { PersonScene } from '../messages/message-scene.ts';

export interface Looking {
  readonly roster: SchoolRoster;
  readonly schemeVersions: readonly SchemeVersion[];
  readonly viewerId: string;
  readonly on: Day;
  /** Who was told of a concern that came with it (XXX-54). */
  readonly receivedByIds?: readonly string[];
}

export function sightOfContact(
  { roster, schemeVersions, viewerId, on, receivedByIds = [] }: Looking,
  contact: Pick<Contact, 'studentId' | 'authorId' | 'isRestricted'>,
): Sight {
  const student = placeOf(roster, contact.studentId);
  const scheme = schemeInForce(schemeVersions, on);
  if (student === undefined || scheme === undefined) return 'nothing';
  return sight({
    viewer: viewerOf(roster, viewerId, on),
    on,
    scheme,
    thing: {
      kind: 'contact_note',
      student,
      authorId: contact.authorId,
      isRestricted: contact.isRestricted,
      receivedByIds,
    },
  });
}

function schemeInForce(versions: readonly SchemeVersion[], on: Day): SchemeVersion | undefined {
  return versions.findLast((version) => version.effectiveFrom <= on) ?? versions[0];
}

type Seen = Pick<Contact, 'studentId' | 'authorId' | 'isRestricted' | 'inboxId'>;

/** As the person of the scene sees it today; whoever received the warning that came with it sees more (V-02). */
export async function seeContact(scene: PersonScene, contact: Seen): Promise<Sight> {
  const { roster, schemeVersions, person, today, tables } = scene;
  const receivedByIds = await receiversOf(tables, contact);
  return sightOfContact({ roster, schemeVersions, viewerId: person.id, on: today, receivedByIds }, contact);
}

/** V-01: what mentor and student do together, as a whole; also what stands in forms about the student. */
export function seesWholePortfolio(
  { roster, schemeVersions, person, today }: PersonScene,
  studentId: string,
): boolean {
  const student = placeOf(roster, studentId);
  const scheme = schemeInForce(schemeVersions, today);
  if (student === undefined || scheme === undefined) return false;
  const thing = { kind: 'portfolio', student, part: 'whole', addressedToIds: [] } as const;
  return sight({ viewer: viewerOf(roster, person.id, today), on: today, scheme, thing }) !== 'nothing';
}

/** V-02: who was told of the warning that came with a restricted contact. */
export async function receiversOf(
  { concerns }: Pick<PersonScene['tables'], 'concerns'>,
  { isRestricted, inboxId }: Pick<Contact, 'isRestricted' | 'inboxId'>,
): Promise<readonly string[]> {
  return isRestricted && inboxId !== undefined ? concerns.receivedBy(inboxId) : [];
}

/** Those of which the person of the scene may know that they are there. */
export async function contactsSeen<Of extends Seen>(
  scene: PersonScene,
  contacts: readonly Of[],
): Promise<readonly Of[]> {
  const seen: Of[] = [];
  for (const contact of contacts) if ((await seeContact(scene, contact)) !== 'nothing') seen.push(contact);
  return seen;
}
