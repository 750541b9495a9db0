/** A school's terms and odd days, one at a time. Callers count the change with `schools.rosterChanged`. */
import { type Day, readDay } from '../domain/day.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

const oddDayKinds = ['holiday', 'make_up', 'closed'] as const;
type OddDayKind = (typeof oddDayKinds)[number];

export interface TermRow {
  readonly id: string;
  readonly firstOn: Day;
  readonly lastOn: Day;
}

export interface Calendars {
  terms(schoolId: string): Promise<readonly TermRow[]>;
  addTerm(schoolId: string, term: TermRow): Promise<void>;
  /** How many there were. */
  removeTerm(schoolId: string, id: string): Promise<number>;
  oddDays(schoolId: string): Promise<readonly { readonly on: Day; readonly kind: OddDayKind }[]>;
  removeOddDay(schoolId: string, on: Day): Promise<number>;
}

export function calendarsTable(rows: Rows): Calendars {
  return {
    async terms(schoolId) {
      const found = await rows.term.findMany({ where: { schoolId }, orderBy: { firstOn: 'asc' } });
      return found.map(({ id, firstOn, lastOn }) => ({
        id,
        firstOn: readDay(firstOn),
        lastOn: readDay(lastOn),
      }));
    },
    async addTerm(schoolId, term) {
      await rows.term.create({ data: { ...term, schoolId, name: '' }, select: { id: true } });
    },
    removeTerm: async (schoolId, id) => (await rows.term.deleteMany({ where: { schoolId, id } })).count,
    async oddDays(schoolId) {
      const found = await rows.calendarDay.findMany({ where: { schoolId }, orderBy: { on: 'asc' } });
      return found.map(({ on, kind }) => ({ on: readDay(on), kind: readWord(oddDayKinds, kind) }));
    },
    removeOddDay: async (schoolId, on) =>
      (await rows.calendarDay.deleteMany({ where: { schoolId, on } })).count,
  };
}
