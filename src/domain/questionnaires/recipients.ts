/** Whom a questionnaire asks, fixed on the day its round opens: one row for each sheet. */
import type { Day } from '../day.ts';
import type { PairingFact, StudentFact } from '../duties/facts.ts';
import { groupBy } from '../group-by.ts';
import { isInForce, type SchoolRoster } from '../school-roster.ts';
import { isAtSchool, placeOn } from '../years/class-history.ts';
import type { QuestionnaireForm, RespondentKind } from './form.ts';

export interface Recipient {
  readonly personId: string;
  /** The child it is about, of a guardian; of a student the student; '' of staff. */
  readonly studentId: string;
  /** Whom it is about, else ''. */
  readonly mentorId: string;
  readonly classKey: string;
  readonly grade: string;
}

export interface RecipientQuestion {
  readonly form: Pick<QuestionnaireForm, 'about'>;
  readonly respondents: RespondentKind;
  /** '' for the school, a grade (`5`) or a class (`5.2`). */
  readonly scope: string;
  readonly on: Day;
  /** Then a pairing counts from the day both have signed (SHEWOBO-25). */
  readonly needsAgreement: boolean;
}

/**
 * Of a form about a mentor one sheet for each mentor of a student, stand-ins left out: a student without a mentor is
 * not asked. Of staff whoever has mentees is asked about the school, and everybody about himself.
 */
export function recipientsOf(roster: SchoolRoster, question: RecipientQuestion): readonly Recipient[] {
  const { form, respondents, on } = question;
  const mentorsOf = groupBy(pairingsNow(roster, question), ({ studentId }) => studentId);
  const students = roster.facts.students.filter((student) => isAsked(roster, student, question));
  if (respondents === 'staff') {
    const isNeeded =
      form.about === 'self' ? () => true : hasMentees(students.flatMap(({ id }) => mentorsOf.get(id) ?? []));
    return [...roster.people.values()]
      .filter(({ id, kind, endedOn }) => kind === 'staff' && endedOn === undefined && isNeeded(id))
      .map(({ id }) => ({ personId: id, studentId: '', mentorId: '', classKey: '', grade: '' }));
  }
  return students.flatMap((student) => {
    const mentorIds =
      form.about === 'mentor'
        ? [...new Set((mentorsOf.get(student.id) ?? []).map(({ mentorId }) => mentorId))]
        : [''];
    const personIds =
      respondents === 'student'
        ? [student.id]
        : (roster.pupilById.get(student.id)?.guardians ?? []).map(({ id }) => id);
    const place = placeOn(student, on);
    return personIds.flatMap((personId) =>
      mentorIds.map((mentorId) => ({ personId, studentId: student.id, mentorId, ...place })),
    );
  });
}

function pairingsNow(
  { facts }: SchoolRoster,
  { on, needsAgreement }: RecipientQuestion,
): readonly PairingFact[] {
  return facts.pairings.filter(
    (pairing) =>
      isInForce(pairing, on) &&
      pairing.isCover !== true &&
      (!needsAgreement || (pairing.signedOn !== undefined && pairing.signedOn <= on)),
  );
}

function isAsked(roster: SchoolRoster, student: StudentFact, { scope, on }: RecipientQuestion): boolean {
  if (roster.people.get(student.id)?.endedOn !== undefined || !isAtSchool(student, on)) return false;
  const { classKey, grade } = placeOn(student, on);
  return scope === '' || scope === grade || scope === classKey;
}

function hasMentees(pairings: readonly PairingFact[]): (personId: string) => boolean {
  const mentorIds = new Set(pairings.map(({ mentorId }) => mentorId));
  return (personId) => mentorIds.has(personId);
}
