/** The raw environment, variable by variable. A blank value counts as not set; blanks around a value are dropped. */
import type { z } from 'zod';
import { type ConfigFault, type ConfigFaultCode, configFaultCodes } from './fault.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export const variableNames = [
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'TRUST_PROXY',
  'DATABASE_URL',
  'APP_KEY',
  'APP_KEY_PREVIOUS',
  'WECOM_CORP_ID',
  'WECOM_AGENT_ID',
  'WECOM_SECRET',
  'WECOM_TOKEN',
  'WECOM_AES_KEY',
  'WECOM_API_BASE',
  'WECOM_OAUTH_BASE',
  'WECOM_CONTACT_TOKEN',
  'WECOM_CONTACT_AES_KEY',
  'WECOM_VERIFY_FILE',
  'DINGTALK_CORP_ID',
  'DINGTALK_CLIENT_ID',
  'DINGTALK_CLIENT_SECRET',
  'DINGTALK_ROBOT_CODE',
  'DINGTALK_AGENT_ID',
  'DINGTALK_TOKEN',
  'DINGTALK_AES_KEY',
  'DINGTALK_API_BASE',
  'DINGTALK_OAPI_BASE',
  'DINGTALK_LOGIN_BASE',
  'DINGTALK_MODE',
] as const;
export type VariableName = (typeof variableNames)[number];

/** Never repeated in a fault. A database address holds a password; a token is half of a signature. */
const secretNames: ReadonlySet<string> = new Set<VariableName>([
  'DATABASE_URL',
  'APP_KEY',
  'APP_KEY_PREVIOUS',
  'WECOM_SECRET',
  'WECOM_TOKEN',
  'WECOM_AES_KEY',
  'WECOM_CONTACT_TOKEN',
  'WECOM_CONTACT_AES_KEY',
  'WECOM_VERIFY_FILE',
  'DINGTALK_CLIENT_SECRET',
  'DINGTALK_TOKEN',
  'DINGTALK_AES_KEY',
]);

/** Collects faults instead of stopping at the first. */
export class EnvironmentReader {
  readonly faults: ConfigFault[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  raw(name: VariableName): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  isSet(name: VariableName): boolean {
    return this.raw(name) !== undefined;
  }

  /** Undefined where the variable is not set, or at fault. */
  read<Value>(name: VariableName, schema: z.ZodType<Value>): Value | undefined {
    const raw = this.raw(name);
    if (raw === undefined) return undefined;
    const result = schema.safeParse(raw);
    if (result.success) return result.data;
    const code = configFaultCodes.find((known) => known === result.error.issues[0]?.message);
    this.fault(name, code ?? 'not_an_id');
    return undefined;
  }

  fault(name: VariableName, code: ConfigFaultCode, because?: string): void {
    this.faults.push({
      variable: name,
      code,
      found: describe(name, this.raw(name)),
      ...(because === undefined ? {} : { because }),
    });
  }

  /** A slip of the pen in a name is the fault that is hardest to see. */
  refuseUnknownNames(): void {
    const known: ReadonlySet<string> = new Set(variableNames);
    for (const name of Object.keys(this.#environment))
      if (/^(WECOM|DINGTALK)_/.test(name) && !known.has(name))
        this.faults.push({ variable: name, code: 'unknown_variable', found: undefined });
  }
}

function describe(name: string, value: string | undefined): ConfigFault['found'] {
  if (value === undefined) return undefined;
  const isOpen = !secretNames.has(name) || /^file:/i.test(value);
  return isOpen ? { value: value.slice(0, 80) } : { length: value.length };
}
