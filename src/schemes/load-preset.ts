import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { SchoolCalendar } from '../domain/calendar/school-calendar.ts';
import { readCalendar } from '../domain/schemes/calendar-schema.ts';
import type { SchemeId, SchemeVersion } from '../domain/schemes/scheme.ts';
import { readScheme } from '../domain/schemes/scheme-schema.ts';

/** What is shipped does not change while the program runs: each file is read once. */
const presets = new Map<SchemeId, SchemeVersion>();

/** The preset as shipped. Throws with every fault of the file named. */
export function loadPreset(id: SchemeId): SchemeVersion {
  const preset = presets.get(id) ?? readScheme(readYaml(`./${id}.yaml`));
  presets.set(id, preset);
  return preset;
}

/** A published example calendar, e.g. `cn-2026-27`. */
export function loadCalendar(id: string): SchoolCalendar {
  return readCalendar(readYaml(`./calendars/${id}.yaml`));
}

function readYaml(path: string): unknown {
  return parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
