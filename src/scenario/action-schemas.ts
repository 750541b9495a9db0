/** Every action a step may have. `--actions` prints this file; what is not supported yet says so there. */
import { z } from 'zod';
import { schemeIds } from '../domain/schemes/scheme.ts';
import {
  attendanceMarks,
  contactKinds,
  contactMedia,
  contactOutcomes,
  handInKinds,
  meetingTypes,
} from '../domain/vocabulary.ts';
import { faultKinds } from '../sandbox/double.ts';
import * as field from './field-schemas.ts';

const chat = z
  .strictObject({
    from: field.personId,
    via: field.platform.default('wecom'),
    text: z.string().min(1).exactOptional(),
    /** What the platform recognised of a spoken message; WeCom sends none of it. */
    voice: z.string().exactOptional(),
    picture: z.literal(true).exactOptional(),
    group: z.boolean().default(false),
    mentions_bot: z.boolean().default(false),
  })
  .refine((said) => [said.text, said.voice, said.picture].filter((part) => part !== undefined).length === 1, {
    error: 'a chat has one of text, voice and picture',
  })
  .refine((said) => said.text !== undefined || !said.group, {
    error: 'only text is said in a group',
  });

/** Opens the chat with the app. */
const enter = z.strictObject({ by: field.personId, via: field.platform.default('wecom') });

/** Chooses an entry of the app's menu, by its key or its words. */
const menu = z.strictObject({
  by: field.personId,
  via: field.platform.default('wecom'),
  entry: z.string().min(1),
});

const press = z.strictObject({
  by: field.personId,
  via: field.platform.exactOptional(),
  card: z.string().default('last'),
  button: z.string().min(1),
  select: z.record(z.string(), field.texts).default({}),
});

/** Opens a page from the phone and sends one of its forms, `times` in a row as a hasty finger does. */
const page = z.strictObject({
  by: field.personId,
  via: field.platform.default('wecom'),
  path: z.string().startsWith('/').default('/me'),
  form: z.string().startsWith('/'),
  /** Over what stands in the form. */
  fields: z.record(z.string(), field.texts).default({}),
  /** Students whose tick is taken away. */
  untick: field.people.default([]),
  times: z.int().min(1).max(5).default(1),
});

const contact = z.strictObject({
  by: field.personId,
  student: field.people.exactOptional(),
  students: field.people.exactOptional(),
  /** A contact, or an entry of the mentor's own: a journal, a plan, a comment. */
  kind: z.enum([...contactKinds, ...handInKinds]),
  on: field.day.exactOptional(),
  medium: z.enum(contactMedia).exactOptional(),
  outcome: z.enum(contactOutcomes).default('done'),
  /** Guardians by id, or by relation. */
  with: field.people.exactOptional(),
  minutes: z.int().positive().exactOptional(),
  text: z.string().default(''),
  fields: z.record(z.string(), z.coerce.string()).exactOptional(),
  restricted: z.boolean().exactOptional(),
  signs: field.texts.exactOptional(),
  as: z.string().exactOptional(),
});

const flag = z
  .strictObject({
    student: field.personId,
    category: z.string().min(1).exactOptional(),
    concern: z.literal(true).exactOptional(),
    by: field.personId.exactOptional(),
    responsible_leader: field.personId.exactOptional(),
  })
  .refine((written) => (written.category === undefined) !== (written.concern === undefined), {
    error: 'a flag is either a category or concern: true',
  });

const leave = z
  .strictObject({
    who: field.people,
    from: field.day,
    to: field.day,
    reason: z.string().exactOptional(),
  })
  .refine(({ from, to }) => from <= to, { error: 'the leave ends before it begins' });

const pairing = z.strictObject({
  verb: z.enum(['provisional', 'confirm', 'formal', 'sign', 'change', 'end']),
  mentor: field.personId.exactOptional(),
  student: field.personId,
  by: field.personId.exactOptional(),
  focus: z.enum(['academic', 'moral', 'both']).exactOptional(),
  reason: z.string().exactOptional(),
});

/** Exam results: a row of headings, then one row per student. */
const importRows = z
  .strictObject({
    kind: z.literal('results').default('results'),
    file: z.string().min(1).exactOptional(),
    rows: z.array(z.array(z.coerce.string())).exactOptional(),
    /** The day the results came out. */
    on: field.day.exactOptional(),
    by: field.personId.exactOptional(),
  })
  .refine(({ file, rows }) => (file === undefined) !== (rows === undefined), {
    error: 'an import is either a file or rows',
  });

const promote = z.strictObject({
  on: field.day.exactOptional(),
  graduating: z.array(z.int()).exactOptional(),
  teachers: z.enum(['follow', 'stay']).default('follow'),
});

/** Leaves the school for good. */
const depart = z.strictObject({
  who: field.personId,
  why: z.enum(['left', 'transferred', 'graduated']).default('left'),
  /** The last day. */
  on: field.day.exactOptional(),
});

const move = z.strictObject({
  student: field.personId,
  class: field.classKey,
  on: field.day.exactOptional(),
});

const bulk = z.strictObject({
  by: field.personId,
  kind: z.literal('daily_meet').default('daily_meet'),
  on: field.day.exactOptional(),
  except: z.union([field.people, z.array(field.personId)]).exactOptional(),
});

const handedIn = z
  .strictObject({
    by: field.personId.exactOptional(),
    student: field.personId.exactOptional(),
    on: field.day.exactOptional(),
    /** First day of the window it is about. */
    window: field.day.exactOptional(),
    text: z.string().default(''),
    fields: z.record(z.string(), z.coerce.string()).exactOptional(),
    /** Day on which the mentor marked it. */
    marked: field.day.exactOptional(),
  })
  .refine(({ by, student }) => by !== undefined || student !== undefined, { error: 'who hands it in?' });

