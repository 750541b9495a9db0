/** What a school follows from which day on (CV-19): a preset, and its own changes as a layer on top. */
import { z } from 'zod';
import { readDay } from '../domain/day.ts';
import type { FollowedScheme } from '../domain/schemes/followed-schemes.ts';
import { schemeIds } from '../domain/schemes/scheme.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export interface SchemeVersions {
  /** In the order of `effectiveFrom`; empty where the school follows its preset unchanged from the start. */
  list(schoolId: string): Promise<readonly FollowedScheme[]>;
  /** Takes the place of a version of the same day. */
  put(
    version: FollowedScheme & { readonly id: string; readonly schoolId: string; readonly createdAt: Date },
  ): Promise<void>;
}

const changesSchema = z.record(z.string(), z.unknown());

export function schemeVersionsTable(rows: Rows): SchemeVersions {
  return {
    async list(schoolId) {
      const found = await rows.schemeVersion.findMany({
        where: { schoolId },
        orderBy: { effectiveFrom: 'asc' },
      });
      return found.map((row) => ({
        presetId: readWord(schemeIds, row.presetId),
        changes: changesSchema.parse(JSON.parse(row.changes)),
        effectiveFrom: readDay(row.effectiveFrom),
      }));
    },
    async put({ id, schoolId, createdAt, presetId, changes, effectiveFrom }) {
      const data = { presetId, changes: JSON.stringify(changes) };
      await rows.schemeVersion.upsert({
        where: { schoolId_effectiveFrom: { schoolId, effectiveFrom } },
        create: { id, schoolId, effectiveFrom, createdAt, ...data },
        update: data,
      });
    },
  };
}
