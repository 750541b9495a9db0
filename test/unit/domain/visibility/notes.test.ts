import { describe, expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import { schemeIds } from '../../../../src/domain/schemes/scheme.ts';
import { applyChanges, readChanges } from '../../../../src/domain/schemes/scheme-changes.ts';
import { isAnothersNote, sight } from '../../../../src/domain/visibility/sight.ts';
import {
  aMentor,
  aNote,
  anInspection,
  aRole,
  aViewer,
  people,
  post,
  preset,
  sightOf,
  studentS,
  today,
  whoSees,
} from './school-people.ts';

const circle = [
  'the author, no longer mentor',
  'a current mentor',
  'a second carer',
  'the homeroom teacher',
  'the director of the moral office',
  'a member of the moral office',
  'the steering group in an inspection',
];
const checkedByTheUnit = ['sulou', 'songshi', 'yedian', 'school-2025', 'weifang'];

describe('the words of a contact', () => {
  test.each(schemeIds)('V-01 %s shows them to those who work with the student, to nobody else', (scheme) => {
    const expected = checkedByTheUnit.includes(scheme) ? [...circle, 'the grade head'] : circle;
    expect(whoSees(aNote(), { scheme }).toSorted()).toEqual(expected.toSorted());
  });

  test.each([
    ['sulou', 'SULOU-41'],
    ['songshi', 'SONGSHI-32'],
    ['yedian', 'YEDIAN-64'],
    ['school-2025', 'XXX-12'],
    ['weifang', 'WEIFANG-31'],
  ] as const)('V-01 a school of %s that drops the check of the unit takes its sight with it', (id, rule) => {
    const changes = readChanges({ [rule]: { off: true } }, preset(id));
    const scheme = applyChanges(preset(id), changes, readDay('2026-09-01'));
    const look = { viewer: people['the grade head'], thing: aNote(), on: today };
    expect(sight({ ...look, scheme: preset(id) })).toBe('all');
    expect(sight({ ...look, scheme })).toBe('nothing');
  });

  test.each([
    ['the day before it', '2026-10-11', 'nothing'],
    ['its first day', '2026-10-12', 'all'],
    ['its last day', '2026-10-16', 'all'],
    ['the day after it', '2026-10-17', 'nothing'],
  ] as const)('V-01 an inspection shows a note on %s (%s): %s', (_, on, seen) => {
    const inspector = people['the steering group in an inspection'];
    expect(sightOf(inspector, aNote(), { on: readDay(on) })).toBe(seen);
  });

  test.each([
    ['the grade', '5', 'all'],
    ['another grade', '6', 'nothing'],
    ['the class', '5.3', 'all'],
    ['another class', '5.4', 'nothing'],
    ['the student', 'S', 'all'],
    ['another student', 'T', 'nothing'],
  ] as const)('V-01 an inspection of %s (%s) shows the note: %s', (_, scope, seen) => {
    const inspector = aViewer('inspector', {
      roles: [aRole('steering_group')],
      inspections: [anInspection({ scope })],
    });
    expect(sightOf(inspector, aNote())).toBe(seen);
  });

  test('V-01 an inspection is worth nothing to somebody who has left the steering group', () => {
    const left = aViewer('left', {
      roles: [aRole('steering_group', 'school', { until: '2026-10-13' })],
      inspections: [anInspection()],
    });
    expect(sightOf(left, aNote())).toBe('nothing');
  });

  test('V-01 a mentor whose agreement is not signed yet sees nothing', () => {
    expect(sightOf(aMentor('unsigned', { signed: null }), aNote())).toBe('nothing');
    expect(sightOf(aMentor('late', { signed: '2026-10-15' }), aNote())).toBe('nothing');
    expect(sightOf(aMentor('late', { signed: '2026-10-14' }), aNote())).toBe('all');
  });

  test('V-01 where no agreement is asked for, a pairing needs no signature', () => {
    expect(sightOf(aMentor('unsigned', { signed: null }), aNote(), { scheme: 'yedian' })).toBe('all');
  });

  test('V-01 after the promotion of the class the homeroom teacher of the new class sees the old notes', () => {
    const promoted = aNote({ student: { ...studentS, classKey: '6.3', grade: '6' } });
    expect(sightOf(post('homeroom_teacher', '6.3'), promoted)).toBe('all');
    expect(sightOf(people['the homeroom teacher'], promoted)).toBe('nothing');
  });
});

describe('a restricted note', () => {
  const restricted = aNote({ isRestricted: true });
  const trusted = [
    'the author, no longer mentor',
    'a current mentor',
    'a second carer',
    'the homeroom teacher: date_and_kind',
    'the director of the moral office',
    'the psych teacher on the case',
  ];

  test.each(schemeIds)('V-02 %s shows it to a few, its date and kind to the homeroom teacher', (scheme) => {
    expect(whoSees(restricted, { scheme })).toEqual(trusted);
  });

  test('V-02 XXX-54 a warning is shown to the grade head and the psych teacher who received it', () => {
    const warning = aNote({
      isRestricted: true,
      receivedByIds: ['grade_head-5', 'grade_head-6', 'psych_teacher-school', 'moral_office-school'],
    });
    expect(whoSees(warning, { scheme: 'school-2025' }).toSorted()).toEqual(
      [...trusted, 'the grade head', 'a psych teacher'].toSorted(),
    );
  });

  test('V-02 the grade head of today did not receive what the one before received', () => {
    const warning = aNote({ isRestricted: true, receivedByIds: ['left'] });
    const left = aViewer('left', { roles: [aRole('grade_head', '5', { until: '2026-10-13' })] });
    expect(sightOf(left, warning)).toBe('nothing');
    expect(sightOf(people['the grade head'], warning)).toBe('nothing');
  });

  test('V-02 the homeroom teacher who is also the mentor reads it', () => {
    const both = { ...aMentor('both'), roles: [aRole('homeroom_teacher', '5.3')] };
    expect(sightOf(both, restricted)).toBe('all');
  });
});

describe('after the end of a pairing', () => {
  test('V-09 the former mentor keeps the own notes, restricted ones too', () => {
    const former = aMentor('former', { until: '2026-10-13' });
    expect(sightOf(former, aNote({ authorId: 'former' }))).toBe('all');
    expect(sightOf(former, aNote({ authorId: 'former', isRestricted: true }))).toBe('all');
    expect(sightOf(former, aNote({ authorId: 'current' }))).toBe('nothing');
  });

  test('V-09 the last day of a pairing still shows all, the day after does not', () => {
    const leaving = aMentor('leaving', { until: '2026-10-14' });
    expect(sightOf(leaving, aNote())).toBe('all');
    expect(sightOf(leaving, aNote(), { on: readDay('2026-10-15') })).toBe('nothing');
  });

  test('V-09 the new mentor reads what was written before', () => {
    expect(sightOf(aMentor('new', { from: '2026-10-14' }), aNote())).toBe('all');
  });
});

describe('what is logged', () => {
  test("V-10 opening another's note, not the own one and not other things", () => {
    expect(isAnothersNote(people['a current mentor'], aNote())).toBe(true);
    expect(isAnothersNote(aViewer('author'), aNote())).toBe(false);
    expect(isAnothersNote(people['the student'], { kind: 'exam_scores', student: studentS })).toBe(false);
  });
});
