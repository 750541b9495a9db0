import type { Sight } from './outlet.ts';
import {
  holdsExactly,
  isCurrentMentor,
  isGradeHead,
  isHomeroomTeacher,
  isInCircle,
  isInOffice,
  type Look,
} from './standing.ts';
import type { ContactNote } from './thing.ts';

/** V-01, V-02. A former mentor is left with what he or she wrote (V-09). */
export function seeContactNote(look: Look, note: ContactNote): Sight {
  if (note.authorId === look.viewer.personId) return 'all';
  if (!note.isRestricted) return isInCircle(look, note.student) ? 'all' : 'nothing';
  if (isTrusted(look, note)) return 'all';
  return isHomeroomTeacher(look, note.student.classKey) ? 'date_and_kind' : 'nothing';
}

function isTrusted(look: Look, { student, receivedByIds }: ContactNote): boolean {
  const hasReceived = receivedByIds.includes(look.viewer.personId);
  return (
    isCurrentMentor(look, student) ||
    (look.viewer.directsMoralOffice && isInOffice(look, 'moral_office', student)) ||
    (hasReceived && (isGradeHead(look, student.grade) || isInOffice(look, 'psych_teacher', student))) ||
    // A psych teacher who was given this one student; one who cares under 1+1 is a current mentor (XXX-35).
    holdsExactly(look, 'psych_teacher', student.id)
  );
}
