/** What the two platform accounts have in common. */
import type { EnvironmentReader, VariableName } from './environment.ts';
import * as variable from './variables.ts';

export interface CallbackSecrets {
  readonly token: string;
  readonly aesKey: string;
}

/** One school, one account: several accounts live in the database, not in the environment. */
export const accountKey = 'main';

/** Complete or absent: a half-written account names what is missing. */
export function isAccountMeant(
  reader: EnvironmentReader,
  needed: readonly VariableName[],
  also: readonly VariableName[],
): boolean {
  const given = [...needed, ...also].filter((name) => reader.isSet(name));
  if (given.length === 0) return false;
  for (const name of needed) if (!reader.isSet(name)) reader.fault(name, 'missing', given.join(', '));
  return true;
}

export function readCallbackSecrets(
  reader: EnvironmentReader,
  tokenName: VariableName,
  aesKeyName: VariableName,
): CallbackSecrets | undefined {
  const token = reader.read(tokenName, variable.token);
  const aesKey = reader.read(aesKeyName, variable.aesKey);
  if (reader.isSet(tokenName) && !reader.isSet(aesKeyName)) reader.fault(aesKeyName, 'missing', tokenName);
  if (reader.isSet(aesKeyName) && !reader.isSet(tokenName)) reader.fault(tokenName, 'missing', aesKeyName);
  return token !== undefined && aesKey !== undefined ? { token, aesKey } : undefined;
}
