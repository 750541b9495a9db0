/** What of each platform the configuration asks for: who sends, who reads directories, signs in, decodes callbacks. */
import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';
import type { Clock } from './domain/clock.ts';
import type { Platform } from './domain/vocabulary.ts';
import type { CallbackPurpose } from './http/callback-routes.ts';
import type { CallbackDecoder, Directory, Sender } from './platforms/contract.ts';
import { createDingtalkEventCallback, createDingtalkRobotCallback } from './platforms/dingtalk/callback.ts';
import { createDingtalkDirectory } from './platforms/dingtalk/directory.ts';
import { createDingtalkSender } from './platforms/dingtalk/sender.ts';
import { createDingtalkSignIn } from './platforms/dingtalk/sign-in.ts';
import { createWecomCallback } from './platforms/wecom/callback.ts';
import { createWecomDirectory } from './platforms/wecom/directory.ts';
import { createWecomSender } from './platforms/wecom/sender.ts';
import { createWecomSignIn } from './platforms/wecom/sign-in.ts';
import type { AccountSignIn } from './web/web-deps.ts';

export type Wait = (ms: number) => Promise<void>;
const inRealTime: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const defaultPlatformTimeoutMs = 10_000;
const wecomDuplicateCheckSeconds = 14_400;

export function createSenders(
  config: Config,
  clock: Clock,
  platformTimeoutMs = defaultPlatformTimeoutMs,
): Partial<Record<Platform, Sender>> {
  const { wecom, dingtalk } = config;
  return {
    ...(wecom && {
      wecom: createWecomSender({
        ...wecom,
        clock,
        timeoutMs: platformTimeoutMs,
        duplicateCheckIntervalSeconds: wecomDuplicateCheckSeconds,
      }),
    }),
    ...(dingtalk && { dingtalk: createDingtalkSender({ ...dingtalk, clock, timeoutMs: platformTimeoutMs }) }),
  };
}

export function createDirectories(
  { wecom, dingtalk }: Config,
  clock: Clock,
  {
    timeoutMs = defaultPlatformTimeoutMs,
    wait = inRealTime,
    callsPerSecond = {},
  }: {
    readonly timeoutMs?: number | undefined;
    readonly wait?: Wait | undefined;
    readonly callsPerSecond?: Partial<Readonly<Record<Platform, number>>>;
  } = {},
): Partial<Record<Platform, Directory>> {
  const paced = (platform: Platform) => {
    const speed = callsPerSecond[platform];
    return { clock, timeoutMs, wait, ...(speed === undefined ? {} : { callsPerSecond: speed }) };
  };
  return {
    ...(wecom && { wecom: createWecomDirectory({ ...wecom, ...paced('wecom') }) }),
    ...(dingtalk && { dingtalk: createDingtalkDirectory({ ...dingtalk, ...paced('dingtalk') }) }),
  };
}

export function createSignIns(
  { wecom, dingtalk }: Config,
  clock: Clock,
  timeoutMs = defaultPlatformTimeoutMs,
): readonly AccountSignIn[] {
  return [
    ...(wecom
      ? [{ accountKey: wecom.accountKey, signIn: createWecomSignIn({ ...wecom, clock, timeoutMs }) }]
      : []),
    ...(dingtalk
      ? [{ accountKey: dingtalk.accountKey, signIn: createDingtalkSignIn({ ...dingtalk, clock, timeoutMs }) }]
      : []),
  ];
}

/** Under which a decoder stands in the map below. */
export function decoderKey(platform: Platform, accountKey: string, purpose: CallbackPurpose): string {
  return `${platform}/${accountKey}/${purpose}`;
}

export function createDecoders({ wecom, dingtalk }: Config): ReadonlyMap<string, CallbackDecoder> {
  const decoders = new Map<string, CallbackDecoder>();
  const newNonce = (): string => randomBytes(8).toString('hex');
  if (wecom !== undefined) {
    decoders.set(
      decoderKey('wecom', wecom.accountKey, 'messages'),
      createWecomCallback({ ...wecom, newNonce }),
    );
    if (wecom.contacts !== undefined) {
      decoders.set(
        decoderKey('wecom', wecom.accountKey, 'directory'),
        createWecomCallback({ ...wecom, ...wecom.contacts, newNonce }),
      );
    }
  }
  if (dingtalk !== undefined) {
    decoders.set(
      decoderKey('dingtalk', dingtalk.accountKey, 'messages'),
      createDingtalkRobotCallback(dingtalk),
    );
    if (dingtalk.events !== undefined) {
      decoders.set(
        decoderKey('dingtalk', dingtalk.accountKey, 'directory'),
        createDingtalkEventCallback({ ...dingtalk, ...dingtalk.events }),
      );
    }
  }
  return decoders;
}
