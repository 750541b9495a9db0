/** A WEIFANG school that did nearly all it should until the last day of the term, written straight into the database. */
import { openBuiltStorage } from '../support/built-storage.mjs';

/** A Friday, the last day of the term: windows of a day, a week, a fortnight, a month and the term are all open. */
export const worstDay = '2027-01-22';
export const schoolId = 'bench-school';

const firstDay = '2026-09-01';
const at = new Date('2026-09-01T00:00:00Z');
const studentsPerClass = 50;
const studentsPerMentor = 12.5;
/** As long as a sealed note of some twenty characters. */
const sealed = 's'.repeat(120);
const rowsPerStatement = 500;

export async function buildWorstSchool({ url, appKey, students }) {
  const opened = await openBuiltStorage({ url, appKey });
  const { client, storage } = opened;
  const { loadCalendar } = await built('schemes/load-preset.js');
  const { schoolDaysWithin } = await built('domain/calendar/school-days.js');
  const calendar = loadCalendar('cn-2026-27');
  const newId = numbered();
  try {
    await storage.schools.create({
      id: schoolId,
      name: '潍坊测试学校',
      schemeId: 'weifang',
      calendarId: 'cn-2026-27',
      startOn: firstDay,
      startedAt: at,
      isDemo: false,
      askWhom: '德育处',
      createdAt: at,
    });
    await storage.rosterWriter.replaceCalendar(schoolId, calendar, newId);
    for (const [table, rows] of Object.entries(rosterRows(students, newId))) {
      for (let from = 0; from < rows.length; from += rowsPerStatement)
        await client[table].createMany({ data: rows.slice(from, from + rowsPerStatement) });
    }
    const days = schoolDaysWithin(calendar, firstDay, worstDay);
    for (const entry of contactEntries(days)) await client.$executeRawUnsafe(insertContacts(entry));
    await addMeetings(client, { students, days, newId });
    await client.$executeRawUnsafe(insertEvaluations());
    await client.$executeRawUnsafe('ANALYZE');
    return {
      staff: staffOf(students),
      contacts: await client.contact.count(),
      handIns: await client.handIn.count(),
      meetings: await client.meeting.count(),
    };
  } finally {
    await opened.close();
  }
}

function rosterRows(count, newId) {
  const students = range(count);
  const staff = range(staffOf(count));
  const classes = range(Math.ceil(count / studentsPerClass));
  const grades = [...new Set(classes.map(gradeOf))];
  const own = (row) => ({ id: newId(), schoolId, ...row });
  const since = (row) => own({ fromOn: firstDay, ...row });
  const person = (id, kind, name, row = {}) => ({ id, schoolId, kind, name, ...row });
  return {
    schoolClass: classes.map((number) => ({
      id: idOf('class', number),
      schoolId,
      key: classKey(number),
      grade: gradeOf(number),
      number: number + 1,
      name: classKey(number),
    })),
    person: [
      ...staff.map((number) => person(idOf('teacher', number), 'staff', `教师${number}`)),
      ...students.map((number) =>
        person(idOf('student', number), 'student', `学生${number}`, {
          classId: idOf('class', classOf(number)),
        }),
      ),
      ...students.map((number) => person(idOf('guardian', number), 'guardian', `家长${number}`)),
    ],
    guardianship: students.map((number) =>
      own({
        studentId: idOf('student', number),
        guardianId: idOf('guardian', number),
        relation: 'mother',
      }),
    ),
    pairing: students.map((number) =>
      since({ mentorId: idOf('teacher', mentorOf(number)), studentId: idOf('student', number) }),
    ),
    studentFlag: students
      .filter(isOfConcern)
      .map((number) => since({ studentId: idOf('student', number), category: 'student_of_concern' })),
    leave: students
      .filter((number) => number % 100 === 7)
      .map((number) =>
        own({ personId: idOf('student', number), fromOn: '2027-01-20', untilOn: '2027-01-22' }),
      ),
    roleAssignment: [
      since({ personId: idOf('teacher', 0), role: 'principal', scope: 'school' }),
      ...grades.map((grade) =>
        since({ personId: idOf('teacher', grade), role: 'grade_head', scope: String(grade) }),
      ),
      ...classes.map((number) =>
        since({
          personId: idOf('teacher', mentorOf(number * studentsPerClass)),
          role: 'homeroom_teacher',
          scope: classKey(number),
        }),
      ),
    ],
  };
}

/** What WEIFANG asks of a mentor for each student; each time one student in ten is left out. */
function contactEntries(days) {
  const firstsOf = (nameOf) => days.filter((day, index) => nameOf(day) !== nameOf(days[index - 1] ?? ''));
  const weekOf = (day) => (day === '' ? '' : Math.floor((Date.parse(day) / 86_400_000 + 3) / 7));
  const monthOf = (day) => day.slice(0, 7);
  return [
    { kind: 'daily_meet', medium: 'face_to_face', days },
    { kind: 'deep_exchange', medium: 'face_to_face', days: firstsOf(weekOf) },
    { kind: 'talk', medium: 'face_to_face', days, who: `AND ${numberSql('"studentId"')} % 20 = 3` },
    { kind: 'phone_call', medium: 'phone', days: firstsOf(monthOf) },
    { kind: 'home_visit', medium: 'face_to_face', days: ['2026-11-14'] },
  ];
}

