/** The school's people by name or pinyin. Of students anybody here sees name, class and mentor (V-07). */
import { isFoundBy } from '../../domain/names/find-by-name.ts';
import { className, isInForce } from '../../domain/school-roster.ts';
import type { PersonKind } from '../../domain/vocabulary.ts';
import { type ConsoleScene, placeIn, seesFlagsOf, seesInRoster, seesMentoring } from './console-scene.ts';

export interface PeopleQuestion {
  readonly typed: string;
  readonly kind?: PersonKind;
  readonly classKey?: string;
  /** From 1. */
  readonly page: number;
}

export interface FoundPerson {
  readonly id: string;
  readonly kind: PersonKind;
  readonly name: string;
  /** Class and mentor of a student, posts of a teacher, children of a guardian. */
  readonly about: readonly string[];
  /** Whether there is a page to open. */
  readonly hasPage: boolean;
}

export interface FoundPeople {
  readonly people: readonly FoundPerson[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
}

const pageSize = 30;

export function findPeople(scene: ConsoleScene, question: PeopleQuestion): FoundPeople {
  const found = candidates(scene, question).filter(({ name }) => isFoundBy(name, question.typed));
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(Math.max(1, question.page), pages);
  return {
    people: found.slice((page - 1) * pageSize, page * pageSize).map((candidate) => candidate.describe()),
    count: found.length,
    page,
    pages,
  };
}

interface Candidate {
  readonly name: string;
  describe(): FoundPerson;
}

function candidates(scene: ConsoleScene, { kind, classKey }: PeopleQuestion): readonly Candidate[] {
  const isWanted = (wanted: PersonKind): boolean => kind === undefined || kind === wanted;
  return [
    ...(isWanted('student') ? students(scene, classKey) : []),
    ...(isWanted('staff') && classKey === undefined ? staff(scene) : []),
    ...(isWanted('guardian') ? guardians(scene, classKey) : []),
  ];
}

function students(scene: ConsoleScene, classKey: string | undefined): Candidate[] {
  const { roster } = scene;
  const mentors = mentorNames(scene);
  return roster.pupils
    .filter((pupil) => classKey === undefined || pupil.className === classKey)
    .map(({ id, name, className: key }) => ({
      name,
      describe: () => ({
        id,
        kind: 'student',
        name,
        about: [className(roster, key), `导师：${mentors.get(id)?.join('、') ?? '还没有'}`],
        hasPage: hasStudentPage(scene, id, key),
      }),
    }));
}

export function hasStudentPage(scene: ConsoleScene, id: string, classKey: string): boolean {
  const place = placeIn(id, classKey);
  return seesInRoster(scene, place) || seesMentoring(scene, place) || seesFlagsOf(scene, place);
}

function mentorNames({ roster, today }: ConsoleScene): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const pairing of roster.facts.pairings) {
    const name = roster.people.get(pairing.mentorId)?.name;
    if (!isInForce(pairing, today) || name === undefined) continue;
    names.set(pairing.studentId, [...(names.get(pairing.studentId) ?? []), name]);
  }
  return names;
}

function staff({ roster, cards, today }: ConsoleScene): Candidate[] {
  const isHeld = ({ fromOn, untilOn }: { fromOn: string; untilOn?: string }): boolean =>
    fromOn <= today && (untilOn === undefined || today <= untilOn);
  return [...roster.people.values()]
    .filter(({ kind, endedOn }) => kind === 'staff' && endedOn === undefined)
    .map(({ id, name }) => ({
      name,
      describe: () => ({
        id,
        kind: 'staff',
        name,
        about: [
          ...new Set(
            roster.facts.staff
              .filter((held) => held.personId === id && isHeld(held))
              .map(({ role }) => cards.words.roles[role]),
          ),
        ],
        hasPage: false,
      }),
    }));
}

function guardians(scene: ConsoleScene, classKey: string | undefined): Candidate[] {
  const { roster, cards } = scene;
  return roster.pupils
    .filter((pupil) => classKey === undefined || pupil.className === classKey)
    .filter((pupil) => seesInRoster(scene, placeIn(pupil.id, pupil.className)))
    .flatMap((pupil) =>
      (pupil.guardians ?? []).flatMap(({ id, name, relation }): Candidate[] => {
        if (name === undefined) return [];
        const about = [
          `${pupil.name}的${cards.words.relations[relation]}`,
          className(roster, pupil.className),
        ];
        return [{ name, describe: () => ({ id, kind: 'guardian', name, about, hasPage: false }) }];
      }),
    );
}
