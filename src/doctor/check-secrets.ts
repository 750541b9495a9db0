import type { Diagnosis } from './diagnosis.ts';

/** `opensDatabase`: absent where there is nothing sealed yet to try it on, or no database to look into. */
export type AppKeyState =
  | { readonly from: 'environment'; readonly opensDatabase?: boolean }
  /** `mode`: permission bits; absent where the system has none (Windows). */
  | { readonly from: 'file'; readonly path: string; readonly mode?: number; readonly opensDatabase?: boolean }
  | { readonly from: 'unreadable_file'; readonly path: string }
  /** Made at the first start. */
  | { readonly from: 'nowhere_yet'; readonly path: string };

const everybodyElse = 0o077;

export function checkSecrets(state: AppKeyState): readonly Diagnosis[] {
  if (state.from === 'nowhere_yet') return [{ code: 'app_key_not_yet', with: { path: state.path } }];
  if (state.from === 'unreadable_file')
    return [{ code: 'app_key_file_unreadable', with: { path: state.path } }];
  const opening = describeOpening(state);
  if (state.from === 'environment') return [opening];
  const { path, mode = 0 } = state;
  if ((mode & everybodyElse) === 0) return [opening];
  const open: Diagnosis = { code: 'app_key_file_open', with: { path, mode: (mode & 0o777).toString(8) } };
  return state.opensDatabase === true ? [open] : [open, opening];
}

function describeOpening(state: AppKeyState & { readonly from: 'environment' | 'file' }): Diagnosis {
  if (state.opensDatabase === undefined) return { code: 'app_key_unproved', with: {} };
  if (!state.opensDatabase) return { code: 'app_key_wrong', with: {} };
  return state.from === 'environment'
    ? { code: 'app_key_environment', with: {} }
    : { code: 'app_key_file', with: { path: state.path } };
}
