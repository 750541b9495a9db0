/// <reference lib="dom" />
/**
 * The page's own script: sends its forms without leaving the page, keeps phones, feed and clock fresh. Every
 * bit of HTML comes rendered from the server; nothing here builds markup from messages.
 */
import './page-act.ts';
import { find, findAll, scrollToEnd } from './page-dom.ts';
import { look } from './page-look.ts';
import { openPanel, panelInAddress, panels } from './page-tabs.ts';

document.documentElement.classList.add('js');
openPanel(panelInAddress());
// The end of a chat stays in sight while the field below grows or a keyboard opens.
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.parentElement) scrollToEnd(target.parentElement);
});
for (const screen of findAll('[data-screen]')) resized.observe(screen);
document.addEventListener('visibilitychange', () => void look());
find('[data-retry]')?.addEventListener('click', () => void look());
if (panels.length > 0) void look();
