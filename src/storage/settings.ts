/** Single values that are nobody's row: the sandbox's clock offset, versions of seeded data. */
import type { Rows } from './rows.ts';

export interface Settings {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
}

export function settingsTable(rows: Rows): Settings {
  return {
    get: async (key) => (await rows.setting.findUnique({ where: { key } }))?.value,
    async set(key, value) {
      await rows.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    },
  };
}
