/// <reference lib="dom" />
/** The few reaches into the page that all its scripts make. */

export function find(selector: string, root: ParentNode = document): HTMLElement | undefined {
  return root.querySelector<HTMLElement>(selector) ?? undefined;
}

export function findAll(selector: string, root: ParentNode = document): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

export function show(element: HTMLElement | undefined, isShown: boolean): void {
  if (element) element.hidden = !isShown;
}

export function scrollToEnd(panel: ParentNode): void {
  const screen = find('[data-screen]', panel);
  // An empty phone shows its welcome from the top.
  if (screen?.querySelector('[data-number]')) screen.scrollTop = screen.scrollHeight;
}
