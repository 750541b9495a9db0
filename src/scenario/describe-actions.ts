/** `--actions`: every action and expectation with its fields, told from the schemas themselves. */
import { z } from 'zod';
import { supportedActions } from './action-schemas.ts';
import { laterExpectations, supportedExpectations } from './expectation-schemas.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

const shape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).exactOptional(),
  enum: z.array(z.union([z.string(), z.number()])).exactOptional(),
  const: z.union([z.string(), z.boolean(), z.number()]).exactOptional(),
  properties: z.record(z.string(), z.unknown()).exactOptional(),
  additionalProperties: z.unknown().optional(),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).exactOptional(),
});

export function describeActions(): string[] {
  return [
    'Actions (one per step; `?` may be left out):',
    ...listed(supportedActions, ''),
    '',
    'Expectations (under `expect`):',
    ...listed(supportedExpectations, ''),
    ...listed(laterExpectations, ' (not supported yet)'),
  ];
}

function listed(forms: Shape, remark: string): string[] {
  return Object.entries(forms).map(([name, schema]) => {
    const written = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const fields = describe(written);
    return `  ${name}${remark}${fields === '' || remark !== '' ? '' : `: ${fields}`}`;
  });
}

function describe(schema: unknown): string {
  const { properties, required, items, anyOf, type, additionalProperties, ...rest } = shape.parse(schema);
  if (anyOf !== undefined) {
    const [one, list, ...others] = [...new Set(anyOf.map(describe))];
    const isOneOrMore = list === `[${one}]` && others.length === 0;
    return isOneOrMore ? `${one} (or a list)` : [one, list, ...others].filter(Boolean).join(' or ');
  }
  if (rest.enum !== undefined) return rest.enum.join('|');
  if (rest.const !== undefined) return String(rest.const);
  if (type === 'array') return `[${describe(items ?? {})}]`;
  if (properties !== undefined) {
    const fields = Object.entries(properties).map(([key, inner]) => {
      const value = describe(inner);
      return `${key}${required.includes(key) ? '' : '?'}${value === '' || value === 'text' ? '' : `: ${value}`}`;
    });
    return `{${fields.join(', ')}}`;
  }
  if (type === 'object') return `{…: ${describe(additionalProperties ?? {}) || 'anything'}}`;
  return type === undefined ? 'anything' : [type].flat().map(typeWord).join(' or ');
}

function typeWord(type: string): string {
  return type === 'string' ? 'text' : type;
}
