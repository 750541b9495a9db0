import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../../../src/domain/day.ts';
import { type SchemeVersion, schemeIds } from '../../../../src/domain/schemes/scheme.ts';
import { outlets } from '../../../../src/domain/visibility/outlet.ts';
import { sight } from '../../../../src/domain/visibility/sight.ts';
import type { Thing } from '../../../../src/domain/visibility/thing.ts';
import type { StudentPlace, Viewer } from '../../../../src/domain/visibility/viewer.ts';
import { staffRoles } from '../../../../src/domain/vocabulary.ts';
import { preset, studentS, today } from './school-people.ts';

const ids = ['A', 'B', 'S', 'T', 'S-mother'] as const;
const places: readonly StudentPlace[] = [studentS, { id: 'T', classKey: '6.1', grade: '6' }];
const days = [-3, -2, -1, 0, 1, 2, 3].map((offset) => addDays(today, offset));
const anyDay = fc.constantFrom(...days);
const anyId = fc.constantFrom(...ids);
const anyIds = fc.subarray([...ids]);
const span = { fromOn: anyDay, untilOn: fc.option(anyDay, { nil: undefined }) };
const anyScope = fc.constantFrom('school', '5', '6', '5.3', '6.1', 'S', 'T');
const oftenPosts = fc.constantFrom('homeroom_teacher', 'grade_head', 'moral_office', 'steering_group');
const fittingPosts = fc.constantFrom(
  { role: 'homeroom_teacher', scope: '5.3' } as const,
  { role: 'homeroom_teacher', scope: '6.1' } as const,
  { role: 'grade_head', scope: '5' } as const,
  { role: 'psych_teacher', scope: 'S' } as const,
);

/** Leaves `undefined` out, as storage does. */
function dated<Fact extends object>({ untilOn, ...fact }: Fact & { untilOn: Day | undefined }) {
  return untilOn === undefined ? fact : { ...fact, untilOn };
}

const anyPost = fc.oneof(
  fc.record({ role: fc.oneof(oftenPosts, fc.constantFrom(...staffRoles)), scope: anyScope }),
  fittingPosts,
);
const anyRole = fc.record({ post: anyPost, ...span }).map(({ post, ...days }) => dated({ ...post, ...days }));
const anyPairing = fc
  .record({
    id: anyId,
    mentorId: fc.constant('A'),
    studentId: fc.constantFrom('S', 'T'),
    ...span,
    signedOn: anyDay,
  })
  .map(dated);
const anyViewer: fc.Arbitrary<Viewer> = fc.record({
  personId: anyId,
  roles: fc.array(anyRole, { maxLength: 4 }),
  mentors: fc.array(anyPairing, { maxLength: 2 }),
  wardIds: fc.subarray(['S', 'T']),
  directsMoralOffice: fc.boolean(),
  inspections: fc.array(fc.record({ scope: anyScope, fromOn: anyDay, untilOn: anyDay }), { maxLength: 2 }),
});

const student = fc.constantFrom(...places);
const grades = fc.subarray(['5', '6']);
const issuer = fc.record({ role: oftenPosts, scope: anyScope });
const isA = <Kind extends string>(kind: Kind) => fc.constant(kind);
const anyThing: fc.Arbitrary<Thing> = fc.oneof(
  fc.record({
    kind: isA('contact_note'),
    student,
    authorId: anyId,
    isRestricted: fc.boolean(),
    receivedByIds: anyIds,
  }),
  fc.record({
    kind: isA('contact_note'),
    student,
    authorId: isA('A'),
    isRestricted: fc.constant(true),
    receivedByIds: anyIds,
  }),
  fc.record({ kind: isA('exam_scores'), student }),
  fc.record({ kind: fc.constantFrom('special_categories', 'concern_list'), student }),
  fc.record({ kind: isA('mentor_result'), mentorId: anyId, grades }),
  fc.record({ kind: isA('mentor_score'), mentorId: anyId, grades, evaluatorId: anyId }),
  fc.record({ kind: isA('class_figure'), classKey: isA('5.3'), grade: isA('5') }),
  fc.record({ kind: isA('raw_answers'), mentorId: anyId, respondentId: anyId, issuer }),
  fc.record({ kind: isA('answer_figures'), mentorId: anyId, issuer, count: fc.nat(5) }),
  fc.record({ kind: isA('public_list_entry'), fields: fc.subarray(['student_name', 'class', 'gender']) }),
  fc.record({ kind: isA('roster_entry'), student }),
  fc.record({
    kind: isA('portfolio'),
    student,
    part: fc.constantFrom(
      'whole',
      'pairing',
      'plan',
      'reflection',
      'comment',
      'advice',
      'notice',
      'feedback',
    ),
    authorId: anyId,
    addressedToIds: anyIds,
  }),
  fc.record({ kind: isA('digest_line'), classKey: fc.constantFrom('5.3', '6.1') }),
);

