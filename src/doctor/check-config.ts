import type { Config, ConfigResult } from '../config.ts';
import type { Diagnosis } from './diagnosis.ts';

export function checkConfig(result: ConfigResult): readonly Diagnosis[] {
  if ('config' in result) return [describeGood(result.config)];
  return result.faults.map(({ variable, code, found, because }) => ({
    code: `config_${code}`,
    with: { variable, ...found, ...(because !== undefined && { because }) },
  }));
}

function describeGood({ sandbox, http, wecom, dingtalk }: Config): Diagnosis {
  const address = `${http.host}:${http.port}`;
  if (sandbox) return { code: 'config_sandbox', with: { address } };
  const platforms = [wecom && 'WeCom', dingtalk && 'DingTalk'].filter((name) => name !== undefined);
  return { code: 'config_live', with: { platforms: platforms.join(' + '), address } };
}
