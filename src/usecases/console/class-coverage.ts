/** Who has no mentor, and whom no mentor has reached yet, class by class. */
import { namedList } from '../../domain/duties/named-lists.ts';
import { className, isInForce } from '../../domain/school-roster.ts';
import { loadDutyInput } from '../duties/load-duties.ts';
import { type ConsoleScene, placeIn, seesMentoring } from './console-scene.ts';

export interface ClassCoverage {
  readonly key: string;
  readonly name: string;
  readonly students: number;
  readonly uncovered: readonly StudentName[];
  /** Of students whose mentoring this person may know. */
  readonly neverContacted: readonly StudentName[];
  readonly neverContactedCount: number;
  readonly mentors: readonly MentorCount[];
}

export interface StudentName {
  readonly id: string;
  readonly name: string;
}

export interface MentorCount {
  readonly name: string;
  readonly students: number;
  readonly neverContacted: number;
}

export async function classCoverage(scene: ConsoleScene): Promise<readonly ClassCoverage[]> {
  const { roster, today } = scene;
  const input = await coverageInput(scene);
  const neverContacted = new Set(namedList('never_contacted', input, today));
  const inForce = roster.facts.pairings.filter((pairing) => isInForce(pairing, today));
  const paired = new Set(inForce.map(({ studentId }) => studentId));
  return [...roster.classNames.keys()].map((key) => {
    const pupils = roster.pupils.filter((pupil) => pupil.className === key);
    const ids = new Set(pupils.map(({ id }) => id));
    const named = ({ id, name }: StudentName): StudentName => ({ id, name });
    const silent = pupils.filter(({ id }) => neverContacted.has(id));
    const pairings = inForce.filter(({ studentId }) => ids.has(studentId));
    return {
      key,
      name: className(roster, key),
      students: pupils.length,
      uncovered: pupils.filter(({ id }) => !paired.has(id)).map(named),
      neverContacted: silent.filter(({ id }) => seesMentoring(scene, placeIn(id, key))).map(named),
      neverContactedCount: silent.length,
      mentors: [...new Set(pairings.map(({ mentorId }) => mentorId))].map((mentorId) => {
        const own = pairings.filter((pairing) => pairing.mentorId === mentorId);
        return {
          name: roster.people.get(mentorId)?.name ?? '',
          students: own.length,
          neverContacted: own.filter(({ studentId }) => neverContacted.has(studentId)).length,
        };
      }),
    };
  });
}

/** The facts of the two lists: of contacts only who has reached whom, not every single one of the year. */
async function coverageInput(scene: ConsoleScene) {
  const { tables, school, today } = scene;
  const input = await loadDutyInput(scene, today, undefined, new Map());
  const pairs = await tables.contacts.reachedPairs(school.id, input.only?.dueFrom ?? school.startOn, today);
  return {
    ...input,
    contacts: pairs.map(({ authorId, studentId, firstOn }) => ({
      id: `${authorId}|${studentId}`,
      authorId,
      studentIds: [studentId],
      kind: 'talk' as const,
      on: firstOn,
      outcome: 'done' as const,
      individual: true,
    })),
  };
}
