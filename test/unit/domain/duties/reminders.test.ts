import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSchoolDay, schoolDaysWithin } from '../../../../src/domain/calendar/school-days.ts';
import { type WindowKind, windowsOf } from '../../../../src/domain/calendar/windows.ts';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import { dueReminders, reminderDay } from '../../../../src/domain/duties/reminders.ts';
import { anyCalendar } from '../calendar/school-calendar.ts';
import { aContact, anInput, cn2026, day, preset } from './duty-input.ts';

function window(
  firstOn: string,
  lastOn: string,
): { firstOn: ReturnType<typeof day>; lastOn: ReturnType<typeof day> } {
  return { firstOn: day(firstOn), lastOn: day(lastOn) };
}

function reminded(on: string, contacts = [aContact('talk', '2026-09-30')]): string[] {
  const input = anInput('shewobo', { contacts });
  const duties = computeDuties(input, day(on)).filter(({ ownerId }) => ownerId === 'M');
  return dueReminders(duties, cn2026, preset('shewobo'), day(on)).map(({ rule }) => rule);
}

describe('reminderDay', () => {
  test('CV-24 a week is reminded on its Thursday', () => {
    expect(reminderDay(cn2026, 'week', window('2026-09-07', '2026-09-13'))).toBe('2026-09-10');
  });

  test('CV-24 where Thursday is a holiday the last school day before it counts', () => {
    expect(reminderDay(cn2026, 'week', window('2026-09-28', '2026-10-04'))).toBe('2026-09-30');
  });

  test('CV-24 where the week has no school day before Thursday the first one after it counts', () => {
    const calendar = { ...cn2026, holidays: [...cn2026.holidays, day('2026-10-08')] };
    expect(reminderDay(calendar, 'week', window('2026-10-05', '2026-10-11'))).toBe('2026-10-09');
  });

  test('CV-24 a fortnight is reminded three school days before its last one', () => {
    expect(reminderDay(cn2026, 'fortnight', window('2026-10-12', '2026-10-25'))).toBe('2026-10-20');
  });

  test('CV-24 a half month that ends on a holiday counts back from its last school day', () => {
    // 24, 28, 29 and 30 September; the 25th is a holiday.
    expect(reminderDay(cn2026, 'half_month', window('2026-09-16', '2026-09-30'))).toBe('2026-09-24');
  });

  test('CV-24 a month is reminded five school days before its last one', () => {
    expect(reminderDay(cn2026, 'month', window('2026-11-01', '2026-11-30'))).toBe('2026-11-23');
  });

  test('CV-24 a term is reminded fifteen school days before its last one', () => {
    // January 4 to 22 has fifteen school days; the sixteenth from the end is December 31.
    expect(reminderDay(cn2026, 'term', window('2026-09-01', '2027-01-22'))).toBe('2026-12-31');
  });

  test('CV-24 a school day is reminded on the day itself', () => {
    expect(reminderDay(cn2026, 'day', window('2026-09-20', '2026-09-20'))).toBe('2026-09-20');
  });

  test('CV-24 a reminder always falls on a school day inside its window', () => {
    const kinds = fc.constantFrom<WindowKind>('day', 'week', 'fortnight', 'half_month', 'month', 'term');
    fc.assert(
      fc.property(anyCalendar, kinds, (calendar, kind) => {
        const days = windowsOf(calendar, kind)
          .filter(({ firstOn, lastOn }) => schoolDaysWithin(calendar, firstOn, lastOn).length > 0)
          .map((span) => ({ span, at: reminderDay(calendar, kind, span) }));
        const wrong = days.filter(
          ({ span, at }) => !isSchoolDay(calendar, at) || at < span.firstOn || span.lastOn < at,
        );
        expect(wrong).toEqual([]);
      }),
    );
  });
});

describe('dueReminders', () => {
  test('SHEWOBO-32 the weekly talk is reminded on Thursday and on no other day of the week', () => {
    const days = [
      '2026-09-14',
      '2026-09-15',
      '2026-09-16',
      '2026-09-17',
      '2026-09-18',
      '2026-09-19',
      '2026-09-20',
    ];
    expect(days.filter((on) => reminded(on).includes('SHEWOBO-32'))).toEqual(['2026-09-17']);
  });

  test('SHEWOBO-32 a settled week is silent', () => {
    expect(reminded('2026-09-17', [aContact('talk', '2026-09-15')])).not.toContain('SHEWOBO-32');
  });

  test('SHEWOBO-40 the call of November is reminded on the 23rd', () => {
    expect(reminded('2026-11-23')).toContain('SHEWOBO-40');
  });

  test('SHEWOBO-27 the plan due on September 13 is reminded on the 8th', () => {
    // 9, 10 and 11 September are the three school days left.
    expect(reminded('2026-09-08')).toContain('SHEWOBO-27');
  });

  test('nothing is reminded on a day without school', () => {
    expect(reminded('2026-10-01')).toEqual([]);
  });
});
