import { questionReasons } from '../understanding/understanding.ts';

/** What may be asked: beside unclear words a field of a record, which draft is meant, whether it was twice, and which child of a family. */
export const askedPoints = [
  ...questionReasons,
  'missing_field',
  'which_draft',
  'file_again',
  'which_child',
  'which_person',
] as const;
export type AskedPoint = (typeof askedPoints)[number];
