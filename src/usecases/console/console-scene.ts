/** Who looks at the console, and what the roles of today allow there. */
import type { SchemeVersion } from '../../domain/schemes/scheme.ts';
import { sight } from '../../domain/visibility/sight.ts';
import { holds, type Look } from '../../domain/visibility/standing.ts';
import type { Thing } from '../../domain/visibility/thing.ts';
import type { StudentPlace } from '../../domain/visibility/viewer.ts';
import { viewerOf } from '../../domain/visibility/viewer-of.ts';
import type { StaffRole } from '../../domain/vocabulary.ts';
import type { Tables } from '../../storage/storage.ts';
import type { PersonScene } from '../messages/message-scene.ts';
import { type OwnPageDeps, ownScene, type Visitor } from '../own-page/own-scene.ts';

/** `people`: roster, roles, pairings. `settings`: scheme, calendar, wording. `audit`: the trace of all of it. */
export type ConsolePower = 'people' | 'settings' | 'audit';

export interface ConsoleScene extends PersonScene {
  readonly look: Look;
  readonly powers: ReadonlySet<ConsolePower>;
}

const consoleRoles = [
  'homeroom_teacher',
  'grade_head',
  'moral_office',
  'steering_group',
  'psych_teacher',
  'academic_office',
  'principal',
  'administrator',
] as const satisfies readonly StaffRole[];

/** Undefined for everybody who has nothing to do on the console today. */
export async function consoleScene(
  deps: OwnPageDeps,
  tables: Tables,
  visitor: Visitor,
  now: Date,
): Promise<ConsoleScene | undefined> {
  const scene = await ownScene(deps, tables, visitor, now);
  const look = scene && lookOf(scene);
  return look && { ...scene, look, powers: powersOf(look) };
}

export function opensConsole(scene: PersonScene): boolean {
  return lookOf(scene) !== undefined;
}

/** Undefined for everybody who holds no role of the console today. */
function lookOf({ roster, person, today, schemeVersions }: PersonScene): Look | undefined {
  if (person.kind !== 'staff') return undefined;
  const scheme: SchemeVersion | undefined =
    schemeVersions.findLast((version) => version.effectiveFrom <= today) ?? schemeVersions[0];
  if (scheme === undefined) return undefined;
  const look = { viewer: viewerOf(roster, person.id, today), on: today, scheme };
  return consoleRoles.some((role) => holds(look, role)) ? look : undefined;
}

function powersOf(look: Look): ReadonlySet<ConsolePower> {
  const isAdministrator = holds(look, 'administrator');
  const powers = new Set<ConsolePower>();
  if (isAdministrator || holds(look, 'moral_office')) powers.add('people').add('settings');
  if (isAdministrator || look.viewer.directsMoralOffice) powers.add('audit');
  return powers;
}

function sees({ look }: Pick<ConsoleScene, 'look'>, thing: Thing): boolean {
  return sight({ ...look, thing }) !== 'nothing';
}

/** The line in the school's own roster, with the family. */
export function seesInRoster(scene: Pick<ConsoleScene, 'look'>, student: StudentPlace): boolean {
  return sees(scene, { kind: 'roster_entry', student });
}

/** What mentor and student do together (V-01). */
export function seesMentoring(scene: Pick<ConsoleScene, 'look'>, student: StudentPlace): boolean {
  return sees(scene, { kind: 'portfolio', student, part: 'whole', addressedToIds: [] });
}

/** V-04. */
export function seesFlagsOf(scene: Pick<ConsoleScene, 'look'>, student: StudentPlace): boolean {
  return sees(scene, { kind: 'special_categories', student });
}

export function placeIn(id: string, classKey: string): StudentPlace {
  return { id, classKey, grade: classKey.slice(0, classKey.indexOf('.')) };
}
