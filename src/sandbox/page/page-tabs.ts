/// <reference lib="dom" />
/** On a narrow screen one panel shows at a time; what happens on the others is counted on their tabs. */
import { find, findAll, scrollToEnd } from './page-dom.ts';

export const panels = findAll('.panel[id]');

export function openPanel(id: string): void {
  if (!panels.some((panel) => panel.id === id)) return;
  for (const panel of panels) panel.classList.toggle('active', panel.id === id);
  for (const tab of findAll('[data-tab]')) {
    if (tab.dataset.tab === id) tab.setAttribute('aria-current', 'true');
    else tab.removeAttribute('aria-current');
  }
  const badge = badgeOf(id);
  if (badge) {
    badge.textContent = '';
    badge.hidden = true;
  }
  const panel = document.getElementById(id);
  if (panel) scrollToEnd(panel);
}

function badgeOf(id: string): HTMLElement | undefined {
  return find(`[data-tab="${id}"] [data-badge]`);
}

export function countBadge(id: string, added: number): void {
  const badge = badgeOf(id);
  if (!badge || document.getElementById(id)?.classList.contains('active')) return;
  badge.textContent = String(Number(badge.textContent) + added);
  badge.hidden = false;
}

export function panelInAddress(): string {
  return location.hash.slice(1) || (panels[0]?.id ?? '');
}

for (const tab of findAll('[data-tab]')) {
  tab.addEventListener('click', (event) => {
    event.preventDefault();
    history.replaceState(null, '', `#${tab.dataset.tab ?? ''}`);
    openPanel(tab.dataset.tab ?? '');
  });
}
window.addEventListener('hashchange', () => openPanel(panelInAddress()));