/** The table of CV-20 once more, as one list of reasons per kind. Written apart from the code under test. */
function expected(thing: Thing, viewer: Viewer, on: Day, scheme: SchemeVersion): string {
  const me = viewer.personId;
  const now = (x: { fromOn: Day; untilOn?: Day }) =>
    !(on < x.fromOn || (x.untilOn !== undefined && x.untilOn < on));
  const is = (role: string, ...scopes: string[]) =>
    viewer.roles.some((r) => now(r) && r.role === role && (scopes.length === 0 || scopes.includes(r.scope)));
  const has = (reasons: readonly boolean[]) => (reasons.includes(true) ? 'all' : 'nothing');
  const s = 'student' in thing ? thing.student : { id: '-', classKey: '-', grade: '-' };
  const around = ['school', s.grade, s.classKey, s.id];
  const mentor = viewer.mentors.some(
    (p) => p.studentId === s.id && now(p) && (!scheme.needsAgreement || (p.signedOn ?? '9') <= on),
  );
  const homeroom = is('homeroom_teacher', s.classKey);
  const gradeHead = is('grade_head', s.grade);
  const moral = is('moral_office', ...around);
  const psych = is('psych_teacher', ...around);
  const unitChecks = ['sulou', 'songshi', 'yedian', 'school-2025', 'weifang'].includes(scheme.scheme);
  const inspects = is('steering_group') && viewer.inspections.some((i) => now(i) && around.includes(i.scope));
  const circle = [mentor, homeroom, moral, gradeHead && unitChecks, inspects];
  const family = me === s.id || viewer.wardIds.includes(s.id);
  const lead = is('steering_group') || is('moral_office');
  if (thing.kind === 'contact_note' && !thing.isRestricted) return has([thing.authorId === me, ...circle]);
  if (thing.kind === 'contact_note') {
    const warned = thing.receivedByIds.includes(me) && (gradeHead || psych);
    const onCase = is('psych_teacher', s.id);
    const words = has([thing.authorId === me, mentor, moral && viewer.directsMoralOffice, warned, onCase]);
    return words === 'nothing' && homeroom ? 'date_and_kind' : words;
  }
  if (thing.kind === 'exam_scores') return has([mentor, homeroom, is('academic_office', ...around), family]);
  if (thing.kind === 'mentor_result')
    return has([thing.mentorId === me, lead, ...thing.grades.map((g) => is('grade_head', g))]);
  if (thing.kind === 'mentor_score')
    return has([
      me === thing.mentorId,
      me === thing.evaluatorId,
      lead,
      ...thing.grades.map((g) => is('grade_head', g)),
    ]);
  if (thing.kind === 'class_figure')
    return has([lead, is('grade_head', '5'), scheme.scheme === 'yedian' && is('homeroom_teacher', '5.3')]);
  if (thing.kind === 'public_list_entry') return has([!thing.fields.includes('gender')]);
  if (thing.kind === 'digest_line') return has([is('homeroom_teacher', thing.classKey)]);
  if (thing.kind === 'roster_entry')
    return has([
      mentor,
      homeroom,
      gradeHead,
      moral,
      is('academic_office', ...around),
      is('administrator'),
      family,
    ]);
  if (thing.kind === 'portfolio') {
    const own = thing.part !== 'whole' && (thing.authorId === me || thing.addressedToIds.includes(me));
    const shown = me === s.id && !['whole', 'notice', 'feedback'].includes(thing.part);
    return has([own, shown, viewer.wardIds.includes(s.id) && thing.part === 'pairing', ...circle]);
  }
  if (thing.kind === 'answer_figures') {
    return has([thing.mentorId === me ? thing.count > 2 : is(thing.issuer.role, thing.issuer.scope)]);
  }
  if (thing.kind === 'raw_answers') {
    const asked = is(thing.issuer.role, thing.issuer.scope);
    return has([thing.respondentId === me, asked && thing.mentorId !== me]);
  }
  const leader = scheme.scheme === 'weifang' && (is('principal') || is('responsible_leader', s.id));
  return has([mentor, homeroom, gradeHead, moral, psych, leader]);
}

const anyCase = fc.record({ viewer: anyViewer, things: fc.array(anyThing, { minLength: 6, maxLength: 6 }) });

describe('sight over generated schools', { timeout: 30_000 }, () => {
  test('V-01 V-02 V-03 V-04 V-05 V-06 V-07 V-08 V-09 agree with the table written twice', () => {
    const seen: Record<string, number> = {};
    fc.assert(
      fc.property(anyCase, fc.constantFrom(...schemeIds), ({ viewer, things }, id) => {
        const scheme = preset(id);
        for (const thing of things) {
          for (const on of days) {
            const answer = sight({ viewer, thing, on, scheme });
            const wanted = expected(thing, viewer, on, scheme);
            // An assertion costs more than both answers together: only where it has something to say.
            if (answer !== wanted) expect(answer).toBe(wanted);
            seen[answer] = (seen[answer] ?? 0) + 1;
          }
        }
      }),
      { numRuns: 800 },
    );
    const { all = 0, date_and_kind: some = 0, nothing = 0 } = seen;
    expect(all + some + nothing).toBeGreaterThan(20_000);
    expect([all > 3_000, some > 50, nothing > 3_000]).toEqual([true, true, true]);
  });

  test('V-03 V-07 V-10 no outlet shows more than a private answer', () => {
    const rank = ['nothing', 'date_and_kind', 'all'];
    fc.assert(
      fc.property(anyCase, fc.constantFrom(...schemeIds), anyDay, ({ viewer, things }, id, on) => {
        for (const thing of things) {
          const look = { viewer, thing, on, scheme: preset(id) };
          const most = rank.indexOf(sight(look));
          for (const outlet of outlets) {
            expect(rank.indexOf(sight({ ...look, outlet }))).toBeLessThanOrEqual(most);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('V-01 a viewer without role, pairing, child or own note sees of a student only what is public', () => {
    const nobody: Viewer = {
      personId: 'nobody',
      roles: [],
      mentors: [],
      wardIds: [],
      directsMoralOffice: true,
      inspections: [{ scope: 'school', fromOn: days[0] ?? today, untilOn: today }],
    };
    fc.assert(
      fc.property(anyThing, fc.constantFrom(...schemeIds), anyDay, (thing, id, on) => {
        const answer = sight({ viewer: nobody, thing, on, scheme: preset(id) });
        expect(answer).toBe(
          thing.kind === 'public_list_entry' && !thing.fields.includes('gender') ? 'all' : 'nothing',
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
