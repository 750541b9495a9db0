import { type Platform, platforms } from '../../domain/vocabulary.ts';
import type { SandboxPerson } from '../sandbox-control.ts';

/** A pinned phone: one person on one platform. */
export interface Phone {
  readonly platform: Platform;
  readonly person: SandboxPerson;
  readonly userId: string;
}

export const maxPhones = 3;

export const platformNames: Readonly<Record<Platform, string>> = { wecom: '企业微信', dingtalk: '钉钉' };

/** Names a phone in addresses and requests: `wecom:` and the person's id. */
export function phoneKey(phone: Pick<Phone, 'platform' | 'person'>): string {
  return `${phone.platform}:${phone.person.id}`;
}

export function phoneOf(person: SandboxPerson, platform: Platform): Phone | undefined {
  const userId = person.ids[platform];
  return userId === undefined ? undefined : { platform, person, userId };
}

export function findPhone(people: readonly SandboxPerson[], key: string): Phone | undefined {
  const platform = platforms.find((name) => key.startsWith(`${name}:`));
  if (platform === undefined) return undefined;
  const id = key.slice(platform.length + 1);
  const person = people.find((each) => each.id === id);
  return person && phoneOf(person, platform);
}

/** Parents and students are no members in WeCom: they read school notices, and nothing they say reaches an app. */
export function canWrite(phone: Pick<Phone, 'platform' | 'person'>): boolean {
  const isMember = phone.person.kinds.some((kind) => kind !== 'guardian' && kind !== 'student');
  return phone.platform !== 'wecom' || isMember;
}

/** The wanted phones that exist, each once; a first visitor gets one mentor on each platform. */
export function pinnedPhones(people: readonly SandboxPerson[], keys: readonly string[]): readonly Phone[] {
  const wanted = [...new Set(keys)].flatMap((key) => findPhone(people, key) ?? []).slice(0, maxPhones);
  return wanted.length > 0 ? wanted : firstPhones(people);
}

function firstPhones(people: readonly SandboxPerson[]): readonly Phone[] {
  const mentorsFirst = [...people].sort((a, b) => Number(isMentor(b)) - Number(isMentor(a)));
  const phones: Phone[] = [];
  for (const platform of platforms) {
    const free = mentorsFirst.filter((person) => phones.every((phone) => phone.person !== person));
    const phone = [...free, ...mentorsFirst].flatMap((person) => phoneOf(person, platform) ?? [])[0];
    if (phone) phones.push(phone);
  }
  return phones;
}

function isMentor(person: SandboxPerson): boolean {
  return person.kinds.includes('mentor');
}

/** The address of the page with these phones on it. */
export function sandboxHref(keys: readonly string[], fragment = ''): string {
  const query = new URLSearchParams(keys.map((key) => ['phone', key])).toString();
  return `/sandbox${query && `?${query}`}${fragment && `#${fragment}`}`;
}

/** Opens a page of the program as in the browser of that phone: signed in as its owner. */
export function openHref(phone: string, url: string): string {
  return `/sandbox/open?${new URLSearchParams({ phone, url }).toString()}`;
}

export function phoneAnchor(slot: number): string {
  return `phone-${slot + 1}`;
}
