/** `daoshi promote --on DAY`: says who would go up a grade; with `--write` does it, on the day itself where it lies ahead. */
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { type Day, dayOf, isDay } from '../domain/day.ts';
import { groupBy } from '../domain/group-by.ts';
import { writeClass } from '../domain/roster/class-name.ts';
import type { Promotion } from '../domain/years/promotion.ts';
import { createIdSource } from '../new-ids.ts';
import { planPromotionOn } from '../usecases/years/planned-promotion.ts';
import { foreseePromotion, promoteSchool, takeBackPromotion } from '../usecases/years/promote-school.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { CommandWords } from './command-words.ts';
import { ensureLiveSchool } from './live-school.ts';
import { type OpenedBeside, withDatabase } from './open-beside.ts';
import type { Terminal } from './terminal.ts';

export interface PromoteParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly words: CommandWords;
  readonly terminal: Terminal;
}

interface Wish {
  readonly on: Day;
  readonly graduating?: readonly number[];
  readonly teachersFollow: boolean;
}

export async function promote(parts: PromoteParts, args: readonly string[]): Promise<number> {
  const { config, clock, words } = parts;
  const { values } = readArguments('promote', {
    args: [...args],
    options: {
      on: { type: 'string' },
      graduating: { type: 'string', multiple: true },
      'teachers-stay': { type: 'boolean' },
      write: { type: 'boolean' },
      'take-back': { type: 'boolean' },
    },
  });
  const on = values.on ?? dayOf(clock.now());
  if (!isDay(on)) throw new UsageError('promote', words.say('value_not_day', { option: '--on' }));
  const wish: Wish = {
    on,
    teachersFollow: values['teachers-stay'] !== true,
    ...(values.graduating === undefined ? {} : { graduating: values.graduating.map(Number) }),
  };
  return withDatabase(config, async (opened) => {
    if (values['take-back'] === true) return takeBack(parts, opened);
    return values.write === true ? write(parts, opened, wish) : look(parts, opened, wish);
  });
}

async function look(parts: PromoteParts, opened: OpenedBeside, wish: Wish): Promise<number> {
  const { words, terminal } = parts;
  const school = await schoolOf(parts, opened);
  for (const line of linesOf(await foreseePromotion(opened.storage, { ...wish, schoolId: school.id }), words))
    terminal.print(line);
  terminal.print(words.say('promote_dry_hint', {}));
  return 0;
}

async function write(parts: PromoteParts, { storage }: OpenedBeside, wish: Wish): Promise<number> {
  const { clock, words, terminal } = parts;
  const now = clock.now();
  const newId = createIdSource(clock);
  const school = await ensureLiveSchool({ storage, newId }, { config: parts.config, now });
  if (wish.on > dayOf(now)) {
    await storage.transaction((tables) =>
      planPromotionOn({ tables, newId }, { ...wish, schoolId: school.id, now }),
    );
    terminal.print(words.say('promote_planned', { day: wish.on }));
    return 0;
  }
  const outcome = await promoteSchool(
    { storage, newId },
    {
      ...wish,
      schoolId: school.id,
      classNameOf: (grade, number) => writeClass({ grade, number }),
      now,
    },
  );
  if ('refused' in outcome) {
    terminal.complain(words.say(outcome.refused === 'nobody' ? 'promote_nobody' : 'promote_twice', {}));
    return 1;
  }
  for (const line of linesOf(outcome.promoted, words)) terminal.print(line);
  terminal.print(words.say('promote_written', {}));
  return 0;
}

async function takeBack(parts: PromoteParts, { storage }: OpenedBeside): Promise<number> {
  const { clock, words, terminal } = parts;
  const newId = createIdSource(clock);
  const school = await ensureLiveSchool({ storage, newId }, { config: parts.config, now: clock.now() });
  const outcome = await takeBackPromotion({ storage, newId }, { schoolId: school.id, now: clock.now() });
  if ('refused' in outcome) {
    terminal.complain(words.say('promote_not_taken_back', {}));
    return 1;
  }
  terminal.print(words.say('promote_taken_back', { students: outcome.moved }));
  return 0;
}

function schoolOf({ config, clock }: PromoteParts, { storage }: OpenedBeside) {
  return ensureLiveSchool({ storage, newId: createIdSource(clock) }, { config, now: clock.now() });
}

function linesOf({ moves, graduates }: Promotion, words: CommandWords): readonly string[] {
  const nameOf = (key: string): string => {
    const [grade = 0, number = 0] = key.split('.').map(Number);
    return writeClass({ grade, number });
  };
  return [
    ...[...groupBy(moves, ({ fromKey }) => fromKey)].map(([fromKey, some]) =>
      words.say('promote_class', {
        from: nameOf(fromKey),
        to: nameOf(some[0]?.toKey ?? fromKey),
        students: some.length,
      }),
    ),
    ...[...groupBy(graduates, ({ classKey }) => classKey)].map(([key, some]) =>
      words.say('promote_graduates', { class: nameOf(key), students: some.length }),
    ),
  ];
}
