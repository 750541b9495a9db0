/** Builders for the engine's input: one mentor M, one student S in class 5.3, the example calendar. */

import { type Day, readDay } from '../../../../src/domain/day.ts';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import type { DutyState } from '../../../../src/domain/duties/duty.ts';
import type {
  ContactFact,
  DutyInput,
  HandInFact,
  MeetingFact,
  PairingFact,
  RoleAssignment,
  StudentFact,
} from '../../../../src/domain/duties/facts.ts';
import type { SchemeId, SchemeVersion } from '../../../../src/domain/schemes/scheme.ts';
import type { ContactKind, HandInKind, MeetingType, StaffRole } from '../../../../src/domain/vocabulary.ts';
import { loadCalendar, loadPreset } from '../../../../src/schemes/load-preset.ts';

export const cn2026 = loadCalendar('cn-2026-27');

export function day(text: string): Day {
  return readDay(text);
}

const presets = new Map<SchemeId, SchemeVersion>();

/** Reading a preset takes longer than all that is done with it: each is read once. */
export function preset(id: SchemeId): SchemeVersion {
  const read = presets.get(id) ?? loadPreset(id);
  presets.set(id, read);
  return read;
}

const schoolYearStart = day('2026-09-01');
let made = 0;

function nextId(): string {
  made += 1;
  return `fact-${made}`;
}

export function aStudent(overrides: Partial<StudentFact> = {}): StudentFact {
  return { id: 'S', classKey: '5.3', grade: '5', flags: [], ...overrides };
}

/** In force since before the calendar, with the agreement signed, unless said otherwise. */
export function aPairing(overrides: Partial<PairingFact> = {}): PairingFact {
  const fromOn = overrides.fromOn ?? day('2025-09-01');
  return { id: nextId(), mentorId: 'M', studentId: 'S', signedOn: fromOn, ...overrides, fromOn };
}

export function aContact(kind: ContactKind, on: string, overrides: Partial<ContactFact> = {}): ContactFact {
  const base = { id: nextId(), authorId: 'M', studentIds: ['S'], outcome: 'done', individual: true } as const;
  return { ...base, kind, on: day(on), ...overrides };
}

/** By the mentor about the student, unless said otherwise. */
export function aHandIn(kind: HandInKind, on: string, overrides: Partial<HandInFact> = {}): HandInFact {
  return { id: nextId(), kind, authorId: 'M', on: day(on), ...overrides };
}

/** Held with minutes, unless said otherwise. */
export function aMeeting(
  type: MeetingType,
  scope: string,
  on: string,
  overrides: Partial<MeetingFact> = {},
): MeetingFact {
  return {
    id: nextId(),
    type,
    scope,
    on: day(on),
    status: 'held',
    hasMinutes: true,
    attendance: {},
    ...overrides,
  };
}

export function aPost(personId: string, role: StaffRole, scope = 'school'): RoleAssignment {
  return { personId, role, scope, fromOn: day('2020-09-01') };
}

export function anInput(
  scheme: SchemeId | readonly SchemeVersion[],
  overrides: Partial<DutyInput> = {},
): DutyInput {
  return {
    schemeVersions: typeof scheme === 'string' ? [preset(scheme)] : scheme,
    calendar: cn2026,
    roster: {
      staff: [
        aPost('H', 'homeroom_teacher', '5.3'),
        aPost('GH', 'grade_head', '5'),
        aPost('SG', 'steering_group'),
        aPost('MO', 'moral_office'),
        aPost('P', 'principal'),
      ],
      students: [aStudent()],
      pairings: [aPairing()],
    },
    contacts: [],
    meetings: [],
    handIns: [],
    leaves: [],
    startOn: schoolYearStart,
    ...overrides,
  };
}

/** First days of the rule's windows by state, as a scenario names them. */
export function windowsByState(
  input: DutyInput,
  rule: string,
  on: string,
  ownerId?: string,
): Partial<Record<DutyState, string[]>> {
  const found: Partial<Record<DutyState, string[]>> = {};
  for (const duty of computeDuties(input, day(on))) {
    if (duty.rule !== rule || (ownerId !== undefined && duty.ownerId !== ownerId)) continue;
    const windows = found[duty.state] ?? [];
    windows.push(duty.window.firstOn);
    found[duty.state] = windows;
  }
  return found;
}
