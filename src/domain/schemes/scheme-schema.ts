import type { SchemeVersion } from './scheme.ts';

/** Throws with every fault named. */
export function readScheme(value: unknown): SchemeVersion {
  throw new Error(`not a scheme: ${typeof value}`);
}
