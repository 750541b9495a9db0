/** Whatever is changed in whatever order: on every day somebody owes what is due, and never two by accident. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, readDay } from '../../../../src/domain/day.ts';
import type { PairingFact } from '../../../../src/domain/duties/facts.ts';
import { type MentorChange, planMentorChange } from '../../../../src/domain/people/mentor-change.ts';
import { responsibleOn } from '../../../../src/domain/years/responsibility.ts';

const first = readDay('2026-09-01');
const day = (offset: number): Day => addDays(first, offset);
const student = 'S';

let made = 0;
function applied(pairings: readonly PairingFact[], change: MentorChange): readonly PairingFact[] {
  const plan = planMentorChange(pairings, change);
  if ('refused' in plan) return pairings;
  const ends = new Map(plan.ends.map(({ id, untilOn }) => [id, untilOn]));
  const kept = pairings.map((pairing) => {
    const untilOn = ends.get(pairing.id);
    return untilOn === undefined ? pairing : { ...pairing, untilOn };
  });
  const added = plan.adds.map(
    ({ isJoint, reason, ...add }): PairingFact => ({
      ...add,
      id: `made-${(made += 1)}`,
      studentId: student,
      ...(isJoint === true ? { jointFollowup: true } : {}),
      ...(reason === 'cover' ? { isCover: true } : {}),
    }),
  );
  return [...kept, ...added].filter(({ fromOn, untilOn }) => untilOn === undefined || fromOn <= untilOn);
}

function owingOn(pairings: readonly PairingFact[], on: Day): readonly string[] {
  const students = [{ id: student, classKey: '5.1', grade: '5', flags: [] }];
  return responsibleOn({ students, pairings, staff: [] }, student, on)?.mentorIds ?? [];
}

const days = Array.from({ length: 320 }, (_, at) => day(at));
const start: readonly PairingFact[] = [{ id: 'first', mentorId: 'A', studentId: student, fromOn: first }];

const offset = fc.integer({ min: 0, max: 200 });
const mentor = fc.constantFrom('A', 'B', 'C', 'D');
const change = fc.oneof(
  fc.record({ verb: fc.constant('change' as const), mentorId: mentor, fromOn: offset.map(day) }),
  fc
    .record({ mentorId: mentor, standInId: mentor, from: offset, length: fc.integer({ min: 0, max: 60 }) })
    .map(({ mentorId, standInId, from, length }) => ({
      verb: 'cover' as const,
      mentorId,
      standInId,
      fromOn: day(from),
      lastOn: day(from + length),
    })),
);

describe('changing mentors', () => {
  it('leaves no day without one and none with two, in whatever order changes and covers come', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const pairings = changes.reduce(applied, start);
        const wrong = days.filter((on) => owingOn(pairings, on).length !== 1);
        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('lets a stand-in owe what is due meanwhile, while the contacts of the mentor still count', () => {
    const covered = applied(start, {
      verb: 'cover',
      mentorId: 'A',
      standInId: 'B',
      fromOn: day(10),
      lastOn: day(19),
    });
    expect([9, 10, 19, 20].map((at) => owingOn(covered, day(at)))).toEqual([['A'], ['B'], ['B'], ['A']]);
    const away = covered.find(({ jointFollowup }) => jointFollowup === true);
    expect(away).toMatchObject({ mentorId: 'A', fromOn: day(10), untilOn: day(19) });
  });

  it('ends the cover together with the pairing it stands in for', () => {
    const covered = applied(start, {
      verb: 'cover',
      mentorId: 'A',
      standInId: 'B',
      fromOn: day(10),
      lastOn: day(40),
    });
    const ended = applied(covered, { verb: 'end', mentorId: 'A', lastOn: day(20) });
    expect([20, 21, 41].map((at) => owingOn(ended, day(at)))).toEqual([['B'], [], []]);
  });

  it('refuses what makes no sense, and says what', () => {
    const asked = (wanted: MentorChange) => planMentorChange(start, wanted);
    expect(asked({ verb: 'assign', mentorId: 'A', fromOn: day(3) })).toEqual({ refused: 'already_paired' });
    expect(asked({ verb: 'end', mentorId: 'B', lastOn: day(3) })).toEqual({ refused: 'no_pairing' });
    const cover = { verb: 'cover', mentorId: 'A', standInId: 'B', fromOn: day(5), lastOn: day(4) } as const;
    expect(asked(cover)).toEqual({ refused: 'days_reversed' });
    const both = applied(start, { verb: 'assign', mentorId: 'B', fromOn: day(3) });
    expect(planMentorChange(both, { verb: 'end', lastOn: day(4) })).toEqual({ refused: 'which_mentor' });
  });

  it('changes only the one who is named where a student has two', () => {
    const both = applied(start, { verb: 'assign', mentorId: 'B', fromOn: day(3) });
    const changed = applied(both, { verb: 'change', mentorId: 'C', formerId: 'B', fromOn: day(10) });
    expect([9, 10].map((at) => owingOn(changed, day(at)))).toEqual([
      ['A', 'B'],
      ['A', 'C'],
    ]);
  });
});
