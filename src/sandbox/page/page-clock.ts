/// <reference lib="dom" />
/** The clock at the top: what it shows, and the field to move it. */
import { find, show } from './page-dom.ts';

let isOurs = false;

/** Whether the clock moves because this page asked for it. */
export function isClockOurs(): boolean {
  return isOurs;
}

export function startClock(): void {
  isOurs = true;
  showMoving(true);
}

export function endClock(): void {
  isOurs = false;
}

export function showMoving(isMoving: boolean): void {
  show(find('[data-progress]'), isMoving);
  find('[data-clock]')?.classList.toggle('on-its-way', isMoving);
}

/** Follows the clock, but leaves alone what somebody is choosing or has chosen. */
export function setClockField(now: string): void {
  const field = document.querySelector<HTMLInputElement>('#clock-at');
  if (!field || field === document.activeElement) return;
  if (field.value === '' || field.value <= now || field.value === field.min) field.value = now;
  field.min = now;
}

export function openClock(isOpen: boolean): void {
  find('[data-clock]')?.classList.toggle('open', isOpen);
  find('[data-clock-toggle]')?.setAttribute('aria-expanded', String(isOpen));
}

find('[data-clock-toggle]')?.addEventListener('click', () => {
  openClock(find('[data-clock]')?.classList.contains('open') === false);
});
