/** Reads a filled card that was stored as JSON. */
import { z } from 'zod';
import type { FilledCard } from './message.ts';

const filledCardSchema = z.object({
  card: z.string(),
  form: z.enum(['text', 'card']),
  title: z.string(),
  lines: z.array(z.string()),
  buttons: z.array(z.object({ key: z.string(), text: z.string(), say: z.string() })),
  link: z.object({ text: z.string(), url: z.string() }).optional(),
});

/** `''` stands for "no reply". Throws where the text is not a filled card. */
export function readFilledCard(json: string): FilledCard | undefined {
  if (json === '') return undefined;
  const { link, ...card } = filledCardSchema.parse(JSON.parse(json));
  return link === undefined ? card : { ...card, link };
}
