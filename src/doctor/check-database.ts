import type { StorageFault } from '../storage/storage-error.ts';
import type { Diagnosis } from './diagnosis.ts';

export type DatabaseProbe =
  /** `where`: path or host, never a password. `realSchool`: it holds a school that is not the demo, in a sandbox. */
  | {
      readonly kind: 'sqlite' | 'postgresql';
      readonly where: string;
      readonly realSchoolInSandbox: boolean;
    }
  /** The file is made at the first start; its folder can be written. */
  | { readonly notYet: string }
  | { readonly fault: StorageFault; readonly detail: string };

export function checkDatabase(probe: DatabaseProbe): readonly Diagnosis[] {
  if ('fault' in probe) return [{ code: `database_${probe.fault}`, with: { detail: probe.detail } }];
  if ('notYet' in probe) return [{ code: 'database_not_yet', with: { where: probe.notYet } }];
  if (probe.realSchoolInSandbox) return [{ code: 'database_real_school', with: {} }];
  const kind = probe.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  return [{ code: 'database_good', with: { kind, where: probe.where } }];
}
