/** What a heading stands for. */
import type { GuardianRelation } from '../vocabulary.ts';
import { foldHeading } from './fold-text.ts';
import {
  type CalendarField,
  calendarHeadings,
  type GuardianField,
  type GuardianRowField,
  guardianFieldWords,
  guardianRowHeadings,
  guardianSlotWords,
  ordinalMark,
  ordinals,
  type StaffField,
  type StudentField,
  staffHeadings,
  studentHeadings,
} from './roster-headings.ts';
import type { Words } from './roster-words.ts';

export type StudentColumn =
  | { readonly field: StudentField }
  | { readonly guardian: string; readonly relation?: GuardianRelation; readonly field: GuardianField };

export function staffColumn(heading: string): { readonly field: StaffField } | undefined {
  const field = fieldOf(staffHeadings, foldHeading(heading));
  return field && { field };
}

export function guardianRowColumn(heading: string): { readonly field: GuardianRowField } | undefined {
  const field = fieldOf(guardianRowHeadings, foldHeading(heading));
  return field && { field };
}

export function calendarColumn(heading: string): { readonly field: CalendarField } | undefined {
  const field = fieldOf(calendarHeadings, foldHeading(heading));
  return field && { field };
}

export function studentColumn(heading: string): StudentColumn | undefined {
  const folded = foldHeading(heading);
  const field = fieldOf(studentHeadings, folded);
  return field ? { field } : guardianColumn(folded);
}

/** 监护人1电话, 第二监护人姓名, 家长姓名, 父亲手机号. */
function guardianColumn(folded: string): StudentColumn | undefined {
  const [ordinalFirst, rest] = folded.startsWith(ordinalMark)
    ? takeOrdinal(folded.slice(ordinalMark.length))
    : [undefined, folded];
  const slot = guardianSlotWords.find(({ word }) => rest.startsWith(word));
  if (!slot) return undefined;
  const [ordinalAfter, fieldWord] = takeOrdinal(rest.slice(slot.word.length));
  const field = fieldOf(guardianFieldWords, fieldWord);
  if (!field) return undefined;
  if (slot.relation) return { guardian: slot.word, relation: slot.relation, field };
  return { guardian: String(ordinalFirst ?? ordinalAfter ?? 1), field };
}

function takeOrdinal(text: string): readonly [number | undefined, string] {
  const place = text === '' ? -1 : ordinals.findIndex((forms) => forms.includes(text.charAt(0)));
  return place < 0 ? [undefined, text] : [place + 1, text.slice(1)];
}

function fieldOf<Field extends string>(words: Words<Field>, folded: string): Field | undefined {
  for (const field in words) {
    if (words[field].includes(folded)) return field;
  }
  return undefined;
}