function insertContacts({ kind, medium, days, who = '' }) {
  const values = days.map((day, index) => `(${index}, '${day}')`).join(', ');
  return `WITH days(number, day) AS (VALUES ${values})
    INSERT INTO "Contact"
      ("id", "schoolId", "authorId", "studentId", "kind", "occurredOn", "loggedAt", "outcome", "medium", "individual", "noteSealed")
    SELECT '${kind}-' || day || '-' || "studentId", "schoolId", "mentorId", "studentId", '${kind}', day,
      '2026-09-01T08:00:00.000+00:00', 'done', '${medium}', TRUE, '${sealed}'
    FROM days CROSS JOIN "Pairing"
    WHERE (${numberSql('"studentId"')} + number) % 10 <> 0 ${who}`;
}

/** Half of the students have had theirs. */
function insertEvaluations() {
  return `INSERT INTO "HandIn"
      ("id", "schoolId", "kind", "authorId", "loggedById", "handedInOn", "loggedAt", "studentId", "sealedFor", "wordsSealed")
    SELECT 'evaluation-' || "studentId", "schoolId", 'term_student_evaluation', "mentorId", "mentorId", '2027-01-20',
      '2027-01-20T08:00:00.000+00:00', "studentId", "studentId", '${sealed}'
    FROM "Pairing" WHERE ${numberSql('"studentId"')} % 2 = 0`;
}

/** A parent meeting in each class, a class case meeting in each class and week; grades and the school likewise. */
async function addMeetings(client, { students, days, newId }) {
  const classes = range(Math.ceil(students / studentsPerClass));
  const mondays = days.filter((day) => new Date(day).getUTCDay() === 1 && day < worstDay.slice(0, 8));
  const meeting = (type, scope, on, row = {}) => ({
    id: newId(),
    schoolId,
    type,
    scope,
    on,
    status: 'held',
    minutesSealed: sealed,
    createdAt: at,
    ...row,
  });
  const ofConcern = (number) =>
    range(studentsPerClass)
      .map((place) => number * studentsPerClass + place)
      .filter((student) => student < students && isOfConcern(student));
  const parentMeetings = classes.map((number) => meeting('parent_meeting', classKey(number), '2026-11-06'));
  const rows = [
    ...parentMeetings,
    ...classes.flatMap((number) =>
      mondays.map((on) =>
        meeting('class_case_meeting', classKey(number), on, {
          treatedIds: ofConcern(number)
            .map((student) => idOf('student', student))
            .join(','),
        }),
      ),
    ),
    ...[...new Set(classes.map(gradeOf))].flatMap((grade) =>
      mondays.map((on) =>
        meeting('case_conference', String(grade), on, {
          classKeys: classes
            .filter((number) => gradeOf(number) === grade)
            .map(classKey)
            .join(','),
        }),
      ),
    ),
    ...mondays.map((on) => meeting('office_meeting', 'school', on, { grades: '1,2,3,4,5,6' })),
  ];
  const marks = parentMeetings.flatMap(({ id }, number) => {
    const mentors = range(studentsPerClass).map((place) => mentorOf(number * studentsPerClass + place));
    return [...new Set(mentors)]
      .filter((mentor) => mentor < staffOf(students))
      .map((mentor) => ({
        id: newId(),
        meetingId: id,
        personId: idOf('teacher', mentor),
        mark: mentor % 10 === 0 ? 'absent' : 'present',
      }));
  });
  for (const [table, data] of [
    ['meeting', rows],
    ['meetingAttendance', marks],
  ])
    for (let from = 0; from < data.length; from += rowsPerStatement)
      await client[table].createMany({ data: data.slice(from, from + rowsPerStatement) });
}

const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const range = (length) => Array.from({ length }, (_, index) => index);
const staffOf = (students) => Math.ceil(students / studentsPerMentor);
const mentorOf = (student) => Math.floor(student / studentsPerMentor);
const classOf = (student) => Math.floor(student / studentsPerClass);
const gradeOf = (number) => 1 + (number % 6);
const classKey = (number) => `${gradeOf(number)}.${number + 1}`;
const isOfConcern = (student) => student % 20 === 3;

/** As long as the ids of the program. */
function idOf(kind, number) {
  return `${kind}-${String(number).padStart(35 - kind.length, '0')}`;
}

/** The number in a student's id, in SQL of both databases. */
function numberSql(column) {
  return `CAST(substr(${column}, 28) AS INTEGER)`;
}

function numbered() {
  let last = 0;
  return () => idOf('row', ++last);
}
