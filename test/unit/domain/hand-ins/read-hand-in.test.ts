import { describe, expect, it } from 'vitest';
import { readHandIn } from '../../../../src/domain/hand-ins/read-hand-in.ts';

const mentees = [
  { id: 'a', name: '程诺' },
  { id: 'b', name: '欧阳宇轩' },
  { id: 'c', name: '何宇轩' },
  { id: 'd', name: '田雨禾' },
];

describe('a hand-in by chat', () => {
  it('is the word for it, a colon, and the words', () => {
    expect(readHandIn('手记：今天试着先听后说', mentees)).toEqual({
      kind: 'mentor_journal',
      of: 'mentor',
      studentIds: [],
      text: '今天试着先听后说',
    });
  });

  it('about one student names the student before the colon, full or half width', () => {
    const expected = { kind: 'term_comment', of: 'student', studentIds: ['d'], text: '字写得稳了' };
    expect(readHandIn('评语 田雨禾：字写得稳了', mentees)).toEqual(expected);
    expect(readHandIn('学期评语雨禾: 字写得稳了', mentees)).toEqual(expected);
  });

  it('from students lists who handed in, and needs no words', () => {
    expect(readHandIn('周反思 程诺、田雨禾', mentees)).toEqual({
      kind: 'weekly_reflection',
      of: 'from_students',
      studentIds: ['a', 'd'],
      text: '',
    });
  });

  it('without words or without a student says what is missing', () => {
    expect(readHandIn('工作计划', mentees)).toEqual({ kind: 'work_plan', missing: 'text' });
    expect(readHandIn('评语 程诺', mentees)).toEqual({ kind: 'term_comment', missing: 'text' });
    expect(readHandIn('评语：写得不错', mentees)).toEqual({ kind: 'term_comment', missing: 'student' });
  });

  it('that names nobody, or two by one given name, is no hand-in', () => {
    expect(readHandIn('周反思写得不错，和程诺聊了聊', mentees)).toBeUndefined();
    expect(readHandIn('评语 宇轩：好', mentees)).toBeUndefined();
    expect(readHandIn('和程诺谈了话', mentees)).toBeUndefined();
  });
});
