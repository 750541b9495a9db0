/** A school's settings as lines for the operator. */
import { loadPreset } from '../schemes/load-preset.ts';
import type { Storage } from '../storage/storage.ts';
import type { CommandWords } from './command-words.ts';

export async function schoolLines(
  storage: Storage,
  schoolId: string,
  words: CommandWords,
): Promise<readonly string[]> {
  const school = await storage.schools.get(schoolId);
  const roster = await storage.roster(school);
  const { calendar, people } = roster;
  const of = (kind: string): number => [...people.values()].filter((person) => person.kind === kind).length;
  const current = roster.facts.pairings.filter(({ untilOn }) => untilOn === undefined);
  const days = [
    { kind: words.word('holiday'), days: calendar.holidays },
    { kind: words.word('make_up'), days: calendar.makeUpDays },
  ].filter((some) => some.days.length > 0);
  return [
    words.say('school_title', { name: school.name }),
    words.say('school_scheme', { scheme: school.schemeId, title: loadPreset(school.schemeId).title }),
    words.say('school_start_on', { day: school.startOn }),
    words.say(school.isStarted ? 'school_begun' : 'school_preview', {}),
    words.say('school_ask_whom', { whom: school.askWhom }),
    words.say('school_terms', {
      terms: calendar.terms.map(({ firstOn, lastOn }) => `${firstOn} – ${lastOn}`),
    }),
    ...days.map((some) => words.say('school_days', some)),
    words.say('school_people', {
      staff: of('staff'),
      students: of('student'),
      guardians: of('guardian'),
      classes: roster.classNames.size,
      pairings: current.length,
    }),
    ...(await accountLines(storage, schoolId, words)),
  ];
}

async function accountLines(
  storage: Storage,
  schoolId: string,
  words: CommandWords,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { id, platform, schoolId: owner, stopReason } of await storage.schools.accounts()) {
    if (owner !== schoolId) continue;
    const count = (await storage.identities.list(id)).length;
    lines.push(words.say('school_account', { platform: words.word(platform), count, stopped: stopReason }));
  }
  return lines;
}
