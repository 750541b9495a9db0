/** A meeting that is noticed, held or cancelled. */
import { dayOf } from '../../domain/day.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { MeetingType, StaffRole } from '../../domain/vocabulary.ts';
import { isOneTooMany } from '../../usecases/duties/warn-beyond-usual.ts';
import { recordMeeting } from '../../usecases/records/record-meeting.ts';
import type { MeetingAction } from '../action-schemas.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';

export async function meet(stage: Stage, written: MeetingAction): Promise<Outcome> {
  const { storage, newId, schoolId } = stage;
  const { type, convener, status, minutes, treated, grades, classes, attendance } = written;
  const now = stage.clock.now();
  const today = dayOf(now);
  const scope =
    written.scope ?? scopeOfConvener(await storage.roster(await storage.schools.get(schoolId)), written);
  const recorded = await storage.transaction((tables) =>
    recordMeeting(
      { tables, newId, schoolId, actorId: convener ?? '', now, today },
      {
        type,
        scope,
        on: written.on ?? today,
        status,
        ...(convener === undefined ? {} : { convenerId: convener }),
        classKeys: classes,
        grades,
        speakerIds: written.speech_by ?? [],
        treatedStudentIds: treated,
        minutes,
        attendance,
      },
    ),
  );
  if (recorded === 'future') return refusedFor('CV-01', 'future');
  const school = await storage.schools.get(schoolId);
  const roster = await storage.roster(school);
  const schemeVersions = stage.instance.program.planning.schemeVersions(school.schemeId, roster.followed);
  const question = { tables: storage, school, roster, schemeVersions };
  const warns = await isOneTooMany(question, { type, scope, on: written.on ?? today }, today);
  return { accepted: true, state: status, ...(warns ? { warns } : {}) };
}

/** Whose own class or grade it is, where a meeting of that kind is held there. */
const conveningRoles: Readonly<Partial<Record<MeetingType, readonly StaffRole[]>>> = {
  theme_class_meeting: ['homeroom_teacher'],
  class_mentor_meeting: ['homeroom_teacher'],
  community_report_meeting: ['homeroom_teacher'],
  class_case_meeting: ['homeroom_teacher'],
  class_moral_meeting: ['homeroom_teacher'],
  case_analysis_meeting: ['grade_head'],
  case_conference: ['grade_head'],
  launch_campaign: ['homeroom_teacher', 'grade_head'],
  parent_meeting: ['homeroom_teacher', 'grade_head'],
};

function scopeOfConvener({ facts }: SchoolRoster, { type, convener }: MeetingAction): string {
  const posts = facts.staff.filter(
    ({ personId, role }) => personId === convener && conveningRoles[type]?.includes(role) === true,
  );
  const scopes = new Set(posts.map(({ scope }) => scope));
  const [only = 'school'] = scopes;
  return scopes.size === 1 ? only : 'school';
}
