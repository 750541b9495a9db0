import { describe, expect, test } from 'vitest';
import { schemeIds } from '../../../../src/domain/schemes/scheme.ts';
import type { PortfolioPart, Thing } from '../../../../src/domain/visibility/thing.ts';
import { aMentor, people, sightOf, studentS, whoSees } from './school-people.ts';

const scores: Thing = { kind: 'exam_scores', student: studentS };
const flags: Thing = { kind: 'special_categories', student: studentS };

const careFor = ['a current mentor', 'a second carer', 'the homeroom teacher'];

describe('exam scores', () => {
  test.each(schemeIds)(
    'V-03 %s shows them to mentor, homeroom teacher, academic office and family',
    (scheme) => {
      expect(whoSees(scores, { scheme })).toEqual([
        ...careFor,
        'the academic office',
        'the student',
        'the guardian',
      ]);
    },
  );

  test.each(['notice', 'digest', 'group', 'public_list'] as const)(
    'V-03 nobody sees them in a %s',
    (outlet) => {
      expect(whoSees(scores, { outlet })).toEqual([]);
    },
  );
});

describe('flags', () => {
  const offices = [
    'the grade head',
    'the director of the moral office',
    'a member of the moral office',
    'a psych teacher',
    'the psych teacher on the case',
  ];

  test.each(schemeIds.filter((id) => id !== 'weifang'))('V-04 %s shows them to staff in charge', (scheme) => {
    expect(whoSees(flags, { scheme })).toEqual([...careFor, ...offices]);
    expect(whoSees({ ...flags, kind: 'concern_list' }, { scheme })).toEqual([...careFor, ...offices]);
  });

  test('V-04 WEIFANG-34 WEIFANG-35 the principal and the responsible leader see them too', () => {
    const all = [...careFor, ...offices, 'the principal', 'the responsible leader'];
    expect(whoSees(flags, { scheme: 'weifang' })).toEqual(all);
    expect(whoSees({ ...flags, kind: 'concern_list' }, { scheme: 'weifang' })).toEqual(all);
  });

  test.each(['public_list', 'group', 'digest'] as const)('V-04 no flag stands in a %s', (outlet) => {
    expect(whoSees(flags, { outlet, scheme: 'weifang' })).toEqual([]);
  });
});

describe('what everybody may see', () => {
  const line: Thing = { kind: 'public_list_entry', fields: ['student_name', 'class', 'mentor_name'] };

  test('V-07 student, class and mentor by name, also in a list for everybody and in a group', () => {
    expect(whoSees(line)).toEqual(Object.keys(people));
    expect(whoSees(line, { outlet: 'public_list' })).toEqual(Object.keys(people));
    expect(whoSees(line, { outlet: 'group' })).toEqual(Object.keys(people));
  });

  test.each(['gender', 'category', 'guardian_name', 'score'])(
    'V-07 a list with the column %s goes nowhere',
    (field) => {
      expect(whoSees({ ...line, fields: [...line.fields, field] })).toEqual([]);
    },
  );

  test('V-07 the own roster of the school is for those who work with the student, and the family', () => {
    expect(whoSees({ kind: 'roster_entry', student: studentS })).toEqual([
      ...careFor,
      'the grade head',
      'the director of the moral office',
      'a member of the moral office',
      'the academic office',
      'the student',
      'the guardian',
    ]);
  });
});

describe('the portfolio', () => {
  const staff = [
    ...careFor,
    'the director of the moral office',
    'a member of the moral office',
    'the steering group in an inspection',
  ];
  const part = (name: PortfolioPart, addressedToIds: readonly string[] = []): Thing => ({
    kind: 'portfolio',
    student: studentS,
    part: name,
    authorId: 'author',
    addressedToIds,
  });

  test.each(['plan', 'reflection', 'comment', 'advice'] as const)(
    'V-08 the student sees the own %s',
    (name) => {
      expect(whoSees(part(name))).toEqual(['the author, no longer mentor', ...staff, 'the student']);
    },
  );

  test('V-08 the family sees who the mentor is', () => {
    expect(whoSees(part('pairing'))).toEqual([
      'the author, no longer mentor',
      ...staff,
      'the student',
      'the guardian',
    ]);
  });

  test.each(['notice', 'feedback'] as const)(
    'V-08 a guardian sees a %s that is addressed to her only',
    (name) => {
      expect(sightOf(people['the guardian'], part(name, ['S-mother']))).toBe('all');
      expect(sightOf(people['the guardian'], part(name, ['S-father']))).toBe('nothing');
    },
  );

  test('V-09 the whole of it goes to the new mentor; the former one is left with the own words', () => {
    const former = people['a former mentor'];
    expect(whoSees(part('whole'))).toEqual(staff);
    expect(sightOf(aMentor('new', { from: '2026-10-14' }), part('whole'))).toBe('all');
    expect(sightOf(former, part('comment'))).toBe('nothing');
    expect(sightOf({ ...former, personId: 'author' }, part('comment'))).toBe('all');
    expect(sightOf({ ...former, personId: 'author' }, part('whole'))).toBe('nothing');
  });
});

describe('the weekly digest', () => {
  test('V-10 goes to the homeroom teacher of the class', () => {
    const line: Thing = { kind: 'digest_line', classKey: '5.3' };
    expect(whoSees(line)).toEqual(['the homeroom teacher']);
    expect(whoSees(line, { outlet: 'digest' })).toEqual(['the homeroom teacher']);
    expect(whoSees(line, { outlet: 'group' })).toEqual([]);
  });
});
