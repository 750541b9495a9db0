/** A school's limits, read at each use: a change on the console holds at once, on every instance. */
import { type PushLimits, readPushLimits } from '../../domain/delivery/push-limits.ts';
import type { Tables } from '../../storage/storage.ts';

export function limitsSetting(schoolId: string): string {
  return `limits|${schoolId}`;
}

export async function limitsOf(
  { settings }: Pick<Tables, 'settings'>,
  schoolId: string,
  defaults: PushLimits,
): Promise<PushLimits> {
  return readPushLimits(await settings.get(limitsSetting(schoolId)), defaults);
}
