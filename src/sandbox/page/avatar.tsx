import type { VNode } from 'preact';

/** The last character of the name, as Chinese address books draw it. */
export function Avatar({ name }: { name: string }): VNode {
  return (
    <span class="avatar" aria-hidden="true">
      {Array.from(name).at(-1)}
    </span>
  );
}
