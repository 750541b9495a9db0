/** Reads a scheme from outside: a shipped preset, a school's own file. Every rule is one line under its id. */
import { z } from 'zod';
import { respondentKinds } from '../questionnaires/form.ts';
import { concernSigns } from '../understanding/lexicon/concern-words.ts';
import { contactMedia, forces, meetingTypes, staffRoles } from '../vocabulary.ts';
import { askedKinds, offeredKinds } from './asked-kinds.ts';
import { daySchema } from './calendar-schema.ts';
import {
  cadences,
  coverages,
  dueDays,
  dutySubjects,
  type Rule,
  roundOpenings,
  roundWindows,
  ruleTypes,
  type SchemeVersion,
  schemeIds,
  schemeVersion,
  settlements,
  studentGroups,
} from './scheme.ts';

export const dutySchema = z
  .strictObject({
    part: z.string().exactOptional(),
    owner: z.enum(['student', ...staffRoles]),
    per: z.enum(dutySubjects),
    settledBy: z.enum(settlements),
    asks: z.string(),
    alternatives: z.array(z.enum(meetingTypes)).min(1).exactOptional(),
    window: z.enum(cadences),
    times: z.int().min(1).default(1),
    usualTimes: z.int().min(1).exactOptional(),
    students: z.enum(studentGroups).default('all'),
    media: z.array(z.enum(contactMedia)).min(1).exactOptional(),
    fields: z.array(z.string()).min(1).exactOptional(),
    scoreParts: z.array(z.string()).min(1).exactOptional(),
    due: z.enum(dueDays).default('window_end'),
    onTime: z.boolean().exactOptional(),
    lasting: z.boolean().exactOptional(),
    covers: z.enum(coverages).exactOptional(),
    coverageRequired: z.boolean().exactOptional(),
  })
  .superRefine(({ settledBy, asks }, context) => {
    const known = askedKinds[settledBy];
    if (known.includes(asks)) return;
    const message = `${JSON.stringify(asks)} cannot be asked for here; known are ${known.join(', ')}`;
    context.addIssue({ code: 'custom', path: ['asks'], message });
  });

const warningSchema = z.strictObject({
  signs: z.array(z.enum(concernSigns.map(({ sign }) => sign))).min(1),
  tells: z.array(z.enum(staffRoles)).min(1),
});

export const questionnaireSchema = z.strictObject({
  form: z.string().min(1),
  respondents: z.enum(respondentKinds),
  issuer: z.enum(staffRoles),
  per: z.enum(['school', 'grade']).default('school'),
  window: z.enum(roundWindows),
  opens: z.array(z.enum(roundOpenings)).min(1),
});

export const questionnairesSchema = z
  .array(questionnaireSchema)
  .min(1)
  .refine((lines) => new Set(lines.map(roundOf)).size === 1, {
    error: 'what one rule asks is one round: issuer, per, window and opens are the same in every line',
  });

function roundOf({ issuer, per, window, opens }: z.infer<typeof questionnaireSchema>): string {
  return JSON.stringify([issuer, per, window, opens]);
}

const ruleSchema = z
  .strictObject({
    type: z.enum(ruleTypes),
    force: z.enum(forces),
    section: z.string().min(1),
    quote: z.string().min(1).max(30),
    summary: z.string().min(1),
    status: z.enum(['shown', 'later']).exactOptional(),
    duties: z.array(dutySchema).min(1).exactOptional(),
    questionnaires: questionnairesSchema.exactOptional(),
    offers: z.array(z.enum(offeredKinds)).min(1).exactOptional(),
    needsAgreement: z.boolean().exactOptional(),
    specialCategories: z.array(z.string()).min(1).exactOptional(),
    isOptIn: z.boolean().exactOptional(),
    warning: warningSchema.exactOptional(),
  })
  .refine(
    ({ status, duties, questionnaires, offers, warning }) =>
      (status === undefined) === [duties, questionnaires, offers, warning].some((part) => part !== undefined),
    { error: 'a rule has either duties, questionnaires, offers or a warning, or a status' },
  );

export const schemeSchema = z.strictObject({
  scheme: z.enum(schemeIds),
  title: z.string().min(1),
  effectiveFrom: daySchema,
  rules: z.record(z.string().regex(/^[A-Z]+-\d{2,3}$/, 'not a rule id'), ruleSchema),
});

/** Throws with every fault named. */
export function readScheme(value: unknown): SchemeVersion {
  const result = schemeSchema.safeParse(value);
  if (!result.success) throw new Error(`scheme: ${z.prettifyError(result.error)}`);
  const rules = Object.entries(result.data.rules).map(([id, line]) => toRule(id, line));
  return schemeVersion({ ...result.data, rules });
}

function toRule(id: string, line: z.infer<typeof ruleSchema>): Rule {
  const { status = 'duty', duties = [], questionnaires = [], offers = [], ...rest } = line;
  return { id, ...rest, status, duties, questionnaires, offers };
}
