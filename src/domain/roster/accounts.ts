/** A person's accounts on the platforms, and whom they belong to already. */
import { type Platform, platforms } from '../vocabulary.ts';
import { filled, foldCode } from './fold-text.ts';
import { type AccountOwner, accountKey, type RosterDraft } from './roster-draft.ts';
import type { RosterIdentity } from './roster-plan.ts';
import { RowRefused } from './roster-reason.ts';

export interface Account {
  readonly platform: Platform;
  readonly platformId: string;
}

const shapes: Readonly<Record<Platform, RegExp>> = {
  wecom: /^[0-9A-Za-z][0-9A-Za-z_\-@.]{0,63}$/,
  dingtalk: /^[\x21-\x7e]{1,64}$/,
};

export function readAccounts(cells: Partial<Readonly<Record<Platform, string>>>): readonly Account[] {
  return platforms.flatMap((platform) => {
    const written = filled(cells[platform]);
    if (written === undefined) return [];
    const platformId = foldCode(written);
    if (!shapes[platform].test(platformId)) throw new RowRefused({ code: 'account_invalid', found: written });
    return [{ platform, platformId }];
  });
}

export function ownerOf(draft: RosterDraft, account: Account): AccountOwner | undefined {
  return draft.accounts.get(accountKey(account.platform, account.platformId));
}

/** Throws RowRefused where an account is somebody else's. `person`: the ref or the key of the one who may have it. */
export function refuseTaken(
  draft: RosterDraft,
  accounts: readonly Account[],
  person: string | undefined,
): void {
  for (const account of accounts) {
    const owner = ownerOf(draft, account);
    if (owner && owner.person !== person)
      throw new RowRefused({ code: 'account_taken', found: account.platformId, allowed: [owner.name] });
  }
}

/** Throws RowRefused where two people of one row have the same account. */
export function refuseShared(
  accounts: readonly Account[],
  other: { readonly name: string; readonly accounts: readonly Account[] },
): void {
  if (shareAccount(accounts, other.accounts))
    throw new RowRefused({
      code: 'account_taken',
      found: other.accounts.map((account) => account.platformId).join(' '),
      allowed: [other.name],
    });
}

export function shareAccount(some: readonly Account[], others: readonly Account[]): boolean {
  const keys = new Set(others.map(({ platform, platformId }) => accountKey(platform, platformId)));
  return some.some(({ platform, platformId }) => keys.has(accountKey(platform, platformId)));
}

export function addAccounts(
  draft: RosterDraft,
  accounts: readonly Account[],
  owner: { readonly key: string; readonly known?: string; readonly name: string },
  personKind: RosterIdentity['personKind'],
): void {
  for (const { platform, platformId } of accounts) {
    const key = accountKey(platform, platformId);
    draft.accounts.set(key, { person: owner.known ?? owner.key, personKind, name: owner.name });
    if (draft.listedAccounts.has(key)) continue;
    draft.listedAccounts.add(key);
    draft.identities.push({ personKind, personKey: owner.key, platform, platformId });
  }
}
