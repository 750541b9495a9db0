import { questionReasons } from '../understanding/understanding.ts';

/** What may be asked: beside unclear words a field of a record, which draft is meant, and whether it was twice. */
export const askedPoints = [...questionReasons, 'missing_field', 'which_draft', 'file_again'] as const;
export type AskedPoint = (typeof askedPoints)[number];
