/** Which contact keeps which promise. */
import { type Day, dayOf } from '../day.ts';
import type { ContactKind, ContactOutcome } from '../vocabulary.ts';

export interface Promised {
  readonly authorId: string;
  readonly studentId: string;
  readonly kind?: ContactKind;
  readonly dueOn?: Day;
  readonly createdAt: Date;
}

export interface DoneContact {
  readonly authorId: string;
  readonly studentId: string;
  readonly kind: ContactKind;
  readonly occurredOn: Day;
  readonly outcome: ContactOutcome;
  readonly loggedAt: Date;
}

/** Kinds that do as well as the one promised. */
const asGood: Readonly<Partial<Record<ContactKind, readonly ContactKind[]>>> = {
  talk: ['deep_exchange', 'group_exchange'],
  deep_exchange: ['talk'],
  phone_call: ['guardian_contact', 'home_visit'],
  guardian_contact: ['phone_call', 'home_visit'],
};

/** Routine that keeps no promise by itself: seeing a child in the corridor, a form of the month. */
const routine: readonly ContactKind[] = ['daily_meet', 'student_report', 'monthly_record', 'parent_meeting'];

/** `isSeenDaily`: a talk every day is owed anyway, so that only the day promised and later ones count. */
export function fulfils(promised: Promised, contact: DoneContact, isSeenDaily: boolean): boolean {
  if (contact.outcome !== 'done' || contact.authorId !== promised.authorId) return false;
  if (contact.studentId !== promised.studentId || contact.loggedAt <= promised.createdAt) return false;
  if (contact.occurredOn < dayOf(promised.createdAt)) return false;
  if (isSeenDaily && promised.dueOn !== undefined && contact.occurredOn < promised.dueOn) return false;
  if (promised.kind === undefined) return !routine.includes(contact.kind);
  return contact.kind === promised.kind || (asGood[promised.kind] ?? []).includes(contact.kind);
}
