/** The shape of a scenario file. Unknown keys are refused, keys that begin with `x-` are notes. */
import { z } from 'zod';
import { schemeIds } from '../domain/schemes/scheme.ts';
import { readChanges } from '../domain/schemes/scheme-changes.ts';
import { guardianRelations, staffRoles } from '../domain/vocabulary.ts';
import { loadPreset } from '../schemes/load-preset.ts';
import { supportedActions } from './action-schemas.ts';
import { calendarField } from './calendar-field.ts';
import { expectationSchema } from './expectation-schemas.ts';
import * as field from './field-schemas.ts';

const onPlatforms = z.array(field.platform).exactOptional();

/** `mentor`, or `{homeroom_teacher: "5.3"}`: a role with what it is for. */
const role = z.union([
  z.enum(staffRoles).transform((name) => [{ role: name, scope: 'school' }]),
  z
    .strictObject({ grade_head: field.oneOrMore(field.grade) })
    .transform(({ grade_head }) => grade_head.map((scope) => ({ role: 'grade_head' as const, scope }))),
  z
    .strictObject({ responsible_leader: field.people })
    .transform(({ responsible_leader }) =>
      responsible_leader.map((scope) => ({ role: 'responsible_leader' as const, scope })),
    ),
  z
    .partialRecord(
      z.enum(['homeroom_teacher', 'subject_teacher', 'mentor_group_leader']),
      field.oneOrMore(field.classKey),
    )
    .transform((written) =>
      (['homeroom_teacher', 'subject_teacher', 'mentor_group_leader'] as const).flatMap((name) =>
        (written[name] ?? []).map((scope) => ({ role: name, scope })),
      ),
    ),
]);

const staff = z.strictObject({
  id: field.personId,
  name: z.string().min(1),
  roles: z
    .array(role)
    .default([])
    .transform((roles) => roles.flat()),
  platforms: onPlatforms,
});

const guardian = z.strictObject({
  id: field.personId,
  name: z.string().default(''),
  relation: z.enum(guardianRelations).default('other'),
  platforms: onPlatforms,
});

const student = z.strictObject({
  id: field.personId,
  name: z.string().min(1),
  class: field.classKey,
  gender: z.enum(['female', 'male']).exactOptional(),
  categories: z.array(z.string()).default([]),
  guardians: z.array(guardian).default([]),
  platforms: onPlatforms,
});

const pairing = z.strictObject({
  mentor: field.personId,
  student: field.people.exactOptional(),
  students: field.people.exactOptional(),
  from: field.day,
  signed: field.day.exactOptional(),
  until: field.day.exactOptional(),
  /** A second carer under 1+1 (CV-16). */
  joint: z.boolean().default(false),
});

const changes = z.record(z.string(), z.unknown()).default({});
const scheme = z.union([
  z.enum(schemeIds).transform((preset) => ({ preset, changes: {} })),
  z.strictObject({ preset: z.enum(schemeIds), changes }).superRefine((written, context) => {
    try {
      readChanges(written.changes, loadPreset(written.preset));
    } catch (error) {
      context.addIssue({
        code: 'custom',
        path: ['changes'],
        message: error instanceof Error ? error.message : '',
      });
    }
  }),
]);

const step = z.strictObject({
  at: field.wallTime,
  ...supportedActions,
  expect: expectationSchema.exactOptional(),
});

export const scenarioSchema = z.strictObject({
  name: z.string().min(1).exactOptional(),
  scheme,
  calendar: calendarField.default(() => calendarField.parse('cn-2026-27')),
  start: field.day.exactOptional(),
  /** Of everybody who does not say otherwise; both where nothing is said. */
  platforms: onPlatforms,
  people: z.strictObject({
    staff: z.array(staff).default([]),
    students: z.array(student).default([]),
  }),
  pairings: z.array(pairing).default([]),
  steps: z.array(step).min(1),
});

export type Scenario = z.output<typeof scenarioSchema> & { readonly name: string };
export type ScenarioStep = Scenario['steps'][number];
