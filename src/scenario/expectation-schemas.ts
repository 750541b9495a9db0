/** Every expectation a step may have. */
import { z } from 'zod';
import { listNames } from '../domain/duties/named-lists.ts';
import * as field from './field-schemas.ts';

const reply = z.strictObject({
  contains: field.texts.exactOptional(),
  not_contains: field.texts.exactOptional(),
  card: z.string().exactOptional(),
  buttons: field.texts.exactOptional(),
  /** Words on the pressed card afterwards. */
  pressed: field.texts.exactOptional(),
  /** How many messages came back. */
  count: z.int().min(0).exactOptional(),
});

const windows = z.array(field.day);

const duty = z.strictObject({
  rule: z.string().min(1),
  part: z.string().exactOptional(),
  owner: field.personId.exactOptional(),
  student: field.personId.exactOptional(),
  scope: field.scope.exactOptional(),
  mentor: field.personId.exactOptional(),
  met: windows.exactOptional(),
  overdue: windows.exactOptional(),
  open: windows.exactOptional(),
  upcoming: windows.exactOptional(),
  excused: windows.exactOptional(),
  /** Days on which no duty of the rule starts. */
  none: windows.exactOptional(),
  not_treated: z.array(field.personId).exactOptional(),
  exactly: z.boolean().default(false),
});

const overdue = z
  .strictObject({
    owner: field.personId,
    count: z.int().min(0).exactOptional(),
    rules: z.record(z.string(), z.int().min(0)).exactOptional(),
  })
  .refine(({ count, rules }) => count !== undefined || rules !== undefined, {
    error: 'overdue needs count or rules',
  });

/** What a scheme encourages: so many of so many done in the window that holds the step's day. */
const advice = z.strictObject({
  rule: z.string().min(1),
  owner: field.personId.exactOptional(),
  student: field.personId.exactOptional(),
  done: z.int().min(0),
  of: z.int().min(0).exactOptional(),
});

const sent = z.strictObject({
  to: field.people,
  card: z.string().exactOptional(),
  via: field.platform.exactOptional(),
  since: field.moment.exactOptional(),
  until: field.moment.exactOptional(),
  count: z.int().min(0).exactOptional(),
  contains: field.texts.exactOptional(),
  not_contains: field.texts.exactOptional(),
});

const health = z.strictObject({
  inbox_pending: z.int().min(0).exactOptional(),
  outbox_pending: z.int().min(0).exactOptional(),
  dead: z.int().min(0).exactOptional(),
});

const list = z.strictObject({
  name: z.enum(listNames),
  /** Ids of people. */
  equals: z.array(z.string()),
  /** Narrows to one mentor and the own mentees. */
  of: field.personId.exactOptional(),
  ordered: z.boolean().default(false),
});

const visible = z
  .strictObject({
    who: field.personId,
    /** `last`, or the label that `as:` gave a contact. */
    note: z.string().default('last'),
    thing: z
      .enum(['concern_list', 'exam_scores', 'special_categories', 'portfolio', 'mentor_result'])
      .exactOptional(),
    student: field.personId.exactOptional(),
    mentor: field.personId.exactOptional(),
    sees: z.enum(['all', 'date_and_kind', 'nothing']),
  })
  .refine(
    ({ thing, student, mentor }) =>
      thing === undefined || (thing === 'mentor_result' ? mentor : student) !== undefined,
    {
      error: 'a thing is of a student, a result of a mentor',
    },
  );

const survey = z.strictObject({
  /** Rule id of the round; the newest round where nothing is said. */
  round: z.string().min(1).exactOptional(),
  form: z.string().min(1).exactOptional(),
  /** The mentor who was rated. */
  about: field.personId,
  who: field.personId,
  /** `nothing`: not before the closing, and not for everybody. */
  sees: z.union([
    z.enum(['too_few', 'nothing']),
    z.strictObject({ mean: z.number(), count: z.int().min(0) }),
  ]),
});

const questionnairePlan = z.strictObject({
  /** A day of the term. */
  term: field.day,
  rounds: z.int().min(0).exactOptional(),
  questionnaires: z.int().min(0).exactOptional(),
  /** Rounds by the role that issues them; `grade_unit` is the head of the grade. */
  by: z.record(z.string(), z.int().min(0)).exactOptional(),
});

export const supportedExpectations = {
  accepted: z.boolean().exactOptional(),
  refused: z.union([z.boolean(), z.string().min(1)]).exactOptional(),
  asks: z.string().min(1).exactOptional(),
  warns: z.boolean().exactOptional(),
  state: z.string().min(1).exactOptional(),
  delay_days: z.int().exactOptional(),
  late_days: z.int().min(0).exactOptional(),
  reply: reply.exactOptional(),
  duties: field.oneOrMore(duty).exactOptional(),
  overdue: field.oneOrMore(overdue).exactOptional(),
  advice: field.oneOrMore(advice).exactOptional(),
  sent: field.oneOrMore(sent).exactOptional(),
  health: health.exactOptional(),
  lists: field.oneOrMore(list).exactOptional(),
  visible: field.oneOrMore(visible).exactOptional(),
  survey: field.oneOrMore(survey).exactOptional(),
  questionnaire_plan: field.oneOrMore(questionnairePlan).exactOptional(),
};

export const laterExpectations = {
  result: field.later.exactOptional(),
};

export const expectationSchema = z.strictObject({ ...supportedExpectations, ...laterExpectations });

export type Expectation = z.output<typeof expectationSchema>;
export type ReplyExpectation = z.output<typeof reply>;
export type DutyExpectation = z.output<typeof duty>;
export type OverdueExpectation = z.output<typeof overdue>;
export type AdviceExpectation = z.output<typeof advice>;
export type SentExpectation = z.output<typeof sent>;
export type HealthExpectation = z.output<typeof health>;
export type ListExpectation = z.output<typeof list>;
export type VisibleExpectation = z.output<typeof visible>;
export type SurveyExpectation = z.output<typeof survey>;
export type QuestionnairePlanExpectation = z.output<typeof questionnairePlan>;
