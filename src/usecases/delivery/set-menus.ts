/** The menu of each account's app says what the words say: set once, and again when it changes. */
import type { Cards } from '../../cards/load-cards.ts';
import type { Platform } from '../../domain/vocabulary.ts';
import type { MenuEntry, PlatformError, Sender } from '../../platforms/contract.ts';
import type { Account } from '../../storage/schools.ts';
import type { Storage } from '../../storage/storage.ts';

export interface MenuSetterDeps {
  readonly storage: Storage;
  readonly cards: Cards;
  readonly senders: Partial<Readonly<Record<Platform, Sender>>>;
  /** Address of the page of one's own; absent where nobody can open it from outside. */
  readonly ownPageUrl: () => string | undefined;
  readonly now: () => Date;
  readonly asPlatformError: (error: unknown) => PlatformError | undefined;
  readonly reportMenu: (event: { readonly accountId: string; readonly code?: string }) => void;
}

/** After a failure the platform is left in peace for a while. */
const retryAfterMs = 60 * 60_000;

/** Under this setting stands the menu that the account's app has. Two instances may set the same one: no harm. */
export function menuSetting(accountId: string): string {
  return `menu|${accountId}`;
}

/** The returned function is asked again and again; it calls a platform only where something is to be changed. */
export function createMenuSetter(deps: MenuSetterDeps): () => Promise<void> {
  const { storage } = deps;
  const waitingUntil = new Map<string, number>();

  async function setFor(account: Account, menu: readonly MenuEntry[]): Promise<void> {
    const sender = deps.senders[account.platform];
    const now = deps.now().getTime();
    if (sender?.setMenu === undefined || account.stoppedAt !== undefined) return;
    if (now < (waitingUntil.get(account.id) ?? 0)) return;
    const written = JSON.stringify(menu);
    if ((await storage.settings.get(menuSetting(account.id))) === written) return;
    try {
      await sender.setMenu(menu);
    } catch (error) {
      const refusal = deps.asPlatformError(error);
      if (refusal === undefined) throw error;
      waitingUntil.set(account.id, now + retryAfterMs);
      return deps.reportMenu({ accountId: account.id, code: refusal.code });
    }
    await storage.settings.set(menuSetting(account.id), written);
    deps.reportMenu({ accountId: account.id });
  }

  return async () => {
    const menu = menuOf(deps);
    for (const account of await storage.schools.accounts()) await setFor(account, menu);
  };
}

function menuOf({ cards, ownPageUrl }: MenuSetterDeps): readonly MenuEntry[] {
  const { menu } = cards.words;
  const url = ownPageUrl();
  return [
    { text: menu.due, key: 'due' },
    { text: menu.students, key: 'students' },
    {
      text: menu.more,
      entries: [
        { text: menu.pick, key: 'pick' },
        ...(url === undefined ? [] : [{ text: menu.mine, url }]),
        { text: menu.help, key: 'help' },
      ],
    },
  ];
}
