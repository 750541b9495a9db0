/** `daoshi school`: shows the school's settings, sets them before it begins, and begins. */
import type { Config } from '../config.ts';
import type { Term } from '../domain/calendar/school-calendar.ts';
import type { Clock } from '../domain/clock.ts';
import { type Day, isDay } from '../domain/day.ts';
import { type SchemeId, schemeIds } from '../domain/schemes/scheme.ts';
import { createIdSource } from '../new-ids.ts';
import type { School, SchoolChange } from '../storage/schools.ts';
import type { Tables } from '../storage/storage.ts';
import { enterCalendar } from '../usecases/school/enter-calendar.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { CommandWords } from './command-words.ts';
import { ensureLiveSchool } from './live-school.ts';
import { type OpenedBeside, withDatabase } from './open-beside.ts';
import { schoolLines } from './school-report.ts';
import type { Terminal } from './terminal.ts';

export interface SchoolParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly words: CommandWords;
  readonly terminal: Terminal;
}

interface Wish {
  readonly change: SchoolChange;
  readonly closedOn: readonly Day[];
  readonly makeUpOn: readonly Day[];
  /** Each takes the place of the terms it shares days with. */
  readonly terms: readonly Term[];
  readonly begin: boolean;
}

export async function school(parts: SchoolParts, args: readonly string[]): Promise<number> {
  const wish = readWish(args, parts.words);
  return withDatabase(parts.config, async (opened) => {
    const { config, clock, words, terminal } = parts;
    if (opened.madeKeyFile !== undefined) terminal.print(words.say('key_made', { path: opened.madeKeyFile }));
    const { storage } = opened;
    const known = await ensureLiveSchool(
      { storage, newId: createIdSource(clock) },
      { config, now: clock.now() },
    );
    const refusal = await refuse(wish, known, opened, words);
    if (refusal !== undefined) {
      terminal.complain(refusal);
      return 1;
    }
    for (const line of await apply(parts, opened, { wish, known })) terminal.print(line);
    for (const line of await schoolLines(storage, known.id, words)) terminal.print(line);
    return 0;
  });
}

function readWish(args: readonly string[], words: CommandWords): Wish {
  const { values } = readArguments('school', {
    args: [...args],
    options: {
      name: { type: 'string' },
      scheme: { type: 'string' },
      'start-on': { type: 'string' },
      'ask-whom': { type: 'string' },
      'closed-on': { type: 'string', multiple: true },
      'make-up': { type: 'string', multiple: true },
      term: { type: 'string', multiple: true },
      begin: { type: 'boolean' },
    },
  });
  const text = (option: string, given: string | undefined): string | undefined => {
    if (given?.trim() === '') throw new UsageError('school', words.say('value_empty', { option }));
    return given?.trim();
  };
  const day = (option: string, given: string): Day => {
    if (!isDay(given)) throw new UsageError('school', words.say('value_not_day', { option }));
    return given;
  };
  const name = text('--name', values.name);
  const askWhom = text('--ask-whom', values['ask-whom']);
  const startOn = values['start-on'];
  return {
    change: {
      ...(name === undefined ? {} : { name }),
      ...(askWhom === undefined ? {} : { askWhom }),
      ...(values.scheme === undefined ? {} : { schemeId: readScheme(values.scheme, words) }),
      ...(startOn === undefined ? {} : { startOn: day('--start-on', startOn) }),
    },
    closedOn: (values['closed-on'] ?? []).map((given) => day('--closed-on', given)),
    makeUpOn: (values['make-up'] ?? []).map((given) => day('--make-up', given)),
    terms: readTerms(values.term ?? [], words),
    begin: values.begin === true,
  };
}

