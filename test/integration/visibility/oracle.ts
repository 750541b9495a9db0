/**
 * The table of CV-20 (schemes.md, V-01 to V-10) once more, over the description of a school: nothing of the program
 * under test is used here, not even its dates of today.
 */
import type { Described, Note, Post } from './generated-school.ts';
import { guardians, students, today } from './generated-school.ts';

type Sight = 'all' | 'date_and_kind' | 'nothing';

/** V-01: schemes that give the grade unit a checking duty. */
const gradeUnitChecks = ['sulou', 'songshi', 'yedian', 'school-2025', 'weifang'];
/** SHEWOBO-25, XIGAO-25: a mentor is one once both have signed. */
const needSignature = ['shewobo', 'xigao'];
/** Who has anything to do on the console. */
const consoleRoles = [
  'homeroom_teacher',
  'grade_head',
  'moral_office',
  'steering_group',
  'psych_teacher',
  'academic_office',
  'principal',
  'administrator',
];

export interface Oracle {
  /** V-01, V-02, V-09. */
  note(viewer: string, note: Note): Sight;
  /** V-01: what mentor and student do together. */
  whole(viewer: string, student: string): boolean;
  /** V-04. */
  flags(viewer: string, student: string): boolean;
  /** The line of the school's own roster with the family (V-07 shows everybody less). */
  roster(viewer: string, student: string): boolean;
  console(viewer: string): boolean;
  /** Paired today, signed or not: name and class are the mentor's to know (V-07). */
  paired(viewer: string, student: string): boolean;
}

export function oracleOf(school: Described): Oracle {
  const lasts = ({ fromOn, untilOn = '9999' }: { fromOn: string; untilOn?: string }) =>
    fromOn <= today && today <= untilOn;
  const posts = school.posts.filter(lasts);
  const has = (viewer: string, role: string, ...scopes: string[]) =>
    posts.some((p) => p.person === viewer && p.role === role && scopes.includes(p.scope));
  const hasAny = (viewer: string, role: string) => posts.some((p) => p.person === viewer && p.role === role);
  const place = (id: string) => {
    const classKey = students.find((student) => student.id === id)?.classKey ?? '';
    const grade = classKey.slice(0, 1);
    return { classKey, grade, around: ['school', grade, classKey, id] };
  };
  const pairsToday = school.pairs.filter(lasts);
  const paired = (viewer: string, student: string) =>
    pairsToday.some((p) => p.mentor === viewer && p.student === student);
  const mentors = (viewer: string, student: string) =>
    pairsToday.some(
      (p) =>
        p.mentor === viewer &&
        p.student === student &&
        (p.isSigned || !needSignature.includes(school.scheme)),
    );
  /** A permission for a mentor's work is one for the students he or she has today. */
  const inspects = (viewer: string, student: string) =>
    hasAny(viewer, 'steering_group') &&
    school.permissions.some(
      (p) =>
        p.person === viewer &&
        !p.isRevoked &&
        lasts(p) &&
        (place(student).around.includes(p.scope) || paired(p.scope, student)),
    );
  const family = (viewer: string, student: string) =>
    viewer === student ||
    (guardians.some((id) => id === viewer) &&
      students.some(({ id, guardians: known }) => id === student && known.some((g) => g === viewer)));
  const director = posts
    .filter(({ role }) => role === 'moral_office')
    .toSorted((a: Post, b: Post) =>
      `${a.fromOn}${a.person}` < `${b.fromOn}${b.person}` ? -1 : 1,
    )[0]?.person;

  const whole = (viewer: string, student: string) => {
    const { classKey, grade, around } = place(student);
    return (
      mentors(viewer, student) ||
      has(viewer, 'homeroom_teacher', classKey) ||
      has(viewer, 'moral_office', ...around) ||
      (gradeUnitChecks.includes(school.scheme) && has(viewer, 'grade_head', grade)) ||
      inspects(viewer, student)
    );
  };
  return {
    whole,
    paired,
    note(viewer, note) {
      const { classKey, grade, around } = place(note.student);
      if (note.author === viewer) return 'all';
      if (!note.isRestricted) return whole(viewer, note.student) ? 'all' : 'nothing';
      const isWarned =
        note.told.includes(viewer) &&
        (has(viewer, 'grade_head', grade) || has(viewer, 'psych_teacher', ...around));
      const mayRead =
        mentors(viewer, note.student) ||
        viewer === director ||
        isWarned ||
        has(viewer, 'psych_teacher', note.student);
      if (mayRead) return 'all';
      return has(viewer, 'homeroom_teacher', classKey) ? 'date_and_kind' : 'nothing';
    },
    flags(viewer, student) {
      const { classKey, grade, around } = place(student);
      return (
        mentors(viewer, student) ||
        has(viewer, 'homeroom_teacher', classKey) ||
        has(viewer, 'grade_head', grade) ||
        has(viewer, 'moral_office', ...around) ||
        has(viewer, 'psych_teacher', ...around) ||
        (school.scheme === 'weifang' &&
          (hasAny(viewer, 'principal') || has(viewer, 'responsible_leader', student)))
      );
    },
    roster(viewer, student) {
      const { classKey, grade, around } = place(student);
      return (
        mentors(viewer, student) ||
        has(viewer, 'homeroom_teacher', classKey) ||
        has(viewer, 'grade_head', grade) ||
        has(viewer, 'moral_office', ...around) ||
        has(viewer, 'academic_office', ...around) ||
        hasAny(viewer, 'administrator') ||
        family(viewer, student)
      );
    },
    console: (viewer) => consoleRoles.some((role) => hasAny(viewer, role)),
  };
}
