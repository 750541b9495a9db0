/** A mentor, five pupils and a Wednesday afternoon: the scene of the tests of the understanding. */
import { type Day, instantOf, readDay } from '../../../../src/domain/day.ts';
import type {
  KnownStudent,
  UnderstandingContext,
} from '../../../../src/domain/understanding/understanding.ts';

const mentees: readonly KnownStudent[] = [
  {
    id: 'qinghe',
    name: '顾青禾',
    nicknames: ['禾禾'],
    className: '5.2',
    gender: 'female',
    guardians: [
      { id: 'qinghe-m', name: '白桂兰', relation: 'mother' },
      { id: 'qinghe-f', relation: 'father' },
    ],
  },
  {
    id: 'zhiyuan',
    name: '陆知远',
    className: '5.2',
    gender: 'male',
    guardians: [{ id: 'zhiyuan-gmp', relation: 'grandmother_paternal' }],
  },
  {
    id: 'lang',
    name: '秦朗',
    className: '5.3',
    gender: 'male',
    guardians: [{ id: 'lang-m', relation: 'mother' }],
  },
];

const otherStudents: readonly KnownStudent[] = [{ id: 'qiwen', name: '韩启文', className: '5.1' }];

export const wednesday: Day = readDay('2026-10-14');

export function aRoom(changes: Partial<UnderstandingContext> = {}): UnderstandingContext {
  return {
    now: instantOf(wednesday, 16 * 60 + 20),
    pairedSince: readDay('2026-09-07'),
    speaker: { id: 'teacher', name: '潘越', roles: ['mentor'] },
    mentees,
    otherStudents,
    chat: 'private',
    ...changes,
  };
}
