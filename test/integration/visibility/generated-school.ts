/** Small schools in which anybody may be anything: a description for the oracle, and the same in a real database. */
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { addDays, type Day, readDay } from '../../../src/domain/day.ts';
import { type SchemeId, schemeIds } from '../../../src/domain/schemes/scheme.ts';
import type { StaffRole } from '../../../src/domain/vocabulary.ts';
import { loadCalendar } from '../../../src/schemes/load-preset.ts';
import type { Storage, Tables } from '../../../src/storage/storage.ts';

/** Wednesday. */
export const today: Day = readDay('2026-11-18');
export const now = new Date('2026-11-18T12:20:00+08:00');

interface Span {
  readonly fromOn: Day;
  readonly untilOn?: Day;
}

export interface Post extends Span {
  readonly person: string;
  readonly role: StaffRole;
  readonly scope: string;
}

export interface Pair extends Span {
  readonly mentor: string;
  readonly student: string;
  readonly isSigned: boolean;
  readonly isJoint: boolean;
}

export interface Permission extends Span {
  readonly person: string;
  readonly scope: string;
  readonly isRevoked: boolean;
}

/** One contact, or the warning that came with it where somebody was told. */
export interface Note {
  readonly id: string;
  readonly student: string;
  readonly author: string;
  readonly on: Day;
  readonly words: string;
  readonly isRestricted: boolean;
  readonly isWithdrawn: boolean;
  /** Who was told of the concern that came with it. */
  readonly told: readonly string[];
  readonly concernWords: string;
}

export interface Described {
  readonly scheme: SchemeId;
  readonly posts: readonly Post[];
  readonly pairs: readonly Pair[];
  readonly permissions: readonly Permission[];
  readonly notes: readonly Note[];
  /** Staff on leave today. */
  readonly onLeave: readonly string[];
  /** Students with a special category. */
  readonly flagged: readonly string[];
}

const classKeys = ['5.1', '5.2', '6.1'] as const;
export const staff = ['t1', 't2', 't3', 't4', 't5', 't6'] as const;
/** Two of one family in two grades. */
export const students = [
  { id: 's1', name: '生甲', classKey: '5.1', guardians: ['g1', 'g2'] },
  { id: 's2', name: '生乙', classKey: '5.1', guardians: [] },
  { id: 's3', name: '生丙', classKey: '5.2', guardians: ['g3'] },
  { id: 's4', name: '生丁', classKey: '6.1', guardians: ['g1'] },
] as const;
export const guardians = ['g1', 'g2', 'g3'] as const;
/** In another school. */
export const stranger = { teacher: 'x-t', student: 'x-s', note: 'x-n', name: '外生', words: '言外' };
export const strengthOf = (student: string): string => `亮点${student}`;
export const guardianName = (id: string): string => `亲${id}`;
export const category = 'left_behind';

const when = [-30, -1, 0, 1].map((days) => addDays(today, days));
const anySpan: fc.Arbitrary<Span> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ fromOn: readDay('2026-09-07') }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...when), fc.constantFrom(...when))
      .map(([a, b]) => (a <= b ? { fromOn: a, untilOn: b } : { fromOn: b, untilOn: a })),
  },
);
const anyStaff = fc.constantFrom(...staff);
const anyStudent = fc.constantFrom(...students.map(({ id }) => id));
const anyScope = fc.constantFrom('school', '5', '6', ...classKeys, ...students.map(({ id }) => id));
const fittingPost = fc.oneof(
  fc.tuple(fc.constant('homeroom_teacher' as const), fc.constantFrom(...classKeys)),
  fc.tuple(fc.constant('grade_head' as const), fc.constantFrom('5', '6')),
  fc.tuple(
    fc.constantFrom(
      'moral_office',
      'academic_office',
      'steering_group',
      'principal',
      'administrator',
      'psych_teacher',
    ) as fc.Arbitrary<StaffRole>,
    fc.constant('school'),
  ),
  fc.tuple(
    fc.constantFrom('psych_teacher', 'responsible_leader') as fc.Arbitrary<StaffRole>,
    anyStudent as fc.Arbitrary<string>,
  ),
);
const anyPost = fc
  .tuple(anyStaff, fittingPost, anySpan)
  .map(([person, [role, scope], span]): Post => ({ person, role, scope, ...span }));
