/** Compares the placeholders of one card file with the fields the program fills in, both ways. */

import type { CardShape, FieldShape } from './card-fields.ts';
import type { CardFile, CardFileButton, CardFileSelect, CardLine } from './card-file.ts';
import { fieldsOf, type Template } from './template.ts';

interface Findings {
  readonly used: Set<string>;
  readonly faults: { readonly path: readonly (string | number)[]; readonly fault: string }[];
}

type RowFields = Readonly<Record<string, 'required' | 'optional'>>;

interface Place {
  readonly path: readonly (string | number)[];
  readonly template: Template;
  readonly shape: Readonly<Record<string, FieldShape>>;
  /** A field known to be there because the whole line depends on it. */
  readonly sure?: string;
  /** The list whose rows are shown; the use of a row's field is noted as `items.name`. */
  readonly row?: { readonly of: string; readonly shape: RowFields };
}

export interface WordingFault {
  readonly path: readonly (string | number)[];
  readonly fault: string;
}

export function checkWording(file: CardFile, shape: CardShape): readonly WordingFault[] {
  const findings: Findings = { used: new Set(), faults: [] };
  checkTemplate(findings, { path: ['title'], template: file.title, shape });
  for (const [index, line] of file.lines.entries()) checkLine(findings, line, ['lines', index], shape);
  for (const [index, button] of file.buttons.entries())
    checkButton(findings, button, ['buttons', index], shape);
  for (const [index, select] of (file.selects ?? []).entries())
    checkSelect(findings, select, ['selects', index], shape);
  if (file.link)
    for (const part of ['text', 'url'] as const)
      checkTemplate(findings, { path: ['link', part], template: file.link[part], shape });
  const unused = fieldNames(shape).filter((name) => !findings.used.has(name));
  return [
    ...findings.faults,
    ...unused.map((name) => ({ path: [], fault: `the field ${name} is shown nowhere` })),
  ];
}

function fieldNames(shape: CardShape): string[] {
  return Object.entries(shape).flatMap(([name, field]) => {
    if (field === 'strings') return [`${name}.item`];
    return typeof field === 'string' ? [name] : Object.keys(field).map((part) => `${name}.${part}`);
  });
}

function checkLine(findings: Findings, line: CardLine, path: (string | number)[], shape: CardShape): void {
  if (line.kind === 'plain') return checkTemplate(findings, { path, template: line.show, shape });
  if (line.kind === 'conditional') {
    if (shape[line.when] === undefined || shape[line.when] === 'required')
      findings.faults.push({
        path: [...path, 'when'],
        fault: `when: ${line.when} is no optional field and no list`,
      });
    return checkTemplate(findings, { path: [...path, 'show'], template: line.show, shape, sure: line.when });
  }
  const row = rowOf(findings, line.each, path, shape);
  if (row === undefined) return;
  checkTemplate(findings, {
    path: [...path, 'show'],
    template: line.show,
    shape: row,
    row: { of: line.each, shape: row },
  });
  checkTemplate(findings, { path: [...path, 'more'], template: line.more, shape: { rest: 'required' } });
}

function checkButton(
  findings: Findings,
  button: CardFileButton,
  path: (string | number)[],
  shape: CardShape,
): void {
  const rowShape = button.kind === 'repeated' ? rowOf(findings, button.each, path, shape) : undefined;
  const row =
    button.kind === 'repeated' && rowShape !== undefined ? { row: { of: button.each, shape: rowShape } } : {};
  for (const part of ['key', 'text', 'say', 'mark'] as const) {
    const template = button[part];
    if (template !== undefined)
      checkTemplate(findings, {
        path: [...path, part],
        template,
        shape: { ...shape, ...rowShape },
        ...row,
      });
  }
}

function checkSelect(
  findings: Findings,
  select: CardFileSelect,
  path: (string | number)[],
  shape: CardShape,
): void {
  const row = rowOf(findings, select.each, path, shape);
  checkTemplate(findings, { path: [...path, 'title'], template: select.title, shape });
  if (row === undefined) return;
  for (const part of ['id', 'text', 'say'] as const) {
    const template = select[part];
    if (template !== undefined)
      checkTemplate(findings, {
        path: [...path, part],
        template,
        shape: { ...shape, ...row },
        row: { of: select.each, shape: row },
      });
  }
}

function rowOf(
  findings: Findings,
  each: string,
  path: (string | number)[],
  shape: CardShape,
): RowFields | undefined {
  const list = shape[each];
  const row = list === 'strings' ? ({ item: 'required' } as const) : list;
  if (row !== undefined && typeof row !== 'string') return row;
  findings.faults.push({ path: [...path, 'each'], fault: `each: ${each} is no list` });
  return undefined;
}

function checkTemplate({ used, faults }: Findings, place: Place): void {
  for (const { field, guarded } of fieldsOf(place.template)) {
    const found = Object.hasOwn(place.shape, field) ? place.shape[field] : undefined;
    const isOfRow = place.row !== undefined && Object.hasOwn(place.row.shape, field);
    used.add(isOfRow ? `${place.row?.of}.${field}` : field);
    if (found === undefined)
      faults.push({ path: place.path, fault: `{${field}} is not a field of this card` });
    else if (typeof found !== 'string' || found === 'strings')
      faults.push({ path: place.path, fault: `{${field}} is a list: show it with "each"` });
    else if (found === 'optional' && !guarded && place.sure !== field)
      faults.push({ path: place.path, fault: `{${field}} may be missing: put it in [ ] or use "when"` });
  }
}
