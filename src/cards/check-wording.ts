/** Compares the placeholders of one card file with the fields the program fills in, both ways. */

import type { CardShape, FieldShape } from './card-fields.ts';
import type { CardFile, CardLine } from './card-file.ts';
import { fieldsOf, type Template } from './template.ts';

interface Findings {
  readonly used: Set<string>;
  readonly faults: { readonly path: readonly (string | number)[]; readonly fault: string }[];
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly template: Template;
  readonly shape: Readonly<Record<string, FieldShape>>;
  /** A field known to be there because the whole line depends on it. */
  readonly sure?: string;
  /** Put before a row's field where its use is noted: `items.` */
  readonly prefix?: string;
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
    for (const part of ['key', 'text', 'say'] as const)
      checkTemplate(findings, { path: ['buttons', index, part], template: button[part], shape });
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
  const list = shape[line.each];
  const row = list === 'strings' ? ({ item: 'required' } as const) : list;
  if (row === undefined || typeof row === 'string') {
    findings.faults.push({ path: [...path, 'each'], fault: `each: ${line.each} is no list` });
    return;
  }
  const prefix = `${line.each}.`;
  checkTemplate(findings, { path: [...path, 'show'], template: line.show, shape: row, prefix });
  checkTemplate(findings, { path: [...path, 'more'], template: line.more, shape: { rest: 'required' } });
}

function checkTemplate({ used, faults }: Findings, place: Place): void {
  for (const { field, guarded } of fieldsOf(place.template)) {
    const found = Object.hasOwn(place.shape, field) ? place.shape[field] : undefined;
    used.add(`${place.prefix ?? ''}${field}`);
    if (found === undefined)
      faults.push({ path: place.path, fault: `{${field}} is not a field of this card` });
    else if (typeof found !== 'string' || found === 'strings')
      faults.push({ path: place.path, fault: `{${field}} is a list: show it with "each"` });
    else if (found === 'optional' && !guarded && place.sure !== field)
      faults.push({ path: place.path, fault: `{${field}} may be missing: put it in [ ] or use "when"` });
  }
}
