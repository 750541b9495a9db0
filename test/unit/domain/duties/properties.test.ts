import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../../src/domain/day.ts';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import { dutyKey, dutyStates } from '../../../../src/domain/duties/duty.ts';
import type { ContactFact, DutyInput, HandInFact, MeetingFact } from '../../../../src/domain/duties/facts.ts';
import { schemeIds } from '../../../../src/domain/schemes/scheme.ts';
import { handInKinds, meetingTypes, studentOfConcern } from '../../../../src/domain/vocabulary.ts';
import { anyCalendar } from '../calendar/school-calendar.ts';
import { aContact, aHandIn, aMeeting, anInput, aPairing, aStudent, cn2026, day } from './duty-input.ts';

const firstDay = day('2026-08-25');
const anyDay = fc.nat(320).map((offset) => addDays(firstDay, offset));
const anyScheme = fc.constantFrom(...schemeIds);

const anyContact: fc.Arbitrary<ContactFact> = fc
  .record({
    kind: fc.constantFrom(
      'talk',
      'phone_call',
      'home_visit',
      'guardian_contact',
      'daily_meet',
      'student_report',
    ),
    on: anyDay,
    authorId: fc.constantFrom('M', 'N', 'X'),
    studentIds: fc.constantFrom(['S'], ['T'], ['S', 'T']),
    outcome: fc.constantFrom('done', 'done', 'no_answer'),
  } as const)
  .map((fact) => aContact(fact.kind, fact.on, { ...fact, individual: fact.studentIds.length === 1 }));

const anyRoster = fc
  .record({ fromOn: anyDay, length: fc.nat(300), flaggedOn: anyDay, flagLength: fc.nat(100) })
  .map(({ fromOn, length, flaggedOn, flagLength }) => ({
    staff: anInput('shewobo').roster.staff,
    students: [
      aStudent({
        flags: ['left_behind', studentOfConcern].map((category) => ({
          category,
          fromOn: flaggedOn,
          untilOn: addDays(flaggedOn, flagLength),
        })),
      }),
      aStudent({ id: 'T' }),
    ],
    pairings: [
      aPairing(),
      aPairing({ mentorId: 'N', fromOn, untilOn: addDays(fromOn, length) }),
      aPairing({ studentId: 'T', fromOn }),
    ],
  }));

const anyHandIn: fc.Arbitrary<HandInFact> = fc
  .record({
    kind: fc.constantFrom(...handInKinds),
    on: anyDay,
    authorId: fc.constantFrom('M', 'N', 'S', 'H', 'GH', 'SG', 'MO'),
    about: fc.constantFrom({}, { studentId: 'S' }, { studentId: 'T' }, { mentorId: 'M', value: 80 }),
  })
  .map(({ kind, on, authorId, about }) => aHandIn(kind, on, { authorId, ...about }));

const anyMeeting: fc.Arbitrary<MeetingFact> = fc
  .record({
    type: fc.constantFrom(...meetingTypes),
    scope: fc.constantFrom('school', '5', '5.3'),
    on: anyDay,
    treatedStudentIds: fc.constantFrom([], ['S'], ['S', 'T']),
    status: fc.constantFrom('held', 'held', 'noticed', 'cancelled'),
  } as const)
  .map(({ type, scope, on, ...rest }) =>
    aMeeting(type, scope, on, { ...rest, attendance: { M: 'present' } }),
  );

const anySchool: fc.Arbitrary<DutyInput> = fc
  .record({
    scheme: anyScheme,
    roster: anyRoster,
    contacts: fc.array(anyContact, { maxLength: 25 }),
    startOn: anyDay,
  })
  .map(({ scheme, ...facts }) => anInput(scheme, facts));

function statesByKey(input: DutyInput, on: ReturnType<typeof day>): Map<string, string> {
  return new Map(computeDuties(input, on).map((duty) => [dutyKey(duty), duty.state]));
}

