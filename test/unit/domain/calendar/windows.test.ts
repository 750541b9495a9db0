import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schoolDaysOf, schoolDaysWithin } from '../../../../src/domain/calendar/school-days.ts';
import { type WindowKind, windowsOf } from '../../../../src/domain/calendar/windows.ts';
import { addDays, readDay } from '../../../../src/domain/day.ts';
import { loadCalendar } from '../../../../src/schemes/load-preset.ts';
import { anyCalendar } from './school-calendar.ts';

const cn2026 = loadCalendar('cn-2026-27');
const autumn = { firstOn: readDay('2026-09-01'), lastOn: readDay('2027-01-22') };

function inAutumn(kind: WindowKind): string[] {
  return windowsOf(cn2026, kind)
    .filter(({ firstOn }) => firstOn <= autumn.lastOn)
    .map(({ firstOn, lastOn }) => `${firstOn}..${lastOn}`);
}

function inSpring(kind: WindowKind): string[] {
  return windowsOf(cn2026, kind)
    .filter(({ firstOn }) => firstOn > autumn.lastOn)
    .map(({ firstOn, lastOn }) => `${firstOn}..${lastOn}`);
}

describe('windows of the example calendar', () => {
  test('CV-03 the autumn term has 21 weeks, the first and the last cut by the term', () => {
    const weeks = inAutumn('week');
    expect(weeks).toHaveLength(21);
    expect(weeks[0]).toBe('2026-09-01..2026-09-06');
    expect(weeks[4]).toBe('2026-09-28..2026-10-04');
    expect(weeks[20]).toBe('2027-01-18..2027-01-22');
  });

  test('CV-03 week 21 of autumn has five school days and joins fortnight 10', () => {
    const fortnights = inAutumn('fortnight');
    expect(fortnights).toHaveLength(10);
    expect(fortnights[0]).toBe('2026-09-01..2026-09-13');
    expect(fortnights[9]).toBe('2027-01-04..2027-01-22');
  });

  test('CV-03 January 16 to 22 has five school days and joins the half month before', () => {
    const halves = inAutumn('half_month');
    expect(halves).toHaveLength(9);
    expect(halves[2]).toBe('2026-10-01..2026-10-15');
    expect(halves[8]).toBe('2027-01-01..2027-01-22');
  });

  test('CV-03 autumn has five months, October begins on its first day although it is a holiday', () => {
    expect(inAutumn('month')).toEqual([
      '2026-09-01..2026-09-30',
      '2026-10-01..2026-10-31',
      '2026-11-01..2026-11-30',
      '2026-12-01..2026-12-31',
      '2027-01-01..2027-01-22',
    ]);
  });

  test('CV-03 spring has 18 weeks and 9 fortnights', () => {
    expect(inSpring('week')).toHaveLength(18);
    expect(inSpring('fortnight')).toHaveLength(9);
    expect(inSpring('fortnight')[8]).toBe('2027-06-21..2027-07-02');
  });

  test('CV-03 July 1 and 2 join June and its second half', () => {
    expect(inSpring('month').at(-1)).toBe('2027-06-01..2027-07-02');
    expect(inSpring('month')).toHaveLength(4);
    expect(inSpring('half_month').at(-1)).toBe('2027-06-16..2027-07-02');
    expect(inSpring('half_month')).toHaveLength(8);
  });

  test('CV-03 the school year runs from the start of autumn to the end of spring', () => {
    expect(windowsOf(cn2026, 'school_year')).toEqual([{ firstOn: '2026-09-01', lastOn: '2027-07-02' }]);
  });
});

describe('unusual calendars', () => {
  const term = { firstOn: readDay('2026-09-07'), lastOn: readDay('2026-10-30') };

  test('CV-03 a week without a school day is dropped', () => {
    const holidays = ['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18'].map(readDay);
    const weeks = windowsOf({ terms: [term], holidays, makeUpDays: [] }, 'week').map(
      ({ firstOn }) => firstOn,
    );
    expect(weeks.slice(0, 3)).toEqual(['2026-09-07', '2026-09-21', '2026-09-28']);
  });

  test('CV-03 a first window that is too short is joined to the next one', () => {
    const late = { firstOn: readDay('2026-09-24'), lastOn: readDay('2026-10-30') };
    const months = windowsOf({ terms: [late], holidays: [], makeUpDays: [] }, 'month');
    expect(months).toEqual([late]);
  });

  test('CV-03 a spring term alone is a school year of its own', () => {
    const spring = { firstOn: readDay('2027-03-01'), lastOn: readDay('2027-07-02') };
    expect(windowsOf({ terms: [spring], holidays: [], makeUpDays: [] }, 'school_year')).toEqual([spring]);
  });
});

describe('windows of any calendar', () => {
  test('CV-03 joined windows and terms tile each term without gap or overlap', () => {
    const kinds = fc.constantFrom<WindowKind>('fortnight', 'half_month', 'month', 'term');
    fc.assert(
      fc.property(anyCalendar, kinds, (calendar, kind) => {
        const tiles = windowsOf(calendar, kind);
        for (const { firstOn, lastOn } of calendar.terms) {
          const own = tiles.filter((tile) => firstOn <= tile.firstOn && tile.firstOn <= lastOn);
          const expected = [firstOn, ...own.slice(0, -1).map((tile) => addDays(tile.lastOn, 1))];
          expect(own.map((tile) => tile.firstOn)).toEqual(expected);
          expect(own.at(-1)?.lastOn).toBe(lastOn);
        }
      }),
    );
  });

  test('CV-03 every school day lies in exactly one window of each kind', () => {
    const kinds = fc.constantFrom<WindowKind>(
      'day',
      'week',
      'fortnight',
      'half_month',
      'month',
      'school_year',
    );
    fc.assert(
      fc.property(anyCalendar, kinds, (calendar, kind) => {
        const held = windowsOf(calendar, kind).flatMap(({ firstOn, lastOn }) =>
          schoolDaysWithin(calendar, firstOn, lastOn),
        );
        expect(held).toEqual(schoolDaysOf(calendar).days);
      }),
    );
  });
});
