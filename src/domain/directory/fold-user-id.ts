import type { Platform } from '../vocabulary.ts';

/** The id as the platform compares it: WeCom ignores case (wecom.md §0.2), DingTalk does not (dingtalk.md §0.2). */
export function foldUserId(platform: Platform, userId: string): string {
  const trimmed = userId.trim();
  return platform === 'wecom' ? trimmed.toLowerCase() : trimmed;
}