/** `2027-02-22..2027-07-02`; none may share days with another. */
function readTerms(written: readonly string[], words: CommandWords): readonly Term[] {
  const terms: Term[] = [];
  for (const text of written) {
    const [firstOn = '', lastOn = '', rest] = text.split('..').map((part) => part.trim());
    if (rest !== undefined || !isDay(firstOn) || !isDay(lastOn) || lastOn < firstOn)
      throw new UsageError('school', words.say('value_not_term', { found: text }));
    if (terms.some((term) => term.firstOn <= lastOn && firstOn <= term.lastOn))
      throw new UsageError('school', words.say('value_terms_overlap', {}));
    terms.push({ firstOn, lastOn });
  }
  return terms;
}

function readScheme(found: string, words: CommandWords): SchemeId {
  const scheme = schemeIds.find((id) => id === found);
  if (scheme === undefined)
    throw new UsageError('school', words.say('value_not_scheme', { found, allowed: schemeIds }));
  return scheme;
}

/** What stands against the wish as a whole: then nothing of it is done. */
async function refuse(
  { change, begin, terms }: Wish,
  known: School,
  { storage }: OpenedBeside,
  words: CommandWords,
): Promise<string | undefined> {
  if (known.isStarted && change.schemeId !== undefined)
    return words.say('school_fixed', { option: '--scheme' });
  if (known.isStarted && change.startOn !== undefined)
    return words.say('school_fixed', { option: '--start-on' });
  if (!begin || known.isStarted) return undefined;
  const roster = await storage.roster(known);
  const startOn = change.startOn ?? known.startOn;
  if ([...roster.calendar.terms, ...terms].every(({ lastOn }) => lastOn < startOn))
    return words.say('school_start_in_no_term', { day: startOn });
  return roster.facts.pairings.length === 0 ? words.say('school_no_roster', {}) : undefined;
}

async function apply(
  { clock, words }: SchoolParts,
  { storage }: OpenedBeside,
  { wish, known }: { readonly wish: Wish; readonly known: School },
): Promise<readonly string[]> {
  const { change, closedOn, makeUpOn, terms, begin } = wish;
  const newId = createIdSource(clock);
  const at = clock.now();
  const note = (
    tables: Tables,
    verb: 'school_changed' | 'school_started' | 'calendar_changed',
    detail = {},
  ) => tables.audit.add([{ id: newId(), schoolId: known.id, at, verb, subjectId: known.id, detail }]);
  return storage.transaction(async (tables) => {
    const lines: string[] = [];
    if (Object.keys(change).length > 0) {
      await tables.schools.change(known.id, change);
      await note(tables, 'school_changed', auditDetail(change));
      lines.push(words.say('school_changed', {}));
    }
    if (terms.length > 0) {
      const calendar = { terms, holidays: [], makeUpDays: [] };
      await enterCalendar({ newId }, tables, { schoolId: known.id, calendar, now: at });
      lines.push(
        ...terms.map(({ firstOn, lastOn }) =>
          words.say('school_term_entered', { first: firstOn, last: lastOn }),
        ),
      );
    }
    const days = [
      ...closedOn.map((on) => ({ on, kind: 'closed' as const })),
      ...makeUpOn.map((on) => ({ on, kind: 'make_up' as const })),
    ];
    for (const { on, kind } of days) {
      await tables.rosterWriter.setCalendarDay(known.id, { id: newId(), on, kind });
      await note(tables, 'calendar_changed', { on, kind });
      lines.push(words.say(kind === 'closed' ? 'school_closed_added' : 'school_make_up_added', { day: on }));
    }
    if (days.length + terms.length > 0) await tables.schools.rosterChanged(known.id);
    if (begin) {
      const began = await tables.schools.start(known.id, at);
      if (began) await note(tables, 'school_started');
      lines.push(words.say(began ? 'school_started' : 'school_began_before', {}));
    }
    return lines;
  });
}

/** What changed and, where it is no free text, to what. */
function auditDetail({ schemeId, startOn, name, askWhom }: SchoolChange): Record<string, string> {
  return {
    ...(schemeId === undefined ? {} : { schemeId }),
    ...(startOn === undefined ? {} : { startOn }),
    ...(name === undefined ? {} : { name: 'changed' }),
    ...(askWhom === undefined ? {} : { askWhom: 'changed' }),
  };
}
