import type { VNode } from 'preact';

/** From glad to sad; the words beside it say the same. */
export function Face({ step, of }: { step: number; of: number }): VNode {
  const gladness = of < 2 ? 0 : 1 - (2 * step) / (of - 1);
  const bend = 21 + gladness * 6;
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="14" />
      <path d="M11 12v1M21 12v1" />
      <path d={`M10 ${21 - gladness * 2}Q16 ${bend} 22 ${21 - gladness * 2}`} />
    </svg>
  );
}
