/** The app's menu as menu/create takes it (doc 90231): three entries, five below each, names in bytes. */
import type { MenuEntry } from '../contract.ts';
import { cutToBytes } from './cut.ts';
import type { WecomLimits } from './limits.ts';
import type { MenuButton } from './wire.ts';

export function layoutMenu(
  menu: readonly MenuEntry[],
  limits: WecomLimits,
): { button: readonly MenuButton[] } {
  return { button: menu.slice(0, limits.menuEntries).map((entry) => layoutEntry(entry, limits)) };
}

function layoutEntry(entry: MenuEntry, limits: WecomLimits): MenuButton {
  const name = cutToBytes(entry.text, limits.menuNameBytes);
  if (!('entries' in entry)) return { ...layoutLeaf(entry), name };
  const below = entry.entries.slice(0, limits.subMenuEntries);
  return {
    name,
    sub_button: below.flatMap((leaf) =>
      'entries' in leaf
        ? []
        : [{ ...layoutLeaf(leaf), name: cutToBytes(leaf.text, limits.subMenuNameBytes) }],
    ),
  };
}

function layoutLeaf(entry: Exclude<MenuEntry, { entries: readonly MenuEntry[] }>) {
  return 'key' in entry
    ? ({ type: 'click', key: entry.key } as const)
    : ({ type: 'view', url: entry.url } as const);
}
