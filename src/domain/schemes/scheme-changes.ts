/** A school's own changes as a layer over a preset: kept apart, applied to any version, shown as a difference. */
import { z } from 'zod';
import type { Day } from '../day.ts';
import { contactMedia, forces } from '../vocabulary.ts';
import {
  cadences,
  type DutyTemplate,
  type Rule,
  type SchemeVersion,
  schemeVersion,
  studentGroups,
} from './scheme.ts';
import { dutySchema, questionnairesSchema } from './scheme-schema.ts';
import { isSchemeSetting, nearestSetting, schemeSettings } from './scheme-settings.ts';

const ruleChangeSchema = z.strictObject({
  /** The school does not follow this rule. */
  off: z.literal(true).exactOptional(),
  force: z.enum(forces).exactOptional(),
  summary: z.string().min(1).exactOptional(),
  /** These change every duty of the rule; `duties` writes them anew. */
  window: z.enum(cadences).exactOptional(),
  times: z.int().min(1).exactOptional(),
  students: z.enum(studentGroups).exactOptional(),
  media: z.array(z.enum(contactMedia)).min(1).exactOptional(),
  fields: z.array(z.string()).exactOptional(),
  duties: z.array(dutySchema).min(1).exactOptional(),
  questionnaires: questionnairesSchema.exactOptional(),
  needsAgreement: z.boolean().exactOptional(),
  specialCategories: z.array(z.string()).exactOptional(),
  isOptIn: z.boolean().exactOptional(),
});
type RuleChange = z.infer<typeof ruleChangeSchema>;

const settingSchema = z.union([z.string(), z.number(), z.boolean()]);

export interface SchemeChanges {
  readonly rules: Readonly<Record<string, RuleChange>>;
  readonly settings: Readonly<Record<string, z.infer<typeof settingSchema>>>;
}

/**
 * Keys are rule ids of the preset, everything else is a setting. Throws with every fault named. What a school has in
 * force already is `stored`: a setting that is no longer known must not keep the school from being read.
 */
export function readChanges(
  value: unknown,
  preset: SchemeVersion,
  origin: 'written' | 'stored' = 'written',
): SchemeChanges {
  const known = new Set(preset.rules.map(({ id }) => id));
  const isRuleId = (key: string) => /^[A-Z]+-\d{2,3}$/.test(key);
  const schema = z.record(z.string(), z.unknown()).transform((changes, context) => {
    const rules: Record<string, RuleChange> = {};
    const settings: Record<string, z.infer<typeof settingSchema>> = {};
    for (const [key, change] of Object.entries(changes)) {
      const isUnknown = !isRuleId(key) && !isSchemeSetting(key);
      if (isUnknown && origin === 'written') {
        const nearest = nearestSetting(key) ?? Object.keys(schemeSettings).join(', ');
        context.addIssue(`${key}: there is no such setting; meant is perhaps ${nearest}`);
        continue;
      }
      const read = schemaOf(key, isRuleId(key), origin).safeParse(change);
      if (!read.success) context.addIssue(`${key}: ${z.prettifyError(read.error)}`);
      else if (typeof read.data !== 'object') settings[key] = read.data;
      else if (known.has(key)) rules[key] = read.data;
      else context.addIssue(`${key}: the preset ${preset.scheme} has no such rule`);
    }
    return { rules, settings };
  });
  const result = schema.safeParse(value);
  if (!result.success) throw new Error(`changes: ${z.prettifyError(result.error)}`);
  return result.data;
}

function schemaOf(key: string, isRule: boolean, origin: 'written' | 'stored') {
  if (isRule) return ruleChangeSchema;
  return origin === 'written' && isSchemeSetting(key) ? schemeSettings[key] : settingSchema;
}

/** The school's version from that day on (CV-19). */
export function applyChanges(
  preset: SchemeVersion,
  changes: SchemeChanges,
  effectiveFrom: Day,
): SchemeVersion {
  const rules = preset.rules.map((rule) => changeRule(rule, changes.rules[rule.id]));
  return schemeVersion({
    ...preset,
    effectiveFrom,
    rules,
    settings: { ...preset.settings, ...changes.settings },
  });
}

function changeRule(rule: Rule, change: RuleChange | undefined): Rule {
  if (!change) return rule;
  const {
    off,
    duties,
    questionnaires = rule.questionnaires,
    window,
    times,
    students,
    media,
    fields,
    ...line
  } = change;
  if (off) {
    const { warning: _warning, ...rest } = rule;
    return {
      ...rest,
      status: 'shown',
      duties: [],
      questionnaires: [],
      offers: [],
      needsAgreement: false,
      specialCategories: [],
      isOptIn: false,
    };
  }
  const parts = Object.entries({ window, times, students, media, fields }).filter(
    ([, part]) => part !== undefined,
  );
  const changed: readonly DutyTemplate[] = (duties ?? rule.duties).map((duty) => ({
    ...duty,
    ...Object.fromEntries(parts),
  }));
  const asks = changed.length + questionnaires.length > 0;
  return { ...rule, ...line, duties: changed, questionnaires, status: asks ? 'duty' : rule.status };
}
