/** What somebody sees of a note or of another private thing (CV-20). */
import { dayOf } from '../../domain/day.ts';
import type { Sight } from '../../domain/visibility/outlet.ts';
import { sight } from '../../domain/visibility/sight.ts';
import type { Thing } from '../../domain/visibility/thing.ts';
import { placeOf, viewerOf } from '../../domain/visibility/viewer-of.ts';
import { type Looking, sightOfContact } from '../../usecases/records/see-contact.ts';
import type { VisibleExpectation } from '../expectation-schemas.ts';
import type { Stage } from '../stage.ts';
import { compare, type Finding } from './finding.ts';

export async function checkVisible(stage: Stage, expected: VisibleExpectation): Promise<Finding> {
  const school = await stage.storage.schools.get(stage.schoolId);
  const roster = await stage.storage.roster(school);
  const schemeVersions = stage.instance.program.planning.schemeVersions(school.schemeId, roster.followed);
  const looking = { roster, schemeVersions, viewerId: expected.who, on: dayOf(stage.clock.now()) };
  const what = expected.thing ?? `note ${expected.note}`;
  const found =
    expected.thing === undefined
      ? await sightOfNote(stage, looking, expected.note)
      : sightOfThing(looking, thingMeant(looking, expected));
  return compare(`visible ${expected.who} ${what}`, expected.sees, found);
}

async function sightOfNote(stage: Stage, looking: Looking, note: string): Promise<Sight | 'no such note'> {
  const [id] = note === 'last' ? [] : (stage.labels.get(note) ?? ['']);
  const contact = await stage.storage.contacts.find(stage.schoolId, id);
  if (contact === undefined) return 'no such note';
  const { inboxId } = contact;
  const receivedByIds = inboxId === undefined ? [] : await stage.storage.concerns.receivedBy(inboxId);
  return sightOfContact({ ...looking, receivedByIds }, contact);
}

function sightOfThing({ roster, schemeVersions, viewerId, on }: Looking, thing: Thing | undefined): Sight {
  const scheme = schemeVersions.findLast((version) => version.effectiveFrom <= on) ?? schemeVersions[0];
  if (thing === undefined || scheme === undefined) return 'nothing';
  return sight({ viewer: viewerOf(roster, viewerId, on), on, scheme, thing });
}

function thingMeant(
  { roster, on }: Looking,
  { thing, student: studentId, mentor }: VisibleExpectation,
): Thing | undefined {
  const student = studentId === undefined ? undefined : placeOf(roster, studentId);
  switch (thing) {
    case 'exam_scores':
    case 'concern_list':
    case 'special_categories':
      return student === undefined ? undefined : { kind: thing, student };
    case 'portfolio':
      return student === undefined ? undefined : { kind: thing, student, part: 'plan', addressedToIds: [] };
    case 'mentor_result': {
      if (mentor === undefined) return undefined;
      const mentees = (roster.pairingsOf.get(mentor) ?? [])
        .filter(({ fromOn, untilOn }) => fromOn <= on && on <= (untilOn ?? on))
        .flatMap((pairing) => placeOf(roster, pairing.studentId) ?? []);
      return {
        kind: 'mentor_result',
        mentorId: mentor,
        grades: [...new Set(mentees.map(({ grade }) => grade))],
      };
    }
    default:
      return undefined;
  }
}
