import { hasResponsibleLeaders, principalStudiesConcern } from './scheme-sight.ts';
import {
  holds,
  isCurrentMentor,
  isGradeHead,
  isHomeroomTeacher,
  isInOffice,
  isResponsibleLeader,
  type Look,
} from './standing.ts';
import type { ExamScores, Flags, RosterEntry } from './thing.ts';
import type { StudentPlace } from './viewer.ts';

/** V-03. */
export function seesExamScores(look: Look, { student }: ExamScores): boolean {
  return (
    isCurrentMentor(look, student) ||
    isHomeroomTeacher(look, student.classKey) ||
    isInOffice(look, 'academic_office', student) ||
    isStudentOrGuardian(look, student)
  );
}

/** V-04. */
export function seesFlags(look: Look, { student }: Flags): boolean {
  return (
    isCurrentMentor(look, student) ||
    isHomeroomTeacher(look, student.classKey) ||
    isGradeHead(look, student.grade) ||
    isInOffice(look, 'moral_office', student) ||
    isInOffice(look, 'psych_teacher', student) ||
    (principalStudiesConcern(look.scheme) && holds(look, 'principal')) ||
    (hasResponsibleLeaders(look.scheme) && isResponsibleLeader(look, student))
  );
}

/** More than V-07 shows to everybody: for those who work with the student or keep the roster, and the family itself (V-08). */
export function seesRosterEntry(look: Look, { student }: RosterEntry): boolean {
  return (
    isCurrentMentor(look, student) ||
    isHomeroomTeacher(look, student.classKey) ||
    isGradeHead(look, student.grade) ||
    isInOffice(look, 'moral_office', student) ||
    isInOffice(look, 'academic_office', student) ||
    holds(look, 'administrator') ||
    isStudentOrGuardian(look, student)
  );
}

function isStudentOrGuardian({ viewer }: Look, { id }: StudentPlace): boolean {
  return viewer.personId === id || viewer.wardIds.includes(id);
}
