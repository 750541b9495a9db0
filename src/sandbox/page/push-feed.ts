import type { Platform } from '../../domain/vocabulary.ts';
import type { PhoneMessage, PlatformDouble } from '../double.ts';

/** A message that came to somebody by itself. */
export interface Push {
  readonly platform: Platform;
  readonly userId: string;
  readonly message: PhoneMessage;
}

export interface PushFeed {
  /** Grows with every bubble on any phone: equal numbers mean that nothing has happened in between. */
  changes(): number;
  /** All pushes since the start, also those no longer kept. */
  pushCount(): number;
  /** Newest first. */
  latest(): readonly Push[];
}

const kept = 80;

/** Listens from now on: create it before the program sends its first message. */
export function createPushFeed(doubles: Readonly<Record<Platform, PlatformDouble>>): PushFeed {
  let changes = 0;
  let pushCount = 0;
  let pushes: readonly Push[] = [];
  for (const double of Object.values(doubles)) {
    double.onMessage((userId, message) => {
      changes += 1;
      if (message.via !== 'push' || message.from !== 'program') return;
      pushCount += 1;
      pushes = [{ platform: double.platform, userId, message }, ...pushes].slice(0, kept);
    });
  }
  return { changes: () => changes, pushCount: () => pushCount, latest: () => pushes };
}
