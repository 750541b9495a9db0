/// <reference lib="dom" />
/**
 * Shows the list of people, a page of its own, as a dialog over the phones: same address, same HTML. Where that
 * fails, the browser goes to the page.
 */
const loadTimeoutMs = 15_000;
const searchAfterMs = 200;

let turns = 0;
let searchSoon: ReturnType<typeof setTimeout> | undefined;

async function openPicker(sheet: HTMLDialogElement, href: string): Promise<void> {
  turns += 1;
  const turn = turns;
  sheet.ariaBusy = 'true';
  if (!sheet.open) {
    sheet.replaceChildren();
    sheet.showModal();
  }
  try {
    const response = await fetch(href, { signal: AbortSignal.timeout(loadTimeoutMs) });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const picker = page.getElementById('picker');
    if (!picker) throw new Error('no list in the answer');
    if (turn === turns) putPicker(sheet, picker);
  } catch {
    location.assign(href);
  }
}

function putPicker(sheet: HTMLDialogElement, picker: HTMLElement): void {
  const focused = sheet.contains(document.activeElement) ? document.activeElement : null;
  const focusedText = focused instanceof HTMLAnchorElement ? focused.textContent : undefined;
  const typed = sheet.querySelector<HTMLInputElement>('#picker-q');
  const search = picker.querySelector<HTMLInputElement>('#picker-q');
  if (typed && search) search.value = typed.value;
  sheet.replaceChildren(picker);
  sheet.ariaBusy = 'false';
  const link = [...picker.querySelectorAll<HTMLElement>('a.filter')].find(
    (each) => each.textContent === focusedText,
  );
  (link ?? search)?.focus();
}

function searchNow(sheet: HTMLDialogElement, form: HTMLFormElement): void {
  clearTimeout(searchSoon);
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') query.append(name, value);
  }
  void openPicker(sheet, `/sandbox/people?${query.toString()}`);
}

function listenToPicker(sheet: HTMLDialogElement): void {
  document.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLAnchorElement>('a[data-picker]');
    if (link) {
      event.preventDefault();
      void openPicker(sheet, link.href);
    } else if (event.target.closest('[data-picker-close]') || event.target === sheet) {
      event.preventDefault();
      turns += 1;
      sheet.close();
    }
  });
  sheet.addEventListener('input', (event) => {
    const form = event.target instanceof HTMLInputElement ? event.target.form : null;
    if (!form) return;
    clearTimeout(searchSoon);
    searchSoon = setTimeout(() => searchNow(sheet, form), searchAfterMs);
  });
  sheet.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    searchNow(sheet, event.target);
  });
}

const sheet = document.querySelector<HTMLDialogElement>('[data-sheet]');
if (sheet) listenToPicker(sheet);
