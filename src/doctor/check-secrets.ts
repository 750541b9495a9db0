import type { Diagnosis } from './diagnosis.ts';

export type AppKeyState =
  | { readonly from: 'environment'; readonly opensDatabase: boolean }
  /** `mode`: permission bits; absent where the system has none (Windows). */
  | { readonly from: 'file'; readonly path: string; readonly mode?: number; readonly opensDatabase: boolean }
  | { readonly from: 'unreadable_file'; readonly path: string }
  /** Made at the first start. */
  | { readonly from: 'nowhere_yet'; readonly path: string };

const everybodyElse = 0o077;

export function checkSecrets(state: AppKeyState): readonly Diagnosis[] {
  if (state.from === 'nowhere_yet') return [{ code: 'app_key_not_yet', with: { path: state.path } }];
  if (state.from === 'unreadable_file')
    return [{ code: 'app_key_file_unreadable', with: { path: state.path } }];
  const wrong: readonly Diagnosis[] = state.opensDatabase ? [] : [{ code: 'app_key_wrong', with: {} }];
  if (state.from === 'environment')
    return state.opensDatabase ? [{ code: 'app_key_environment', with: {} }] : wrong;
  const { path, mode = 0 } = state;
  if ((mode & everybodyElse) !== 0)
    return [{ code: 'app_key_file_open', with: { path, mode: (mode & 0o777).toString(8) } }, ...wrong];
  return state.opensDatabase ? [{ code: 'app_key_file', with: { path } }] : wrong;
}
