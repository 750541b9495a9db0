import { source as axeSource } from 'axe-core';
import type { Page } from 'playwright-core';

/** How many pixels the page is wider than the screen. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Links, buttons and fields in sight that are lower than 44 px; links inside running text are excepted. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'a, button, textarea, label:has(input), input:not([type=radio], [type=checkbox], [type=hidden]), select',
      ),
    ]
      .filter((element) => element.checkVisibility() && !element.closest('.bubble-text, .sr'))
      .map((element) => ({ element, height: element.getBoundingClientRect().height }))
      .filter(({ height }) => height > 0 && height < 44)
      .map(({ element, height }) => `${element.className || element.tagName} ${height}`),
  );
}

/** Texts in sight whose contrast with their ground is below 7:1, each with its ratio. */
export function faintTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const read = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const brightness = ([red = 0, green = 0, blue = 0]: number[]): number => {
      const [r = 0, g = 0, b = 0] = [red, green, blue]
        .map((part) => part / 255)
        .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const groundOf = (element: Element | null): number[] => {
      const color = element && read(getComputedStyle(element).backgroundColor);
      if (!element || !color) return [255, 255, 255];
      return color[3] === 0 ? groundOf(element.parentElement) : color;
    };
    const faint = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (text === '' || !element?.checkVisibility({ checkVisibilityCSS: true })) continue;
      const levels = [brightness(read(getComputedStyle(element).color)), brightness(groundOf(element))];
      const ratio = (Math.max(...levels) + 0.05) / (Math.min(...levels) + 0.05);
      if (ratio < 7) faint.add(`${text} ${ratio.toFixed(2)}`);
    }
    return [...faint];
  });
}

/** Fields, buttons and links in sight that a screen reader would have no name for. */
export function unnamedControls(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea')]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const labels =
          element instanceof HTMLInputElement ||
          element instanceof HTMLSelectElement ||
          element instanceof HTMLTextAreaElement
            ? [...(element.labels ?? [])].map((label) => label.textContent)
            : [element.textContent];
        return labels.join('').trim() === '' && !element.getAttribute('aria-label');
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** What axe finds: the rule and the element. Its source is handed over by the debugger, so no policy stands against it. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(document);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  });
}

interface Axe {
  run(document: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
