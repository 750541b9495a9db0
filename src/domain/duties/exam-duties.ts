/** HUAQIAO-10: an analysis with each mentee after each major exam. */
import { tenSchoolDaysAfter } from '../calendar/due-days.ts';
import { dayNumber } from '../day.ts';
import { placeOn } from '../years/class-history.ts';
import type { Duty } from './duty.ts';
import type { DutyContext } from './duty-context.ts';
import type { DutyLine } from './duty-lines.ts';
import { dutyState } from './duty-state.ts';
import type { ExamFact } from './facts.ts';
import { contains } from './intervals.ts';

export function addExamDuties(context: DutyContext, line: DutyLine, duties: Duty[]): void {
  for (const exam of context.input.exams ?? []) {
    const first = dayNumber(exam.resultsOn);
    if (line.from <= first && first < line.until) addDutiesOfExam(context, line, exam, duties);
  }
}

function addDutiesOfExam(context: DutyContext, line: DutyLine, exam: ExamFact, duties: Duty[]): void {
  const first = dayNumber(exam.resultsOn);
  const window = { firstOn: exam.resultsOn, lastOn: tenSchoolDaysAfter(context.calendar, exam.resultsOn) };
  const due = dayNumber(window.lastOn);
  const span = { first, last: due, due };
  if (!context.wantsDays(span)) return;
  for (const { mentorId, studentId, days } of context.bonds(line.version).obliging) {
    const student = context.students.get(studentId);
    const sat =
      exam.grades === undefined ||
      (student !== undefined && exam.grades.includes(placeOn(student, exam.resultsOn).grade));
    const isWanted = context.wantsOwner(mentorId) && context.wantsStudent(studentId);
    if (!sat || !isWanted || !contains(days, first)) continue;
    const done = (context.handInsOf.get(studentId) ?? []).filter(
      ({ fact, day }) =>
        fact.kind === line.template.asks &&
        (fact.examId === undefined || fact.examId === exam.id) &&
        first <= day &&
        day <= due,
    ).length;
    const obligation = {
      on: context.on,
      asked: 1,
      isExcused: () => context.isOnLeave(studentId, span) || context.isOnLeave(mentorId, span),
    };
    const state = dutyState(obligation, span, done);
    duties.push({ rule: line.rule.id, ownerId: mentorId, studentId, window, state, asked: 1, done });
  }
}
