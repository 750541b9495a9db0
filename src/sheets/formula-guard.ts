/**
 * Text that a spreadsheet would take for a formula gets an apostrophe in front, and loses it when it comes back.
 * An apostrophe of its own in such a place is doubled, so that every text survives the journey unchanged.
 */
const formulaLike = /^[\s']*[=+\-@＝＋－＠]|^'*[\t\r]/u;

export function guardFormula(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

export function unguardFormula(text: string): string {
  return text.startsWith("'") && formulaLike.test(text.slice(1)) ? text.slice(1) : text;
}
