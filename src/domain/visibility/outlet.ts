/** Where something is shown. What a person may see is not fit for every place. */
import type { Thing } from './thing.ts';

/** `date_and_kind`: that it exists, when and what it was, none of its words. */
export type Sight = 'all' | 'date_and_kind' | 'nothing';

/**
 * `private`: an answer or page the one viewer asked for. `notice`: a push, which others may read over a shoulder.
 * `digest`: the weekly digest. `group`: a group chat. `public_list`: a list for everybody.
 */
export const outlets = ['private', 'notice', 'digest', 'group', 'public_list'] as const;
export type Outlet = (typeof outlets)[number];

/** V-03, V-04, V-07, V-10: the most an outlet may show of a thing, whoever looks. */
export function mostShownAt(outlet: Outlet, { kind }: Thing): Sight {
  switch (outlet) {
    case 'private':
      return 'all';
    case 'notice':
      if (kind === 'exam_scores') return 'nothing';
      return kind === 'contact_note' ? 'date_and_kind' : 'all';
    case 'digest':
      return kind === 'digest_line' ? 'all' : 'nothing';
    case 'group':
    case 'public_list':
      return kind === 'public_list_entry' ? 'all' : 'nothing';
  }
}
