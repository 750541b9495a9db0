import type { VNode } from 'preact';

/** `of`: what they were taken with, such as 「今天 谈话」; a picture that is not shown is named by it. */
export function Pictures({ ids, of }: { ids: readonly string[]; of: string }): VNode {
  return (
    <>
      {ids.map((id, index) => (
        <img class="picture" src={`/pictures/${id}`} alt={`照片 ${index + 1}：${of}`} loading="lazy" />
      ))}
    </>
  );
}