describe('duties of any school', () => {
  test('CV-08 each duty is there once and in exactly one state', () => {
    fc.assert(
      fc.property(anySchool, anyDay, (input, on) => {
        const duties = computeDuties(input, on);
        expect(new Set(duties.map(dutyKey)).size).toBe(duties.length);
        expect(duties.filter(({ state }) => !dutyStates.includes(state))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('CV-06 one more contact never makes a met duty unmet', () => {
    fc.assert(
      fc.property(anySchool, anyContact, anyDay, (input, contact, on) => {
        const before = statesByKey(input, on);
        const after = statesByKey({ ...input, contacts: [...input.contacts, contact] }, on);
        const met = [...before].filter(([, state]) => state === 'met');
        expect(met.filter(([key]) => after.get(key) !== 'met')).toEqual([]);
        expect(after.size).toBe(before.size);
      }),
      { numRuns: 60 },
    );
  });

  test('CV-18 one more meeting or entry never makes a met duty unmet', () => {
    const more = fc.record({ handIn: anyHandIn, meeting: anyMeeting });
    fc.assert(
      fc.property(anySchool, more, anyDay, (input, { handIn, meeting }, on) => {
        const handIns = [...input.handIns, handIn];
        const after = statesByKey({ ...input, handIns, meetings: [...input.meetings, meeting] }, on);
        const met = [...statesByKey(input, on)].filter(([, state]) => state === 'met');
        expect(met.filter(([key]) => after.get(key) !== 'met')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('CV-01 the order in which contacts, entries and meetings are logged does not matter', () => {
    fc.assert(
      fc.property(anySchool, anyDay, (input, on) => {
        const reversed = {
          ...input,
          contacts: input.contacts.toReversed(),
          handIns: input.handIns.toReversed(),
          meetings: input.meetings.toReversed(),
        };
        expect(computeDuties(reversed, on)).toEqual(computeDuties(input, on));
      }),
      { numRuns: 40 },
    );
  });

  test('CV-01 a contact logged late changes only duties whose window holds its day', () => {
    fc.assert(
      fc.property(anySchool, anyContact, anyDay, (input, contact, on) => {
        const before = statesByKey(input, on);
        const after = computeDuties({ ...input, contacts: [...input.contacts, contact] }, on);
        const elsewhere = after.filter(
          ({ window }) => contact.on < window.firstOn || window.lastOn < contact.on,
        );
        expect(elsewhere.filter((duty) => before.get(dutyKey(duty)) !== duty.state)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('CV-09 a student and mentors on leave all year are never overdue', () => {
    fc.assert(
      fc.property(anySchool, anyDay, (input, on) => {
        const leaves = ['S', 'T', 'M', 'N'].map((personId) => ({
          personId,
          fromOn: firstDay,
          untilOn: addDays(firstDay, 400),
        }));
        const owed = computeDuties({ ...input, leaves }, on).filter(
          ({ studentId }) => studentId !== undefined,
        );
        expect(owed.filter(({ state }) => state === 'open' || state === 'overdue')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('CV-08 a window that is overdue stays overdue whatever comes later', () => {
    fc.assert(
      fc.property(anySchool, anyDay, fc.nat(60), (input, on, days) => {
        const later = statesByKey(input, addDays(on, days));
        const missed = [...statesByKey(input, on)].filter(([, state]) => state === 'overdue');
        expect(missed.filter(([key]) => later.get(key) !== 'overdue')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('nothing before the school start day is owed', () => {
    fc.assert(
      fc.property(anySchool, anyDay, (input, on) => {
        expect(computeDuties(input, on).filter(({ window }) => window.lastOn < input.startOn)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('CV-03 on any calendar a duty begins and ends inside a term', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, (calendar, on) => {
        const isInTerm = (at: ReturnType<typeof day>) =>
          calendar.terms.some(({ firstOn, lastOn }) => firstOn <= at && at <= lastOn);
        const duties = computeDuties(anInput('shewobo', { calendar }), on);
        expect(duties.filter(({ window }) => !isInTerm(window.firstOn) || !isInTerm(window.lastOn))).toEqual(
          [],
        );
      }),
      { numRuns: 40 },
    );
  });

  test('one mentor alone gets the same duties as within the whole school', () => {
    fc.assert(
      fc.property(anySchool, anyDay, (input, on) => {
        const alone = computeDuties({ ...input, only: { ownerIds: ['M'] } }, on);
        expect(alone).toEqual(computeDuties(input, on).filter(({ ownerId }) => ownerId === 'M'));
      }),
      { numRuns: 40 },
    );
  });

  test('CV-01 the machine time zone does not matter', () => {
    const input = anInput('shewobo', {
      contacts: [aContact('talk', '2026-09-07'), aContact('phone_call', '2026-09-30')],
      handIns: [aHandIn('weekly_reflection', '2026-09-14', { authorId: 'S' })],
      calendar: { ...cn2026 },
    });
    const zone = process.env['TZ'];
    const inZone = (name: string) => {
      process.env['TZ'] = name;
      return computeDuties({ ...input, calendar: { ...cn2026 } }, day('2026-10-12'));
    };
    const kiritimati = inZone('Pacific/Kiritimati');
    const honolulu = inZone('Pacific/Honolulu');
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(kiritimati).toEqual(honolulu);
  });
});
