/** Meetings with their attendance and coverage, and the days on which exam results came out. */
import { type Day, readDay } from '../domain/day.ts';
import type { ExamFact, MeetingFact } from '../domain/duties/facts.ts';
import { groupBy } from '../domain/group-by.ts';
import {
  type AttendanceMark,
  attendanceMarks,
  type MeetingType,
  meetingTypes,
} from '../domain/vocabulary.ts';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export const meetingStatuses = ['noticed', 'held', 'cancelled'] as const;
export type MeetingStatus = (typeof meetingStatuses)[number];

export interface NewMeeting {
  readonly id: string;
  readonly schoolId: string;
  readonly type: MeetingType;
  /** `school`, a grade (`5`) or a class (`5.3`). */
  readonly scope: string;
  readonly on: Day;
  readonly status: MeetingStatus;
  readonly convenerId?: string;
  readonly classKeys: readonly string[];
  readonly grades: readonly string[];
  readonly speakerIds: readonly string[];
  readonly treatedStudentIds: readonly string[];
  /** Empty where there are none yet. */
  readonly minutes: string;
  readonly attendance: Readonly<Record<string, AttendanceMark>>;
  readonly createdAt: Date;
}

export interface Meetings {
  add(meeting: NewMeeting, newId: () => string): Promise<void>;
  addExam(exam: { id: string; schoolId: string; resultsOn: Day; grades: readonly string[] }): Promise<void>;
  facts(schoolId: string, fromOn: Day): Promise<readonly MeetingFact[]>;
  exams(schoolId: string, fromOn: Day): Promise<readonly ExamFact[]>;
}

export function meetingsTable(rows: Rows, words: Words): Meetings {
  const place = (row: string) => ({ table: 'Meeting', column: 'minutesSealed', row });
  return {
    async add({ classKeys, grades, speakerIds, treatedStudentIds, minutes, attendance, ...meeting }, newId) {
      await rows.meeting.create({
        data: {
          ...meeting,
          classKeys: classKeys.join(','),
          grades: grades.join(','),
          speakerIds: speakerIds.join(','),
          treatedIds: treatedStudentIds.join(','),
          minutesSealed: minutes === '' ? '' : await words.seal(meeting.schoolId, place(meeting.id), minutes),
        },
        select: { id: true },
      });
      await rows.meetingAttendance.createMany({
        data: Object.entries(attendance).map(([personId, mark]) => ({
          id: newId(),
          meetingId: meeting.id,
          personId,
          mark,
        })),
      });
    },
    async addExam({ grades, ...exam }) {
      await rows.exam.create({ data: { ...exam, grades: grades.join(',') }, select: { id: true } });
    },
    async facts(schoolId, fromOn) {
      const found = await rows.meeting.findMany({
        where: { schoolId, on: { gte: fromOn } },
        orderBy: { id: 'asc' },
      });
      if (found.length === 0) return [];
      const marks = await rows.meetingAttendance.findMany({
        where: { meetingId: { in: found.map((row) => row.id) } },
        select: { meetingId: true, personId: true, mark: true },
      });
      const marksOf = groupBy(marks, ({ meetingId }) => meetingId);
      return found.map(
        (row): MeetingFact => ({
          id: row.id,
          type: readWord(meetingTypes, row.type),
          scope: row.scope,
          on: readDay(row.on),
          status: readWord(meetingStatuses, row.status),
          hasMinutes: row.minutesSealed !== '',
          attendance: Object.fromEntries(
            (marksOf.get(row.id) ?? []).map((mark) => [mark.personId, readWord(attendanceMarks, mark.mark)]),
          ),
          ...(row.convenerId === null ? {} : { convenerId: row.convenerId }),
          treatedStudentIds: listOf(row.treatedIds),
          classKeys: listOf(row.classKeys),
          grades: listOf(row.grades),
          speakerIds: listOf(row.speakerIds),
        }),
      );
    },
    async exams(schoolId, fromOn) {
      const found = await rows.exam.findMany({ where: { schoolId, resultsOn: { gte: fromOn } } });
      return found.map(
        (row): ExamFact => ({
          id: row.id,
          resultsOn: readDay(row.resultsOn),
          ...(row.grades === '' ? {} : { grades: listOf(row.grades) }),
        }),
      );
    },
  };
}

function listOf(text: string): string[] {
  return text === '' ? [] : text.split(',');
}
