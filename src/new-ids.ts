/** Ids that sort in the order they were made (RFC 9562, UUID version 7), so that rows lie and list in that order. */
import { randomBytes } from 'node:crypto';
import type { Clock } from './domain/clock.ts';

const counterLimit = 0x1000;

/** The real clock, never a moved one: ids must not repeat when virtual time does. */
export function createIdSource(clock: Clock): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const now = clock.now().getTime();
    counter = now > lastMs ? 0 : counter + 1;
    lastMs = Math.max(now, lastMs);
    if (counter >= counterLimit) {
      lastMs += 1;
      counter = 0;
    }
    const time = lastMs.toString(16).padStart(12, '0');
    const random = randomBytes(8);
    random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
    const tail = random.toString('hex');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  };
}
