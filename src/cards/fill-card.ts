/** Puts data into a checked card file. One pass: what looks like a placeholder inside data stays text. */
import type { FilledCard } from '../domain/message.ts';
import type { CardFile, CardLine } from './card-file.ts';
import { type FieldValue, type FieldValues, fillTemplate, hasValue } from './template.ts';

type Row = string | FieldValues;
type CardValues = Readonly<Record<string, FieldValue | readonly Row[]>>;

export function fillCard(card: string, file: CardFile, data: object): FilledCard {
  const lists: Record<string, readonly Row[]> = {};
  const values: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(data as CardValues)) {
    if (Array.isArray(value)) lists[name] = value;
    if (isPlain(value)) values[name] = value;
  }
  const filled: FilledCard = {
    card,
    form: file.form,
    title: fillTemplate(file.title, values),
    lines: file.lines.flatMap((line) => fillLine(line, values, lists)).filter((line) => line !== ''),
    buttons: file.buttons.map(({ key, text, say }) => ({
      key: fillTemplate(key, values),
      text: fillTemplate(text, values),
      say: fillTemplate(say, values),
    })),
  };
  if (!file.link) return filled;
  const { text, url } = file.link;
  return { ...filled, link: { text: fillTemplate(text, values), url: fillTemplate(url, values) } };
}

/** A list of plain text can also stand in a sentence, joined. */
function isPlain(value: CardValues[string]): value is FieldValue {
  return !Array.isArray(value) || value.every((row) => typeof row === 'string');
}

function fillLine(line: CardLine, values: FieldValues, lists: Record<string, readonly Row[]>): string[] {
  if (line.kind === 'plain') return [fillTemplate(line.show, values)];
  if (line.kind === 'conditional') {
    const there = hasValue(values[line.when]) || hasValue(lists[line.when]);
    return there ? [fillTemplate(line.show, values)] : [];
  }
  const rows = lists[line.each] ?? [];
  if (rows.length === 0) return [];
  const shown = rows
    .slice(0, line.most)
    .map((row) => fillTemplate(line.show, typeof row === 'string' ? { item: row } : row));
  const rest = rows.length - shown.length;
  const all = rest > 0 ? [...shown, fillTemplate(line.more, { rest })] : shown;
  if (line.join !== undefined) return [(line.before ?? '') + all.join(line.join)];
  return line.before === undefined ? all : [line.before, ...all];
}
