/** The preset format as a JSON Schema, so that an editor completes a scheme and marks its faults while it is written. */
import { z } from 'zod';
import { askedKinds } from '../domain/schemes/asked-kinds.ts';
import { dutySchema, schemeSchema } from '../domain/schemes/scheme-schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

export function publishedSchema(): JsonSchema {
  const schema = z.toJSONSchema(schemeSchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === dutySchema) jsonSchema.anyOf = Object.entries(askedKinds).map(askedBy);
    },
  });
  return { ...schema, title: 'A mentoring scheme: one line per rule' };
}

/** What may be asked for depends on what settles it; refinements do not carry over by themselves. */
function askedBy([settledBy, kinds]: readonly [string, readonly string[]]): JsonSchema {
  return { properties: { settledBy: { const: settledBy }, asks: { enum: [...kinds] } } };
}
