import { describe, expect, it, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import type {
  SettledPoints,
  Understanding,
  UnderstandingContext,
} from '../../../../src/domain/understanding/understanding.ts';
import { aRoom } from './room.ts';

/** Wednesday, noon. */
const now = new Date('2026-09-16T12:00:00+08:00');
const mentees = [
  { id: 'Z', name: '张子涵', className: '5.3' },
  { id: 'L', name: '李子涵', className: '5.4' },
  { id: 'C', name: '陈思远', className: '5.4' },
];

function meaning(text: string, settled?: SettledPoints, at = now): Understanding {
  const context: UnderstandingContext = {
    now: at,
    speaker: { id: 'M', name: '王芳', roles: ['mentor'] },
    mentees,
    otherStudents: mentees,
    chat: 'private',
  };
  return understand(text, settled === undefined ? context : { ...context, settled });
}

function recordsOf(understanding: Understanding) {
  return understanding.intent === 'log'
    ? understanding.records.map(({ studentIds, kind, on }) => ({ studentIds, kind, on }))
    : understanding;
}

describe('a point that the speaker has answered is not asked again', () => {
  it('which student', () => {
    const text = '今天和子涵谈了二十分钟';
    expect(meaning(text)).toMatchObject({ intent: 'ask', about: 'which_student' });
    expect(recordsOf(meaning(text, { studentIds: ['Z'] }))).toEqual([
      { studentIds: ['Z'], kind: 'talk', on: '2026-09-16' },
    ]);
  });

  it('which day', () => {
    const night = new Date('2026-09-16T01:00:00+08:00');
    const text = '今晚和陈思远谈了二十分钟';
    expect(meaning(text, undefined, night)).toMatchObject({ intent: 'ask', about: 'which_date' });
    expect(recordsOf(meaning(text, { on: readDay('2026-09-15') }, night))).toEqual([
      { studentIds: ['C'], kind: 'talk', on: '2026-09-15' },
    ]);
  });

  it('which kind', () => {
    const text = '今天陈思远作业很认真';
    expect(meaning(text)).toMatchObject({ intent: 'ask', about: 'which_kind' });
    expect(recordsOf(meaning(text, { kind: 'talk', happened: true }))).toEqual([
      { studentIds: ['C'], kind: 'talk', on: '2026-09-16' },
    ]);
  });
});

test('an answer never makes a pupil of somebody else the one who was talked with', () => {
  const meant = understand('今天和韩启文谈了', aRoom({ settled: { studentIds: ['qiwen'] } }));
  expect(meant).toMatchObject({ intent: 'ask', about: 'not_your_mentee' });
});

test.each(['我的学生', '都', '全部'])('%s is no answer to whose mentee it is', (text) => {
  const awaiting = { about: 'not_your_mentee', candidates: ['qiwen'], text: '今天和韩启文谈了' } as const;
  const meant = understand(text, aRoom({ awaiting }));
  expect(meant.intent === 'answer' ? meant.studentIds : undefined).toBeUndefined();
});

test('a question about somebody is marked as one: it files nothing, so nothing is kept of it', () => {
  expect(understand('韩启文最近怎么样', aRoom())).toMatchObject({ about: 'not_your_mentee', isQuery: true });
});
