/** Builders: a school of viewers and things around student S of class 5.3, looked at on 2026-10-14. */
import { type Day, readDay } from '../../../../src/domain/day.ts';
import type { SchemeId, SchemeVersion } from '../../../../src/domain/schemes/scheme.ts';
import type { Outlet, Sight } from '../../../../src/domain/visibility/outlet.ts';
import { sight } from '../../../../src/domain/visibility/sight.ts';
import type { ContactNote, Thing } from '../../../../src/domain/visibility/thing.ts';
import type { HeldRole, Inspection, StudentPlace, Viewer } from '../../../../src/domain/visibility/viewer.ts';
import type { StaffRole } from '../../../../src/domain/vocabulary.ts';
import { loadPreset } from '../../../../src/schemes/load-preset.ts';

export const today = readDay('2026-10-14');
export const studentS: StudentPlace = { id: 'S', classKey: '5.3', grade: '5' };

const presets = new Map<SchemeId, SchemeVersion>();

export function preset(id: SchemeId): SchemeVersion {
  const read = presets.get(id) ?? loadPreset(id);
  presets.set(id, read);
  return read;
}

export function aViewer(personId: string, overrides: Partial<Viewer> = {}): Viewer {
  return {
    personId,
    roles: [],
    mentors: [],
    wardIds: [],
    directsMoralOffice: false,
    inspections: [],
    ...overrides,
  };
}

export function aRole(
  role: StaffRole,
  scope = 'school',
  days: { from?: string; until?: string } = {},
): HeldRole {
  const held = { role, scope, fromOn: readDay(days.from ?? '2025-09-01') };
  return days.until === undefined ? held : { ...held, untilOn: readDay(days.until) };
}

/** In force and signed since the school year before, unless said otherwise. */
export function aMentor(
  personId: string,
  days: { from?: string; until?: string; signed?: string | null; studentId?: string; joint?: boolean } = {},
): Viewer {
  const fromOn = readDay(days.from ?? '2025-09-01');
  const pairing = {
    id: `${personId}-pairing`,
    mentorId: personId,
    studentId: days.studentId ?? 'S',
    fromOn,
    ...(days.until === undefined ? {} : { untilOn: readDay(days.until) }),
    ...(days.signed === null ? {} : { signedOn: days.signed === undefined ? fromOn : readDay(days.signed) }),
    ...(days.joint === undefined ? {} : { jointFollowup: days.joint }),
  };
  return aViewer(personId, { mentors: [pairing] });
}

export function anInspection(overrides: Partial<Inspection> = {}): Inspection {
  return { scope: 'school', fromOn: readDay('2026-10-12'), untilOn: readDay('2026-10-16'), ...overrides };
}

export function post(role: StaffRole, scope?: string, days?: { from?: string; until?: string }): Viewer {
  return aViewer(`${role}-${scope ?? 'school'}`, { roles: [aRole(role, scope, days)] });
}

/** Everybody the table speaks of, each with one standing only. */
export const people = {
  'the author, no longer mentor': aMentor('author', { until: '2026-10-01' }),
  'a former mentor': aMentor('former', { until: '2026-10-13' }),
  'a current mentor': aMentor('current'),
  'a second carer': aMentor('second', { joint: true }),
  'a mentor from tomorrow on': aMentor('next', { from: '2026-10-15' }),
  'the mentor of another student': aMentor('other', { studentId: 'T' }),
  'the homeroom teacher': post('homeroom_teacher', '5.3'),
  'the homeroom teacher of another class': post('homeroom_teacher', '5.4'),
  'the homeroom teacher of last year': post('homeroom_teacher', '5.3', { until: '2026-08-31' }),
  'the grade head': post('grade_head', '5'),
  'the head of another grade': post('grade_head', '6'),
  'the director of the moral office': aViewer('director', {
    roles: [aRole('moral_office')],
    directsMoralOffice: true,
  }),
  'a member of the moral office': post('moral_office'),
  'the academic office': post('academic_office'),
  'a psych teacher': post('psych_teacher'),
  'the psych teacher on the case': post('psych_teacher', 'S'),
  'the principal': post('principal'),
  'the responsible leader': post('responsible_leader', 'S'),
  'the responsible leader of another student': post('responsible_leader', 'T'),
  'the steering group': post('steering_group'),
  'the steering group in an inspection': aViewer('inspector', {
    roles: [aRole('steering_group')],
    inspections: [anInspection()],
  }),
  'a subject teacher': post('subject_teacher', '5.3'),
  'a community helper': post('community_helper', '5.3'),
  'the student': aViewer('S'),
  'another student': aViewer('T'),
  'the guardian': aViewer('S-mother', { wardIds: ['S'] }),
  'the guardian of another student': aViewer('T-mother', { wardIds: ['T'] }),
} as const;

export function aNote(overrides: Partial<ContactNote> = {}): ContactNote {
  return {
    kind: 'contact_note',
    student: studentS,
    authorId: 'author',
    isRestricted: false,
    receivedByIds: [],
    ...overrides,
  };
}

export function sightOf(
  viewer: Viewer,
  thing: Thing,
  {
    scheme = 'shewobo',
    on = today,
    outlet = 'private',
  }: { scheme?: SchemeId; on?: Day; outlet?: Outlet } = {},
): Sight {
  return sight({ viewer, thing, on, scheme: preset(scheme), outlet });
}

/** Everybody who sees anything of it; what is not `all` with the sight behind the name. */
export function whoSees(thing: Thing, options: Parameters<typeof sightOf>[2] = {}): readonly string[] {
  return Object.entries(people).flatMap(([name, viewer]) => {
    const seen = sightOf(viewer, thing, options);
    if (seen === 'nothing') return [];
    return [seen === 'all' ? name : `${name}: ${seen}`];
  });
}
