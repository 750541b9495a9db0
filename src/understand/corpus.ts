/** Reads a corpus file of the format of chat-corpus.md §1. */
import { parse } from 'yaml';
import { z } from 'zod';
import { questionReasons } from '../domain/understanding/understanding.ts';
import { contactKinds, contactMedia, contactOutcomes, guardianRelations } from '../domain/vocabulary.ts';

const text = z.string();
const optionalText = z.string().optional();

const guardian = z.object({ id: text, name: optionalText, relation: z.enum(guardianRelations) });
const student = z.object({
  id: text,
  name: text,
  nicknames: z.array(text).optional(),
  class: text,
  gender: z.enum(['male', 'female']).optional(),
  guardians: z.array(guardian).optional(),
});
const lastRecord = z.object({
  students: z.array(text),
  kind: z.enum(contactKinds),
  on: text,
  outcome: z.enum(contactOutcomes),
  minutes: z.number().optional(),
  with: z.array(text).optional(),
  medium: z.enum(contactMedia).optional(),
  text,
});
const awaiting = z.object({ about: z.enum(questionReasons), candidates: z.array(text).optional(), text });
const context = z.object({
  extends: optionalText,
  now: optionalText,
  paired_since: optionalText,
  speaker: z.object({ id: text, name: text, roles: z.array(text).optional() }).optional(),
  mentees: z.array(student).optional(),
  other_students: z.array(student).optional(),
  last_record: lastRecord.optional(),
  awaiting: awaiting.optional(),
});

const record = z.object({
  students: z.array(text),
  kind: z.enum(contactKinds),
  with: z.array(text).optional(),
  medium: z.enum(contactMedia).optional(),
  on: text,
  outcome: z.enum(contactOutcomes),
  minutes: z.number().optional(),
  follow_up: z.object({ on: optionalText, note_contains: optionalText }).optional(),
  signs: z.array(text).optional(),
});
const plan = z.object({ students: z.array(text), kind: z.enum(contactKinds).optional(), on: optionalText });
const amendedFields = z.object({
  students: z.array(text).optional(),
  kind: z.enum(contactKinds).optional(),
  on: optionalText,
  outcome: z.enum(contactOutcomes).optional(),
  minutes: z.number().optional(),
  with: z.array(text).optional(),
  medium: z.enum(contactMedia).optional(),
  note_contains: optionalText,
  follow_up: z.object({ on: optionalText, note_contains: optionalText }).optional(),
  signs: z.array(text).optional(),
});
const answer = z.object({
  students: z.array(text).optional(),
  kind: optionalText,
  on: optionalText,
  confirm: z.union([z.boolean(), text]).optional(),
  cancel: z.boolean().optional(),
});
const expectation = z.object({
  intent: text,
  records: z.array(record).optional(),
  plans: z.array(plan).optional(),
  ask: z.object({ about: z.enum(questionReasons), candidates: z.array(text).optional() }).optional(),
  concern: z.object({ students: z.array(text), signs: z.array(text).optional() }).optional(),
  fields: amendedFields.optional(),
  answer: answer.optional(),
  student: optionalText,
  also_ok: z.array(text).optional(),
});
const corpusCase = z.object({
  id: text,
  ctx: text,
  text,
  channel: z.enum(['private', 'group']),
  tags: z.array(text),
  why: optionalText,
  expect: expectation,
});
const corpus = z.object({ contexts: z.record(text, context), cases: z.array(corpusCase) });

export type Corpus = z.infer<typeof corpus>;
export type CorpusContext = z.infer<typeof context>;
export type CorpusStudent = z.infer<typeof student>;
export type Expectation = z.infer<typeof expectation>;

/** Throws where the text is no corpus, naming the place. */
export function readCorpus(yamlText: string): Corpus {
  const read = corpus.safeParse(parse(yamlText));
  if (!read.success) throw new Error(`not a corpus: ${z.prettifyError(read.error)}`, { cause: read.error });
  return read.data;
}
