/** What the office sets for the school: names, the start, when people are reminded, the calendar, words on cards. */
import { type Day, dayOf } from '../../domain/day.ts';
import { type LimitsFault, limitsFault, type PushLimits } from '../../domain/delivery/push-limits.ts';
import { areChatTimesAllowed, type ChatTimes } from '../../domain/drafts/chat-times.ts';
import type { SmallestGroups } from '../../domain/questionnaires/report.ts';
import { areSmallestGroups, withSmallestGroups } from '../../domain/questionnaires/smallest-groups.ts';
import { readCalendar } from '../../domain/schemes/calendar-schema.ts';
import type { AuditVerb } from '../../storage/audit.ts';
import type { SchoolChange } from '../../storage/schools.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import { limitsSetting } from '../delivery/limits-of.ts';
import { chatTimesSetting } from '../messages/chat-times-of.ts';
import { ethicsContactSetting, ethicsContacts } from '../questionnaires/ethics-contact.ts';
import { smallestGroupsSetting } from '../questionnaires/report-round.ts';
import type { ConsoleScene } from './console-scene.ts';

type SettingsDeps = { readonly storage: Storage; readonly newId: () => string };
type Detail = Readonly<Record<string, string | number>>;

/** One change and its line in the trace; the roster counts as changed, so that every instance reads it anew. */
/** `write` answers `nothing` where there was nothing to change: no line then. */
async function change(
  { storage, newId }: SettingsDeps,
  { school, person, now }: ConsoleScene,
  { verb, detail = {} }: { readonly verb: AuditVerb; readonly detail?: Detail },
  write: (tables: Tables) => Promise<'nothing' | void>,
): Promise<void> {
  await storage.transaction(async (tables) => {
    if ((await write(tables)) === 'nothing') return;
    await tables.schools.rosterChanged(school.id);
    await tables.audit.add([
      { id: newId(), schoolId: school.id, at: now, actorId: person.id, verb, subjectId: school.id, detail },
    ]);
  });
}

export type SchoolRefusal = 'name_missing' | 'begun_already' | 'no_term' | 'no_pairings';

export async function changeSchool(
  deps: SettingsDeps,
  scene: ConsoleScene,
  wanted: SchoolChange,
): Promise<SchoolRefusal | undefined> {
  const { school } = scene;
  if (wanted.name === '') return 'name_missing';
  if (school.isStarted && wanted.startOn !== undefined && wanted.startOn !== school.startOn)
    return 'begun_already';
  const detail = wanted.startOn === undefined ? {} : { start_on: wanted.startOn };
  await change(deps, scene, { verb: 'school_changed', detail }, (tables) =>
    tables.schools.change(school.id, wanted),
  );
  return undefined;
}

/** From now on people are reminded. */
export async function beginSchool(
  deps: SettingsDeps,
  scene: ConsoleScene,
): Promise<SchoolRefusal | undefined> {
  const { school, roster } = scene;
  if (school.isStarted) return 'begun_already';
  if (roster.calendar.terms.every(({ lastOn }) => lastOn < school.startOn)) return 'no_term';
  if (roster.facts.pairings.length === 0) return 'no_pairings';
  await change(deps, scene, { verb: 'school_started' }, async (tables) => {
    await tables.schools.start(school.id, scene.now);
  });
  return undefined;
}

export async function changeLimits(
  deps: SettingsDeps,
  scene: ConsoleScene,
  limits: PushLimits,
): Promise<LimitsFault | undefined> {
  const fault = limitsFault(limits);
  if (fault !== undefined) return fault;
  await change(deps, scene, { verb: 'limits_changed', detail: { ...limits } }, (tables) =>
    tables.settings.set(limitsSetting(scene.school.id), JSON.stringify(limits)),
  );
  return undefined;
}

/** False where they are out of bounds. What waits already ends as it was asked. */
export async function changeChatTimes(
  deps: SettingsDeps,
  scene: ConsoleScene,
  times: ChatTimes,
): Promise<boolean> {
  if (!areChatTimesAllowed(times)) return false;
  await change(deps, scene, { verb: 'chat_times_changed', detail: { ...times } }, (tables) =>
    tables.settings.set(chatTimesSetting(scene.school.id), JSON.stringify(times)),
  );
  return true;
}

