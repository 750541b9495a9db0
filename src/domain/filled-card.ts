/** Reads a filled card that was stored as JSON. */
import { z } from 'zod';
import type { FilledCard } from './message.ts';

const filledCardSchema = z.object({
  card: z.string(),
  form: z.enum(['text', 'card']),
  title: z.string(),
  lines: z.array(z.string()),
  buttons: z.array(
    z.object({ key: z.string(), text: z.string(), say: z.string(), mark: z.string().exactOptional() }),
  ),
  selects: z
    .array(
      z.object({
        key: z.string(),
        title: z.string(),
        options: z.array(z.object({ id: z.string(), text: z.string(), say: z.string().exactOptional() })),
      }),
    )
    .exactOptional(),
  link: z.object({ text: z.string(), url: z.string() }).exactOptional(),
  asCard: z.literal(true).exactOptional(),
  done: z.string().exactOptional(),
});

/** `''` stands for "no reply". Throws where the text is not a filled card. */
export function readFilledCard(json: string): FilledCard | undefined {
  if (json === '') return undefined;
  return filledCardSchema.parse(JSON.parse(json));
}
