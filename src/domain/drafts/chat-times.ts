/** How long chat remembers: what a school has not set stays as the program has it. */
import { z } from 'zod';

/** In minutes. */
export interface ChatTimes {
  /** How long a question waits for its answer before the sentence becomes a draft. */
  readonly questionMinutes: number;
  /** Within this time the same sentence is the same contact. */
  readonly repeatMinutes: number;
}

const usualChatTimes: ChatTimes = { questionMinutes: 30, repeatMinutes: 5 };

/** A question that ends before anybody can answer helps nobody; one that waits for days answers the wrong sentence. */
const chatTimesSchema = z.strictObject({
  questionMinutes: z.int().min(5).max(240),
  repeatMinutes: z.int().min(1).max(60),
});

export function readChatTimes(stored: string | undefined): ChatTimes {
  return stored === undefined ? usualChatTimes : chatTimesSchema.parse(JSON.parse(stored));
}

export function areChatTimesAllowed(times: ChatTimes): boolean {
  return chatTimesSchema.safeParse(times).success;
}
