/** A roster file between its dry run and its import: names and phones, so it is sealed, and kept for an hour. */
import { z } from 'zod';
import type { Words } from './data-keys.ts';
import type { Rows } from './rows.ts';

export interface StagedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface StagedFiles {
  /** Takes the place of the person's earlier one. */
  put(schoolId: string, personId: string, file: StagedFile, at: Date): Promise<void>;
  find(schoolId: string, personId: string, now: Date): Promise<StagedFile | undefined>;
  /** Of everybody. */
  dropOlder(schoolId: string, now: Date): Promise<void>;
}

const keptForMs = 60 * 60_000;
const rowSchema = z.object({ at: z.number(), sealed: z.string() });
const fileSchema = z.object({ name: z.string(), base64: z.string() });

export function stagedFilesTable(rows: Rows, words: Words): StagedFiles {
  const prefix = (schoolId: string): string => `staged_roster|${schoolId}|`;
  const place = (key: string) => ({ table: 'Setting', column: 'value', row: key });
  const isLasting = (at: number, now: Date): boolean => now.getTime() - at < keptForMs;
  return {
    async put(schoolId, personId, { name, bytes }, at) {
      const key = prefix(schoolId) + personId;
      const file = JSON.stringify({ name, base64: bytes.toString('base64') });
      const value = JSON.stringify({
        at: at.getTime(),
        sealed: await words.seal(schoolId, place(key), file),
      });
      await rows.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    },
    async find(schoolId, personId, now) {
      const key = prefix(schoolId) + personId;
      const row = await rows.setting.findUnique({ where: { key } });
      if (row === null) return undefined;
      const { at, sealed } = rowSchema.parse(JSON.parse(row.value));
      if (!isLasting(at, now)) return undefined;
      const { name, base64 } = fileSchema.parse(JSON.parse(await words.open(schoolId, place(key), sealed)));
      return { name, bytes: Buffer.from(base64, 'base64') };
    },
    async dropOlder(schoolId, now) {
      const staged = await rows.setting.findMany({ where: { key: { startsWith: prefix(schoolId) } } });
      const old = staged.filter(({ value }) => !isLasting(rowSchema.parse(JSON.parse(value)).at, now));
      await rows.setting.deleteMany({ where: { key: { in: old.map(({ key }) => key) } } });
    },
  };
}
