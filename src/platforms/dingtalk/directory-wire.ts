/**
 * Answers about the directories (dingtalk.md §7.2, §8). Keys come as `classId` and `class_id`, with blanks around
 * them; numbers and booleans come as words; `feature` is JSON in a string.
 */
import { z } from 'zod';
import { cleanText, readJsonObject, withUniformKeys } from './wire.ts';

/** Keys trimmed, folded and without `_`, at every level. */
export function uniform(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(uniform);
  if (typeof value !== 'object' || value === null) return value;
  const trimmed = Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key.trim(), uniform(field)]),
  );
  return Object.fromEntries(withUniformKeys(trimmed));
}

const text = z.union([z.string(), z.number()]).transform((value) => cleanText(String(value)).trim());
const id = text.pipe(z.string().min(1).max(128));
const optionalText = text.optional().catch(undefined);
const wholeNumber = z.coerce.number().int().optional().catch(undefined);
const isYes = z
  .unknown()
  .optional()
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true');
const featureFields = z.looseObject({
  periodtype: optionalText,
  gradelevel: wholeNumber,
  classlevel: wholeNumber,
  isadviser: isYes,
  studentno: optionalText,
});
const feature = z
  .unknown()
  .optional()
  .transform((value) =>
    featureFields.parse(uniform(typeof value === 'string' ? (readJsonObject(value) ?? {}) : Object(value))),
  );

/** A list must be one: an answer without it is a broken answer, not an empty school. Broken entries are left out. */
function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z
    .array(z.unknown())
    .transform((entries) => entries.flatMap((one) => entry.safeParse(one).data ?? []));
}

/** `listsub` answers with the bare list. */
export const departments = listOf(z.looseObject({ deptid: id, name: optionalText }));

export const memberPage = z.looseObject({
  hasmore: isYes,
  nextcursor: wholeNumber,
  list: listOf(
    z.looseObject({
      userid: id,
      unionid: optionalText,
      name: optionalText,
      mobile: optionalText,
      jobnumber: optionalText,
      leader: isYes,
    }),
  ),
});

export const unitPage = z.looseObject({
  hasmore: isYes,
  details: listOf(
    z.looseObject({ deptid: id, name: optionalText, nick: optionalText, depttype: optionalText, feature }),
  ),
});
export type Unit = z.output<typeof unitPage>['details'][number];

export const rolePage = z.looseObject({
  hasmore: isYes,
  details: listOf(z.looseObject({ userid: id, unionid: optionalText, name: optionalText, feature })),
});

export const relationPage = z.looseObject({
  hasmore: isYes,
  relations: listOf(
    z.looseObject({
      fromuserid: id,
      touserid: id,
      relationcode: optionalText,
      relationname: optionalText,
    }),
  ),
});
