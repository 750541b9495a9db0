/** Files that people sent to the app, for the program to fetch: three days (wecom.md §8), by an id good for one file. */
import type { Clock } from '../domain/clock.ts';

export interface MediaShelf {
  keep(bytes: Buffer): string;
  /** `undefined` where the id is unknown or too old. */
  find(id: string): Buffer | undefined;
}

const lifetimeMs = 3 * 24 * 3_600_000;

export function createMediaShelf(clock: Clock, newId: () => string): MediaShelf {
  const kept = new Map<string, { readonly bytes: Buffer; readonly until: number }>();
  return {
    keep(bytes) {
      const id = `media-${newId()}`;
      kept.set(id, { bytes, until: clock.now().getTime() + lifetimeMs });
      return id;
    },
    find(id) {
      const found = kept.get(id);
      return found === undefined || clock.now().getTime() > found.until ? undefined : found.bytes;
    },
  };
}

/** One white pixel. */
export const smallPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

/** The head of an AMR file and one frame of silence. */
export const shortVoice = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.from([0x3c]), Buffer.alloc(31)]);
