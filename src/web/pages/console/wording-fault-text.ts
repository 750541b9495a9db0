/** What the checker of the cards finds, for the person who changes a card. */

const texts: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^the field (\S+) is shown nowhere$/, ([, field]) => `内容「${field}」没有放进去，请加上 {${field}}。`],
  [/^\{(\w+)\} is not a field of this card$/, ([, field]) => `这张卡片没有 {${field}} 这个内容。`],
  [/^\{(\w+)\} is a list/, ([, field]) => `{${field}} 是一串内容，要用 each 一行一行写。`],
  [/^\{(\w+)\} may be missing/, ([, field]) => `{${field}} 有时没有，请用 [ ] 把它和旁边的字括起来。`],
  [/^(when|each): (\w+)/, ([, part, field]) => `${part} 后面的 ${field} 不对。`],
  [/^too long$/, () => '写得太长了。'],
  [/at most \d+ buttons/, () => '按钮太多了。'],
];

export function wordingFaultText(fault: string): string {
  for (const [pattern, text] of texts) {
    const found = pattern.exec(fault);
    if (found) return text(found);
  }
  return `写法不对（${fault}）。`;
}
