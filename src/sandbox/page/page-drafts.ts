/// <reference lib="dom" />
/** Enter sends, never while a Chinese word is still being composed; drafts survive a change of phones. */

const draftPrefix = 'daoshi-draft:';

export function forgetDraft(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const field = form.querySelector('textarea');
  const said = submitter?.getAttribute('name') ?? '';
  if (!field || said === 'example' || said === 'picture') return;
  field.value = '';
  sessionStorage.removeItem(draftName(field));
}

function draftName(field: HTMLElement): string {
  return draftPrefix + (field.closest<HTMLElement>('[data-phone]')?.dataset.phone ?? '');
}

for (const field of document.querySelectorAll('textarea')) {
  field.value = sessionStorage.getItem(draftName(field)) ?? field.value;
  field.addEventListener('input', () => sessionStorage.setItem(draftName(field), field.value));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const send = field.form?.querySelector<HTMLElement>('[data-send]') ?? null;
    field.form?.requestSubmit(send);
  });
}
