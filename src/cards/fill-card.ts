/** Puts data into a checked card file. One pass: what looks like a placeholder inside data stays text. */
import type { CardButton, CardSelect, FilledCard } from '../domain/message.ts';
import type { CardFile, CardFileButton, CardFileSelect, CardLine } from './card-file.ts';
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
    buttons: file.buttons.flatMap((button) => fillButton(button, values, lists)),
    ...(file.as_card === undefined ? {} : { asCard: file.as_card }),
    ...(file.selects && { selects: file.selects.map((select) => fillSelect(select, values, lists)) }),
    ...(file.done !== undefined && { done: file.done }),
  };
  const url = file.link && fillTemplate(file.link.url, values);
  // An address nobody has is no link.
  if (!file.link || !url) return filled;
  return { ...filled, link: { text: fillTemplate(file.link.text, values), url } };
}

/** A list of plain text can also stand in a sentence, joined. */
function isPlain(value: CardValues[string]): value is FieldValue {
  return !Array.isArray(value) || value.every((row) => typeof row === 'string');
}

function fillButton(
  button: CardFileButton,
  values: FieldValues,
  lists: Record<string, readonly Row[]>,
): CardButton[] {
  const { key, text, say, mark } = button;
  const fill = (fields: FieldValues): CardButton => ({
    key: fillTemplate(key, fields),
    text: fillTemplate(text, fields),
    say: fillTemplate(say, fields),
    ...(mark === undefined ? {} : { mark: fillTemplate(mark, fields) }),
  });
  if (button.kind === 'single') return [fill(values)];
  return (lists[button.each] ?? [])
    .slice(0, button.most)
    .map((row) => fill({ ...values, ...fieldsOfRow(row) }));
}

function fillSelect(
  { key, title, each, most, id, text, say }: CardFileSelect,
  values: FieldValues,
  lists: Record<string, readonly Row[]>,
): CardSelect {
  const options = (lists[each] ?? []).slice(0, most).map((row) => {
    const fields = { ...values, ...fieldsOfRow(row) };
    return {
      id: fillTemplate(id, fields),
      text: fillTemplate(text, fields),
      ...(say === undefined ? {} : { say: fillTemplate(say, fields) }),
    };
  });
  return { key, title: fillTemplate(title, values), options };
}

function fieldsOfRow(row: Row): FieldValues {
  return typeof row === 'string' ? { item: row } : row;
}

function fillLine(line: CardLine, values: FieldValues, lists: Record<string, readonly Row[]>): string[] {
  if (line.kind === 'plain') return [fillTemplate(line.show, values)];
  if (line.kind === 'conditional') {
    const there = hasValue(values[line.when]) || hasValue(lists[line.when]);
    return there ? [fillTemplate(line.show, values)] : [];
  }
  const rows = lists[line.each] ?? [];
  if (rows.length === 0) return [];
  const shown = rows.slice(0, line.most).map((row) => fillTemplate(line.show, fieldsOfRow(row)));
  const rest = rows.length - shown.length;
  const all = rest > 0 ? [...shown, fillTemplate(line.more, { rest })] : shown;
  if (line.join !== undefined) return [(line.before ?? '') + all.join(line.join)];
  return line.before === undefined ? all : [line.before, ...all];
}
