import { questionReasons } from '../understanding/understanding.ts';

/** What may be asked: beside unclear words a field of a record, which draft is meant, whether it was twice, which child of a family, and which earlier record. */
export const askedPoints = [
  ...questionReasons,
  'missing_field',
  'which_draft',
  'file_again',
  'which_child',
  'which_person',
  'which_earlier',
] as const;
export type AskedPoint = (typeof askedPoints)[number];