/** False where they are out of bounds. For rounds that close from now on. */
export async function changeSmallestGroups(
  deps: SettingsDeps,
  scene: ConsoleScene,
  groups: SmallestGroups,
): Promise<boolean> {
  if (!areSmallestGroups(groups)) return false;
  const key = smallestGroupsSetting(scene.school.id);
  await change(
    deps,
    scene,
    { verb: 'smallest_groups_changed', detail: { ...groups } },
    async ({ settings }) => settings.set(key, withSmallestGroups(await settings.get(key), groups, scene.now)),
  );
  return true;
}

/** False for a post that cannot be the contact. */
export async function changeEthicsContact(
  deps: SettingsDeps,
  scene: ConsoleScene,
  wanted: string,
): Promise<boolean> {
  const contact = ethicsContacts.find((role) => role === wanted);
  if (contact === undefined) return false;
  await change(deps, scene, { verb: 'ethics_contact_changed', detail: { contact } }, (tables) =>
    tables.settings.set(ethicsContactSetting(scene.school.id), contact),
  );
  return true;
}

export type CalendarChange =
  | { readonly verb: 'add_term'; readonly firstOn: Day; readonly lastOn: Day }
  | { readonly verb: 'remove_term'; readonly id: string }
  | { readonly verb: 'close' | 'make_up'; readonly on: Day }
  | { readonly verb: 'ordinary'; readonly on: Day };

/** `overlapping`: two terms would share days, or one would end before it begins. */
export async function changeCalendar(
  deps: SettingsDeps,
  scene: ConsoleScene,
  wanted: CalendarChange,
): Promise<'overlapping' | 'last_term' | undefined> {
  const { school, roster } = scene;
  const { terms } = roster.calendar;
  if (wanted.verb === 'add_term' && !fits([...terms, wanted])) return 'overlapping';
  if (wanted.verb === 'remove_term' && terms.length < 2) return 'last_term';
  const detail = 'on' in wanted ? { on: wanted.on, kind: wanted.verb } : { kind: wanted.verb };
  await change(deps, scene, { verb: 'calendar_changed', detail }, async (tables) => {
    switch (wanted.verb) {
      case 'add_term': {
        const { firstOn, lastOn } = wanted;
        return tables.calendars.addTerm(school.id, { id: deps.newId(), firstOn, lastOn });
      }
      case 'remove_term':
        return (await tables.calendars.removeTerm(school.id, wanted.id)) === 0 ? 'nothing' : undefined;
      case 'close':
      case 'make_up': {
        const kind = wanted.verb === 'close' ? 'closed' : 'make_up';
        return tables.rosterWriter.setCalendarDay(school.id, { id: deps.newId(), on: wanted.on, kind });
      }
      case 'ordinary':
        return (await tables.calendars.removeOddDay(school.id, wanted.on)) === 0 ? 'nothing' : undefined;
    }
  });
  return undefined;
}

function fits(terms: readonly { readonly firstOn: Day; readonly lastOn: Day }[]): boolean {
  const inOrder = terms
    .map(({ firstOn, lastOn }) => ({ firstOn, lastOn }))
    .toSorted((a, b) => (a.firstOn < b.firstOn ? -1 : 1));
  try {
    readCalendar({ terms: inOrder });
    return true;
  } catch {
    return false;
  }
}

const longestWording = 8_000;

/** What is wrong with the text; nothing is stored then. */
export async function changeWording(
  deps: SettingsDeps,
  scene: ConsoleScene,
  { card, yaml }: { readonly card: string; readonly yaml: string },
): Promise<readonly { readonly line?: number; readonly fault: string }[]> {
  const { school, person, now, cards } = scene;
  if (yaml.length > longestWording) return [{ fault: 'too long' }];
  const faults = cards.faultsIn(card, yaml);
  if (faults.length > 0) return faults;
  await change(deps, scene, { verb: 'wording_changed', detail: { card, on: dayOf(now) } }, (tables) =>
    tables.cardWordings.put({
      id: deps.newId(),
      schoolId: school.id,
      card,
      yaml,
      changedAt: now,
      changedBy: person.id,
    }),
  );
  return [];
}

export async function resetWording(deps: SettingsDeps, scene: ConsoleScene, card: string): Promise<void> {
  await change(deps, scene, { verb: 'wording_changed', detail: { card, reset: 1 } }, (tables) =>
    tables.cardWordings.remove(scene.school.id, card),
  );
}
