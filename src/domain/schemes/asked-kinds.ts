/** What a line may ask for, by the kind of fact that settles it. */
import { contactKinds, handInKinds, meetingTypes } from '../vocabulary.ts';
import type { DutyTemplate } from './scheme.ts';

export const askedKinds: Readonly<Record<DutyTemplate['settledBy'], readonly string[]>> = {
  contact: contactKinds,
  hand_in: handInKinds,
  meeting: meetingTypes,
  attendance: meetingTypes,
  speech: meetingTypes,
  check: ['record_check', 'quantified_score'],
};

/** What a line may offer without asking for a number of it. */
export const offeredKinds: readonly string[] = [...contactKinds, ...meetingTypes];