const meetingVerbs = { notice: 'noticed', hold: 'held', cancel: 'cancelled' } as const;

const meeting = z
  .strictObject({
    verb: z.enum(['notice', 'hold', 'cancel']),
    type: z.enum(meetingTypes),
    convener: field.personId.exactOptional(),
    /** Where it is left out, the convener's own class or grade for what meets there, else the school. */
    scope: field.scope.exactOptional(),
    on: field.day.exactOptional(),
    /** The text of the minutes. */
    minutes: z.string().default(''),
    treated: z.array(field.personId).default([]),
    grades: z.array(field.grade).default([]),
    classes: z.array(field.classKey).default([]),
    attendance: z.record(field.personId, z.enum(attendanceMarks)).default({}),
    speech_by: field.people.exactOptional(),
  })
  .transform(({ verb, ...written }) => ({ ...written, status: meetingVerbs[verb] }));

const score = z.strictObject({
  by: field.personId,
  mentor: field.personId,
  part: z.string().exactOptional(),
  window: field.day.exactOptional(),
  value: z.number(),
  on: field.day.exactOptional(),
});

const scheme = z.strictObject({
  preset: z.enum(schemeIds).exactOptional(),
  changes: z.record(z.string(), z.unknown()).default({}),
  effective_from: field.day.exactOptional(),
  by: field.personId.exactOptional(),
});

const processVerb = z.enum(['kill', 'restart', 'second_instance']);
const process = z.union([processVerb.transform((verb) => ({ verb })), z.strictObject({ verb: processVerb })]);

const fault = z.strictObject({
  platform: field.platform,
  /** `none` ends the fault that is set. */
  kind: z.enum([...faultKinds, 'none']),
  from: field.wallTime.exactOptional(),
  for: field.duration.exactOptional(),
});

interface Again {
  readonly via?: z.output<typeof field.platform>;
  readonly times: number;
}
/** `true`, a platform, or `{via, times}`; without a platform the one that delivered last. */
const deliverAgain = z.union([
  z
    .strictObject({ via: field.platform.exactOptional(), times: z.int().min(1).default(1) })
    .transform((written): Again => written),
  z
    .strictObject({ platform: field.platform, times: z.int().min(1).default(1) })
    .transform(({ platform, times }): Again => ({ via: platform, times })),
  field.platform.transform((via): Again => ({ via, times: 1 })),
  z.union([z.literal(true), z.null()]).transform((): Again => ({ times: 1 })),
]);

const questionnaire = z
  .strictObject({
    verb: z.enum(['open', 'answer', 'close']),
    /** Key or title of a form of the bank, or its identifier in schemes.md (c). */
    form: z.string().min(1).exactOptional(),
    /** Rule id of the round, where several are open. */
    round: z.string().min(1).exactOptional(),
    /** The mentor a sheet is about, and the child of a guardian. */
    about: field.personId.exactOptional(),
    student: field.personId.exactOptional(),
    by: field.personId,
    /** By item key. */
    answers: z
      .record(z.string(), field.oneOrMore(z.union([z.string(), z.number()]).transform(String)))
      .default({}),
  })
  .refine(({ verb, form }) => verb !== 'open' || form !== undefined, { error: 'which form is to open' });

export const supportedActions = {
  chat: chat.exactOptional(),
  press: press.exactOptional(),
  enter: enter.exactOptional(),
  menu: menu.exactOptional(),
  page: page.exactOptional(),
  contact: contact.exactOptional(),
  bulk: bulk.exactOptional(),
  student_report: handedIn.exactOptional(),
  reflection: handedIn.exactOptional(),
  essay: handedIn.exactOptional(),
  meeting: meeting.exactOptional(),
  score: score.exactOptional(),
  scheme: scheme.exactOptional(),
  flag: flag.exactOptional(),
  unflag: flag.exactOptional(),
  leave: leave.exactOptional(),
  pairing: pairing.exactOptional(),
  questionnaire: questionnaire.exactOptional(),
  import: importRows.exactOptional(),
  promote: promote.exactOptional(),
  depart: depart.exactOptional(),
  move: move.exactOptional(),
  process: process.exactOptional(),
  fault: fault.exactOptional(),
  deliver_again: deliverAgain.exactOptional(),
};

export type ChatAction = z.output<typeof chat>;
export type PressAction = z.output<typeof press>;
export type EnterAction = z.output<typeof enter>;
export type MenuAction = z.output<typeof menu>;
export type PageAction = z.output<typeof page>;
export type ContactAction = z.output<typeof contact>;
export type BulkAction = z.output<typeof bulk>;
export type HandedInAction = z.output<typeof handedIn>;
export type MeetingAction = z.output<typeof meeting>;
export type ScoreAction = z.output<typeof score>;
export type SchemeAction = z.output<typeof scheme>;
export type FlagAction = z.output<typeof flag>;
export type LeaveAction = z.output<typeof leave>;
export type PairingAction = z.output<typeof pairing>;
export type QuestionnaireAction = z.output<typeof questionnaire>;
export type ImportAction = z.output<typeof importRows>;
export type PromoteAction = z.output<typeof promote>;
export type DepartAction = z.output<typeof depart>;
export type MoveAction = z.output<typeof move>;
export type ProcessAction = z.output<typeof process>;
export type FaultAction = z.output<typeof fault>;
export type DeliverAgainAction = z.output<typeof deliverAgain>;
