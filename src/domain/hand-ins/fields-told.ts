/** Which fields of the scheme's form an entry fills in its own words: 「上课专心。亮点：主动帮助同学」. */

export interface NamedField {
  readonly field: string;
  /** As people call it: 亮点. */
  readonly name: string;
}

/** What stands before any name belongs to the first field; a name with a colon begins its own. */
export function fieldsTold(text: string, fields: readonly NamedField[]): Record<string, string> {
  const [first] = fields;
  if (first === undefined) return {};
  const names = fields.map(({ name }) => name).join('|');
  const told = new Map<string, string>();
  let field = first.field;
  let from = 0;
  const keep = (until: number): void => {
    const words = text.slice(from, until).replace(/^[\s，,。；;]+|[\s，,；;]+$/gu, '');
    if (words !== '') told.set(field, [told.get(field) ?? [], words].flat().join('；'));
  };
  for (const match of text.matchAll(new RegExp(`(?:^|(?<=[\\s，,。.；;]))(${names})\\s*[:：]`, 'gu'))) {
    keep(match.index);
    field = fields.find(({ name }) => name === match[1])?.field ?? field;
    from = match.index + match[0].length;
  }
  keep(text.length);
  return Object.fromEntries(told);
}
