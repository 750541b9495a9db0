import { describe, expect, test } from 'vitest';
import type { Duty } from '../../../../src/domain/duties/duty.ts';
import { byUrgency } from '../../../../src/domain/duties/open-duties.ts';
import { day } from './duty-input.ts';

function aDuty(studentId: string, lastOn: string, rule = 'SHEWOBO-32'): Duty {
  const window = { firstOn: day('2026-09-07'), lastOn: day(lastOn) };
  return { rule, ownerId: 'M', studentId, window, state: 'open', asked: 1, done: 0 };
}

function studentsInOrder(duties: readonly Duty[], contacts: Readonly<Record<string, string>>): unknown[] {
  const lastOn = (id: string) => (contacts[id] === undefined ? undefined : day(contacts[id]));
  return byUrgency(duties, lastOn).map(({ studentId }) => studentId);
}

describe('byUrgency', () => {
  test('a student nobody has reached stands on top, whatever is due first', () => {
    const duties = [aDuty('S', '2026-09-13'), aDuty('T', '2026-09-30')];
    expect(studentsInOrder(duties, { S: '2026-09-01' })).toEqual(['T', 'S']);
  });

  test('among the others the nearest last day comes first', () => {
    const duties = [aDuty('S', '2026-09-30'), aDuty('T', '2026-09-13')];
    expect(studentsInOrder(duties, { S: '2026-09-01', T: '2026-09-02' })).toEqual(['T', 'S']);
  });

  test('of two due on one day the one longest without a contact comes first', () => {
    const duties = [aDuty('S', '2026-09-13'), aDuty('T', '2026-09-13')];
    expect(studentsInOrder(duties, { S: '2026-09-03', T: '2026-09-02' })).toEqual(['T', 'S']);
  });
});
