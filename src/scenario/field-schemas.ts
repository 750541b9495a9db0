/** The small values that actions and expectations are made of. */
import { z } from 'zod';
import { daySchema } from '../domain/schemes/calendar-schema.ts';
import { platforms } from '../domain/vocabulary.ts';
import { isDuration, isWallTime } from './wall-time.ts';

/** Also the person's id in the database of the run; commas and bars separate ids there. */
export const personId = z
  .string()
  .regex(/^[^\s,|]{1,64}$/, { error: 'a person is named by a short id without blanks, commas or bars' });
export const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((only) => [only]), z.array(item).min(1)]);
export const people = oneOrMore(personId);
export const texts = oneOrMore(z.string().min(1));
export const day = daySchema;
export const wallTime = z
  .string()
  .refine(isWallTime, { error: 'not a wall time written YYYY-MM-DDTHH:MM (or with :SS)' });
export const moment = z.union([daySchema, wallTime], {
  error: 'not a day YYYY-MM-DD or a wall time YYYY-MM-DDTHH:MM',
});
export const duration = z.union([
  z.number().positive(),
  z.string().refine(isDuration, { error: 'not a duration such as 90s, 30m, 2h, 1d (a number is minutes)' }),
]);
export const platform = z.enum(platforms);
export const classKey = z
  .string({ error: 'write a class in quotes, grade, dot, number: "5.3"' })
  .regex(/^\d{1,2}\.\d{1,2}$/, { error: 'a class is grade, dot, number: "5.3"' });
export const grade = z
  .union([z.int(), z.string().regex(/^\d{1,2}$/)], { error: 'a grade is a number: 5' })
  .transform(String);
/** `school`, a grade, a class, or `{class: "5.3"}`, `{grade: 5}`. */
export const scope = z.union([
  z.literal('school'),
  classKey,
  grade,
  z.strictObject({ class: classKey }).transform((written) => written.class),
  z.strictObject({ grade }).transform((written) => written.grade),
  z.strictObject({ school: z.literal(true) }).transform(() => 'school'),
]);
/** Recognised and not read any further. */
export const later = z.unknown();
