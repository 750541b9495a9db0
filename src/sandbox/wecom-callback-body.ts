/** Plain bodies of callbacks, before encryption (messages: doc 90239; events: doc 90240, 92032). */

export type WecomBodyForm = 'xml' | 'json';

/** A list repeats its element; a number stands without CDATA. */
type BodyField = string | number | BodyFields | readonly (string | BodyFields)[];
export interface BodyFields {
  readonly [name: string]: BodyField;
}

export function writeBody(form: WecomBodyForm, fields: BodyFields): string {
  return form === 'json' ? JSON.stringify(fields) : `<xml>${writeFields(fields)}</xml>`;
}

function writeFields(fields: BodyFields): string {
  return Object.entries(fields)
    .map(([name, value]) => writeField(name, value))
    .join('');
}

function writeField(name: string, value: BodyField): string {
  if (isList(value)) return value.map((item) => writeField(name, item)).join('');
  if (typeof value === 'object') return `<${name}>${writeFields(value)}</${name}>`;
  return `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`;
}

function isList(value: BodyField): value is readonly (string | BodyFields)[] {
  return Array.isArray(value);
}

function cdata(text: string): string {
  return `<![CDATA[${text.split(']]>').join(']]]]><![CDATA[>')}]]>`;
}

/** Which tags carry the chosen options: older pages of doc 90240 misspell them, and either may come. */
export type OptionSpelling = 'option' | 'opiton';

export function selectedItems(
  selections: Readonly<Record<string, readonly string[]>>,
  spelling: OptionSpelling,
): BodyFields {
  const [list, item] = spelling === 'option' ? ['OptionIds', 'OptionId'] : ['OpitonIds', 'OpitonId'];
  const items = Object.entries(selections).map(([question, ids]) => ({
    QuestionKey: question,
    [list]: { [item]: ids },
  }));
  return items.length === 0 ? {} : { SelectedItems: { SelectedItem: items } };
}
