import { describe, expect, test } from 'vitest';
import { schemeIds } from '../../../../src/domain/schemes/scheme.ts';
import type { AnswerFigures, RawAnswers, Thing } from '../../../../src/domain/visibility/thing.ts';
import { aViewer, post, sightOf, studentS, whoSees } from './school-people.ts';

const leaders = [
  'the director of the moral office',
  'a member of the moral office',
  'the steering group',
  'the steering group in an inspection',
];

describe("a mentor's scores", () => {
  const result: Thing = { kind: 'mentor_result', mentorId: 'current', grades: ['5'] };

  test.each(schemeIds)('V-05 %s shows the result to the mentor, the unit and the leaders', (scheme) => {
    expect(whoSees(result, { scheme })).toEqual(['a current mentor', 'the grade head', ...leaders]);
  });

  test('V-05 a mentor of two grades is in two units', () => {
    expect(sightOf(post('grade_head', '6'), { ...result, grades: ['5', '6'] })).toBe('all');
  });

  test('V-05 an evaluator sees the score he or she gave and not the result', () => {
    const evaluator = aViewer('evaluator');
    expect(sightOf(evaluator, { ...result, kind: 'mentor_score', evaluatorId: 'evaluator' })).toBe('all');
    expect(sightOf(evaluator, { ...result, kind: 'mentor_score', evaluatorId: 'colleague' })).toBe('nothing');
    expect(sightOf(evaluator, result)).toBe('nothing');
  });

  test('V-05 YEDIAN-65 the figure of the class goes to its homeroom teacher under this scheme only', () => {
    const figure: Thing = { kind: 'class_figure', classKey: '5.3', grade: '5' };
    expect(whoSees(figure, { scheme: 'yedian' })).toEqual([
      'the homeroom teacher',
      'the grade head',
      ...leaders,
    ]);
    for (const scheme of schemeIds.filter((id) => id !== 'yedian')) {
      expect(whoSees(figure, { scheme })).toEqual(['the grade head', ...leaders]);
    }
  });
});

describe('answers about a mentor', () => {
  const issuer = { role: 'grade_head', scope: '5' } as const;
  const raw: RawAnswers = { kind: 'raw_answers', mentorId: 'current', respondentId: 'S', issuer };
  const figures: AnswerFigures = { kind: 'answer_figures', mentorId: 'current', issuer, count: 3 };

  test('V-06 a sheet without name is for the issuer, and for who filled it in', () => {
    expect(whoSees(raw)).toEqual(['the grade head', 'the student']);
  });

  test('V-06 CV-21 an issuer who is the mentor concerned sees no sheet', () => {
    expect(sightOf({ ...post('grade_head', '5'), personId: 'current' }, raw)).toBe('nothing');
  });

  test.each([
    [0, 'nothing'],
    [2, 'nothing'],
    [3, 'all'],
  ] as const)('V-06 CV-21 of %i answers the mentor sees of mean and count: %s', (count, seen) => {
    expect(sightOf(aViewer('current'), { ...figures, count })).toBe(seen);
    expect(sightOf({ ...post('grade_head', '5'), personId: 'current' }, { ...figures, count })).toBe(seen);
  });

  test('V-06 the issuer sees the mean of a single answer, other mentors and families never', () => {
    expect(whoSees({ ...figures, count: 1 })).toEqual(['the grade head']);
    expect(whoSees(figures)).toEqual(['a current mentor', 'the grade head']);
  });
});

describe('what an outlet holds back', () => {
  test.each(['digest', 'group', 'public_list'] as const)(
    'V-07 V-10 nothing about one child in a %s',
    (outlet) => {
      const things: readonly Thing[] = [
        {
          kind: 'contact_note',
          student: studentS,
          authorId: 'current',
          isRestricted: false,
          receivedByIds: [],
        },
        { kind: 'roster_entry', student: studentS },
        { kind: 'portfolio', student: studentS, part: 'plan', addressedToIds: [] },
      ];
      expect(things.flatMap((thing) => whoSees(thing, { outlet }))).toEqual([]);
    },
  );

  test('V-10 a push says that there is a note, never its words', () => {
    const note: Thing = {
      kind: 'contact_note',
      student: studentS,
      authorId: 'current',
      isRestricted: true,
      receivedByIds: [],
    };
    expect(sightOf(post('psych_teacher', 'S'), note, { outlet: 'notice' })).toBe('date_and_kind');
  });
});