const anyPair = fc
  .tuple(anyStaff, anyStudent, fc.boolean(), fc.boolean(), anySpan)
  .map(
    ([mentor, student, isSigned, isJoint, span]): Pair => ({ mentor, student, isSigned, isJoint, ...span }),
  );
const anyPermission = fc.tuple(anyStaff, anyScope, fc.boolean(), anySpan).map(
  ([person, scope, isRevoked, span]): Permission => ({
    person,
    scope,
    isRevoked,
    ...span,
    untilOn: span.untilOn ?? addDays(today, 9),
  }),
);
/** At most three about one child: the answer in the chat shows as many. */
const anyNotes = fc
  .array(
    fc.tuple(
      anyStaff,
      fc.boolean(),
      fc.nat(9).map((n) => n === 0),
      fc.subarray([...staff], { maxLength: 2 }),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((notes) => notes);

export const anySchool: fc.Arbitrary<Described> = fc
  .record({
    scheme: fc.constantFrom(...schemeIds),
    posts: fc.uniqueArray(anyPost, {
      minLength: 3,
      maxLength: 9,
      selector: ({ person, role, scope }) => `${person} ${role} ${scope}`,
    }),
    pairs: fc.uniqueArray(anyPair, {
      minLength: 3,
      maxLength: 8,
      selector: ({ mentor, student }) => `${mentor} ${student}`,
    }),
    permissions: fc.array(anyPermission, { maxLength: 2 }),
    notesOf: fc.tuple(...students.map(() => anyNotes)),
    onLeave: fc.subarray([...staff], { maxLength: 2 }),
    flagged: fc.subarray(students.map(({ id }) => id)),
  })
  .map(({ notesOf, ...school }) => ({
    ...school,
    notes: notesOf.flatMap((notes, place) =>
      notes.map(([author, isRestricted, isWithdrawn, told], index): Note => {
        const id = `n${place}${index}`;
        return {
          id,
          student: students[place]?.id ?? '',
          author,
          on: addDays(today, -9 + index),
          words: `言${id}`,
          isRestricted,
          isWithdrawn,
          told: isRestricted ? told : [],
          concernWords: `虑${id}`,
        };
      }),
    ),
  }));

export const schoolId = 'school';
const otherSchoolId = 'x-school';

export async function writeSchool(storage: Storage, school: Described): Promise<void> {
  await storage.transaction(async (tables) => {
    await makeSchool(tables, schoolId, school.scheme);
    await makePeople(tables, school);
    await makeNotes(tables, school);
    await tables.schools.rosterChanged(schoolId);
    await makeOtherSchool(tables);
  });
}

async function makeSchool(tables: Tables, id: string, schemeId: SchemeId): Promise<void> {
  const startOn = readDay('2026-09-07');
  await tables.schools.create({
    id,
    name: id,
    schemeId,
    calendarId: 'cn-2026-27',
    startOn,
    startedAt: now,
    isDemo: false,
    askWhom: '德育处',
    createdAt: now,
  });
  await tables.words.createKeys([id]);
  await tables.rosterWriter.replaceCalendar(id, loadCalendar('cn-2026-27'), randomUUID);
  await tables.schools.createAccount({ id: `${id}-wecom`, schoolId: id, platform: 'wecom', key: id });
  await tables.rosterWriter.addClasses(
    id,
    classKeys.map((key) => {
      const [grade = 0, number = 0] = key.split('.').map(Number);
      return { id: `${id}-${key}`, key, grade, number, name: `${grade}年级${number}班` };
    }),
  );
}

async function makePeople(
  { rosterWriter, inspections }: Tables,
  { posts, pairs, permissions, onLeave, flagged }: Described,
): Promise<void> {
  await rosterWriter.addPeople(schoolId, [
    ...staff.map((id) => ({ id, kind: 'staff' as const, name: `师${id}` })),
    ...students.map(({ id, name, classKey }) => ({
      id,
      kind: 'student' as const,
      name,
      classId: `${schoolId}-${classKey}`,
    })),
    ...guardians.map((id) => ({ id, kind: 'guardian' as const, name: guardianName(id) })),
  ]);
  await rosterWriter.addGuardianships(
    schoolId,
    students.flatMap(({ id: studentId, guardians: known }) =>
      known.map((guardianId) => ({ id: randomUUID(), studentId, guardianId, relation: 'mother' as const })),
    ),
  );
  await rosterWriter.addIdentities(
    [...staff, ...guardians].map((personId) => ({
      id: randomUUID(),
      accountId: `${schoolId}-wecom`,
      platform: 'wecom' as const,
      personId,
      userId: personId,
    })),
  );
  await rosterWriter.addRoles(
    schoolId,
    posts.map(({ person, ...post }) => ({ id: randomUUID(), personId: person, ...post })),
  );
  await rosterWriter.addPairings(
    schoolId,
    pairs.map(({ mentor, student, isSigned, isJoint, fromOn, untilOn }) => ({
      id: randomUUID(),
      mentorId: mentor,
      studentId: student,
      fromOn,
      isJoint,
      ...(untilOn === undefined ? {} : { untilOn }),
      ...(isSigned ? { signedOn: fromOn } : {}),
    })),
  );
  for (const personId of onLeave)
    await rosterWriter.addLeave(schoolId, { id: randomUUID(), personId, fromOn: today, untilOn: today });
  await rosterWriter.addFlags(
    schoolId,
    flagged.map((studentId) => ({ id: randomUUID(), studentId, category, fromOn: readDay('2026-09-07') })),
  );
  for (const { person, isRevoked, untilOn = today, ...permission } of permissions)
    await inspections.add({
      id: randomUUID(),
      schoolId,
      granteeId: person,
      grantedById: 't1',
      reason: '检查',
      createdAt: now,
      untilOn,
      ...permission,
      ...(isRevoked ? { revokedAt: now } : {}),
    });
}

async function makeNotes({ contacts, concerns, handIns }: Tables, { notes }: Described): Promise<void> {
  await contacts.add(
    notes.map(({ id, student, author, on, words, isRestricted, told }) => ({
      id,
      schoolId,
      studentId: student,
      authorId: author,
      kind: 'talk' as const,
      occurredOn: on,
      loggedAt: now,
      outcome: 'done' as const,
      guardianIds: [],
      individual: true,
      note: words,
      fields: { topic: words },
      isRestricted,
      ...(told.length === 0 ? {} : { inboxId: `i-${id}` }),
    })),
  );
  await contacts.withdraw(
    notes.filter(({ isWithdrawn }) => isWithdrawn).map(({ id }) => id),
    now,
  );
  for (const { id, student, author, told, concernWords } of notes) {
    if (told.length === 0) continue;
    await concerns.add({
      id: `concern-of-${id}`,
      schoolId,
      studentId: student,
      reporterId: author,
      inboxId: `i-${id}`,
      signs: ['self_harm'],
      strength: 'strong',
      text: concernWords,
      askedAt: now,
    });
    await concerns.decide(`concern-of-${id}`, 'raised', now);
    await concerns.tell(
      told.map((personId) => ({
        id: randomUUID(),
        concernId: `concern-of-${id}`,
        personId,
        mustConfirm: true,
        toldAt: now,
      })),
    );
  }
  for (const { id } of students)
    await handIns.add({
      id: `monthly-${id}`,
      schoolId,
      kind: 'monthly_record',
      authorId: 't1',
      loggedById: 't1',
      handedInOn: readDay('2026-11-02'),
      loggedAt: now,
      studentId: id,
      text: '',
      fields: { highlight: strengthOf(id) },
    });
}

/** Its ids are known to everybody, and open nothing. */
export async function makeOtherSchool(tables: Tables): Promise<void> {
  await makeSchool(tables, otherSchoolId, 'shewobo');
  await tables.rosterWriter.addPeople(otherSchoolId, [
    { id: stranger.teacher, kind: 'staff', name: '外师' },
    { id: stranger.student, kind: 'student', name: stranger.name, classId: `${otherSchoolId}-5.1` },
  ]);
  await tables.contacts.add([
    {
      id: stranger.note,
      schoolId: otherSchoolId,
      studentId: stranger.student,
      authorId: stranger.teacher,
      kind: 'talk',
      occurredOn: addDays(today, -9),
      loggedAt: now,
      outcome: 'done',
      guardianIds: [],
      individual: true,
      note: stranger.words,
    },
  ]);
  await tables.schools.rosterChanged(otherSchoolId);
}
