import type { Platform } from '../domain/vocabulary.ts';

const names: Readonly<Record<Platform, string>> = { wecom: 'WeCom', dingtalk: 'DingTalk' };

/** As the configuration's variables call it, the same in both languages. */
export function platformName(platform: Platform): string {
  return names[platform];
}
