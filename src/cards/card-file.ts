/** The shape of one file in `cards/`. Every template string is parsed on the way in; unknown keys are refused. */
import { z } from 'zod';
import { parseTemplate } from './template.ts';

const template = z
  .string()
  .min(1)
  .transform((source, context) => {
    try {
      return parseTemplate(source);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      context.addIssue(error.message);
      return z.NEVER;
    }
  });

/** What DingTalk shows at most; WeCom shows one more. */
const mostButtons = 5;

const fieldName = z.string().regex(/^[a-z][a-z_]*$/);

const plainLine = template.transform((show) => ({ kind: 'plain' as const, show }));

/** Shown only when `when` is there: an optional field with a value, a list with at least one entry. */
const conditionalLine = z
  .strictObject({ when: fieldName, show: template })
  .transform((line) => ({ kind: 'conditional' as const, ...line }));

/**
 * One line per entry of a list, or all in one line where `join` is given. Rows give their own fields, lists of plain
 * text give `{item}`. Past `most`, `more` follows with `{rest}` for how many are left.
 */
const repeatedLine = z
  .strictObject({
    each: fieldName,
    show: template,
    most: z.int().min(1).max(50),
    more: template,
    join: z.string().optional(),
    before: z.string().optional(),
  })
  .transform((line) => ({ kind: 'repeated' as const, ...line }));

const buttonParts = {
  key: template,
  text: template,
  say: template,
  /** What a chat of plain words carries besides them, so that a press is known from typing. */
  mark: template.optional(),
};

const singleButton = z
  .strictObject(buttonParts)
  .transform((button) => ({ kind: 'single' as const, ...button }));

/** One button per entry of a list, as far as `most`; the entries have the fields of the card, too. */
const repeatedButton = z
  .strictObject({ each: fieldName, most: z.int().min(1).max(mostButtons), ...buttonParts })
  .transform((button) => ({ kind: 'repeated' as const, ...button }));

/** One option per entry of a list, as far as `most`. */
const select = z.strictObject({
  key: z.string().regex(/^[a-z_]{1,40}$/),
  title: template,
  each: fieldName,
  most: z.int().min(1).max(10).default(10),
  id: template,
  text: template,
  say: template.optional(),
});

export const cardFileSchema = z.strictObject({
  form: z.enum(['text', 'card']),
  title: template,
  lines: z.array(z.union([plainLine, conditionalLine, repeatedLine])).default([]),
  buttons: z
    .array(z.union([singleButton, repeatedButton]))
    .refine((buttons) => countOf(buttons) <= mostButtons, `at most ${mostButtons} buttons`)
    .default([]),
  /** Where a platform has them; the first button sends the choice off. */
  selects: z.array(select).max(3).optional(),
  /** The reply is worth a message of its own where an answer in passing could carry no buttons (WeCom). */
  as_card: z.literal(true).optional(),
  link: z.strictObject({ text: template, url: template }).optional(),
  /** Where this card answers a pressed button: what takes the place of the buttons on the pressed card. */
  done: z.string().min(1).max(10).optional(),
});

function countOf(buttons: readonly ({ kind: 'single' } | { kind: 'repeated'; most: number })[]): number {
  return buttons.reduce((sum, button) => sum + (button.kind === 'repeated' ? button.most : 1), 0);
}

export type CardFile = z.output<typeof cardFileSchema>;
export type CardFileButton = CardFile['buttons'][number];
export type CardFileSelect = z.output<typeof select>;
export type CardLine = CardFile['lines'][number];
